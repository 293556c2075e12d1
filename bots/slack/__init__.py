"""Slack: hears what is said, and what people ask. `slack_bolt` is met here only."""
