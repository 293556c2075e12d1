"""Discord: hears what is said, and what people ask. What discord.py hands on is met here and in its adapter only."""
