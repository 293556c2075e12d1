"""What speaks to Teams and reads what Teams writes."""
