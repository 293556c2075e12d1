"""Transformer models in a folder on this machine, run by ONNX (extras `embed` and `nli`)."""
