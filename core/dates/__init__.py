"""When people say "Friday": dates and times in words, resolved against the moment of saying."""
