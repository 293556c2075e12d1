"""What Recap works with in Discord, made of the settings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.discord.history import DiscordHistory
from adapters.discord.places import Places
from adapters.discord.publisher import DiscordPublisher
from bots import wiring
from bots.discord.app import Client
from bots.settings import Settings
from core.hearing import Compared, Comparing


@dataclass(frozen=True, slots=True)
class Tools:
    """What handlers may need: `bots.discord.asking` is given them. `complete` is that of `stores`."""

    settings: Settings
    stores: wiring.Stores
    client: Client
    places: Places
    history: DiscordHistory
    complete: Compared
    backfill: Comparing
    publisher: DiscordPublisher
    clock: Callable[[], datetime]


def made(settings: Settings, stores: wiring.Stores, client: Client, clock: Callable[[], datetime]) -> Tools:
    places = Places(client, clock)
    history = DiscordHistory(client, places, clock)
    complete = Compared(stores.complete)
    stores = replace(stores, complete=complete)
    backfill = Comparing(history, wiring.hearing(stores), stores.messages, complete, clock)
    publisher = DiscordPublisher(client, stores.messages, clock)
    return Tools(settings, stores, client, places, history, complete, backfill, publisher, clock)
