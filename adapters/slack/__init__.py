"""What speaks to Slack and reads what Slack writes."""
