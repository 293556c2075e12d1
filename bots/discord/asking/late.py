"""Answers that a restart cut off: whoever waits gets them in direct messages."""

import logging
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from adapters.discord import wire
from adapters.discord.errors import explained
from bots.discord.app import Client
from bots.discord.asking.carried import unpacked
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give
from bots.discord.asking.surfaces import opened
from core import replies
from core.errors import RecapError
from core.ports import KeptQuestion

log = logging.getLogger(__name__)

WAITS_AT_MOST = timedelta(hours=1)  # later nobody waits for it any more


def register(client: Client, desk: Desk) -> None:
    began = desk.clock()

    async def ready() -> None:
        for kept in await desk.questions.waiting("discord"):
            if kept.at < began:
                await desk.questions.put(replace(kept, waiting=False))
                if began - kept.at < WAITS_AT_MOST:
                    await _answer(desk, kept)

    client.listens("ready", ready)


async def _answer(desk: Desk, kept: KeptQuestion) -> None:
    with suppress(RecapError):  # they take no direct messages: they can ask again
        with explained(desk.clock):
            person = wire.person(await desk.client.fetch_user(int(kept.person)))
        surface = await opened(desk.client, kept.person, replies.LATE)
        await give(desk, surface, unpacked(kept, person).question)
