"""REST's routes, one module for each part of Discord's reference."""

from tests.standins.discord.rest import apps, channels, history, posting

REGISTERED = (apps, channels, history, posting)
