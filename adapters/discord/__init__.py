"""What speaks to Discord and reads what Discord writes."""
