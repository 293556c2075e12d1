"""What was trained: one file a component, each with the data it came from and its licence."""
