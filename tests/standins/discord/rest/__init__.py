"""REST's routes, one module for each part of Discord's reference."""

from tests.standins.discord.rest import apps, channels, guilds, history, interactions, posting, reactions, threads

REGISTERED = (apps, channels, guilds, history, interactions, posting, reactions, threads)
