"""What the handlers work with."""

from dataclasses import dataclass

from adapters.discord.places import Places
from bots import desk
from bots.discord.app import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(desk.Desk):
    client: Client
    places: Places
