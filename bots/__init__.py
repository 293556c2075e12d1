"""What hears people: the bots, the clock and the command line."""
