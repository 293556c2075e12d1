"""Chat exports: what people saved from Slack, Discord and Teams, and plain JSON Lines transcripts."""
