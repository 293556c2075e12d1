"""The offline engine: an extractive summarizer that answers from the messages themselves, without a model."""
