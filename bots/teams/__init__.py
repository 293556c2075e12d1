"""Teams: hears what is said, and what people ask. `botbuilder` is met here and in `adapters.teams` only."""
