"""What trained parts compute: the training is in tests/training, the weights are in core/weights."""
