"""Answers in direct messages; where Discord refuses those, a button in the channel instead."""

from collections.abc import Iterable
from typing import Any

import discord

from adapters.discord import buttons
from adapters.discord.asker import Asker
from adapters.discord.errors import NoDirectMessages, explained
from adapters.discord.places import Place
from bots.discord.asking.carried import Carried, keep
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give
from bots.discord.asking.listed import in_words
from bots.discord.asking.surfaces import opened
from core import replies
from core.answering import Given, Question, Where
from core.words import Command, Reference


async def in_direct_messages(desk: Desk, question: Question, asked_in: Place | None) -> Given | None:
    """The answer; None where it was stopped or failed, or waits for a button.

    `asked_in` is where a line that all see may say that there is one: it says nothing of what it is about.
    """
    try:
        surface = await opened(desk.client, question.requester.id, replies.reading(question.channel))
    except NoDirectMessages:
        if asked_in is None:
            raise
        await offered(desk, question, asked_in)
        return None
    return await give(desk, surface, question)


async def listed_in_direct_messages(
    desk: Desk,
    who: Asker,
    where: Where,
    name: Command,
    words: Iterable[str | Reference],
    asked_in: Place | None = None,
) -> None:
    """A list that was asked for in words. Errors: sentences for whoever asks."""
    shown = await in_words(desk, who, where, name, words)
    try:
        with explained(desk.clock):
            there = await desk.client.create_dm(discord.Object(int(who.person.id), type=discord.User))
            if isinstance(shown, str):
                await there.send(shown)
                return
            for embed, view in shown:
                await there.send(embed=embed, **({"view": view} if view else {}))
    except NoDirectMessages:
        if asked_in is None:
            raise
        await said(desk, asked_in, replies.BY_COMMAND)


async def offered(desk: Desk, question: Question, where: Place) -> None:
    """Whoever presses the button is answered there, alone, as far as they may read it themselves."""
    token = await keep(desk, Carried(question))
    await said(desk, where, replies.READY, buttons.show(token))


async def said(desk: Desk, where: Place, text: str, view: Any = None) -> None:
    """In a channel or thread, for all. Errors: those of `adapters.discord.errors`."""
    more: dict[str, Any] = {"view": view} if view else {}
    with explained(desk.clock):
        await desk.client.get_partial_messageable(int(where.written_in)).send(text, **more)
