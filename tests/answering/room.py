"""Recap as it is delivered, over a database and the real SDK, with a stand-in for the model's server."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bots import wiring
from bots.settings import read_settings
from core.answering import Given, Minutes, Question
from core.asking.readers import Nobody, Reader
from core.models import Channel, Message, Person
from tests.standins.claude.server import KEY, ClaudeServer

PLACE = "slack", "acme"
GENERAL = Channel(*PLACE, "C1", "general")
ANA, BEN, CLEO = Person("U1", "Ana"), Person("U2", "Ben"), Person("U3", "Cleo")
MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)
SAID = (
    (ANA, "The launch of the brochure moves to Friday because the printer is late."),
    (BEN, "I'll tell the printer in Leeds about the new day tomorrow."),
    (ANA, "We decided to keep the price of the brochure at 40 euros."),
    (CLEO, "Who orders the 12 boxes for the warehouse?"),
    (BEN, "The warehouse has 30 free places at the moment."),
    (CLEO, "The newsletter goes out to 5,200 readers this week."),
)


def messages(said: Iterable[tuple[Person, str]] = SAID, first: int = 1, minutes: int = 1) -> list[Message]:
    """Ids count from `first`; so many minutes lie between them."""
    return [
        Message(f"m{n}", author, text, MONDAY + timedelta(minutes=minutes * n))
        for n, (author, text) in enumerate(said, first)
    ]


def talk(count: int, first: int = 1) -> list[Message]:
    """So many messages that all say something of their own."""
    people = ANA, BEN, CLEO
    return messages(
        (
            (people[n % 3], f"Shelf {n} of hall {n % 17} got {n + 40} boxes of the spring brochure.")
            for n in range(count)
        ),
        first,
    )


class Somebody:
    """`core.ports.Access`: those who may read everything."""

    def __init__(self, *ids: str) -> None:
        self.ids = set(ids)

    async def may_read(self, person: str, channel: Channel) -> bool:
        return person in self.ids


@dataclass
class Told:
    """`core.ports.Admins`."""

    told: list[str] = field(default_factory=list)

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        self.told.append(text)


@dataclass
class Room:
    minutes: Minutes
    stores: wiring.Stores
    server: ClaudeServer
    access: Somebody
    admins: Told

    async def ask(self, requester: Person = ANA, reader: Reader = Nobody(), **more: Any) -> Given:
        return await self.minutes.answer(Question(requester, GENERAL, **more), reader)

    async def put(self, sent: Sequence[Message], channel: Channel = GENERAL) -> None:
        async with self.stores.messages.importing() as batch:
            await batch.add(channel, sent)

    async def set(self, *assignments: str) -> None:
        await self.stores.settings.change(*PLACE, assignments)

    @property
    def requests(self) -> list[dict[str, Any]]:
        """What the server was asked, in order."""
        return [json.loads(raw.split(b"\r\n\r\n", 1)[1]) for raw in self.server.received]

    @property
    def models(self) -> list[str]:
        return [request["model"] for request in self.requests]


@asynccontextmanager
async def room(
    server: ClaudeServer, sent: Sequence[Message] | None = None, keys: str = KEY, redis: str = ""
) -> AsyncIterator[Room]:
    """Ana, Ben and Cleo may read #general of acme, where these messages stand."""
    variables = {"RECAP_ANTHROPIC_API_KEY": keys, "RECAP_ANTHROPIC_URL": server.url, "RECAP_REDIS_URL": redis}
    settings = read_settings(variables)
    access, admins = Somebody("U1", "U2", "U3"), Told()
    async with wiring.stores(settings) as stores, wiring.minutes(settings, stores, access, admins) as minutes:
        made = Room(minutes, stores, server, access, admins)
        await made.put(messages() if sent is None else sent)
        yield made
