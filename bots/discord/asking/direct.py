"""Answers in direct messages; where Discord refuses those, a button in the channel instead."""

from typing import Any

from adapters.discord import buttons
from adapters.discord.errors import NoDirectMessages, explained
from adapters.discord.places import Place
from bots.discord.asking.carried import Carried, keep
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give
from bots.discord.asking.surfaces import opened
from core import replies
from core.answering import Given, Question


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


async def offered(desk: Desk, question: Question, where: Place) -> None:
    """Whoever presses the button is answered there, alone, as far as they may read it themselves."""
    token = await keep(desk, Carried(question))
    await said(desk, where, replies.READY, buttons.show(token))


async def said(desk: Desk, where: Place, text: str, view: Any = None) -> None:
    """In a channel or thread, for all. Errors: those of `adapters.discord.errors`."""
    more: dict[str, Any] = {"view": view} if view else {}
    with explained(desk.clock):
        await desk.client.get_partial_messageable(int(where.written_in)).send(text, **more)
