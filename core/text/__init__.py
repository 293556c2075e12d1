"""Text as the engine reads it: sentences, words, scripts. No language model, any language."""
