"""A summary where others than its requester's screen keep it: posted, changed, and taken down."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC
from typing import NamedTuple

from adapters.teams.buttons import Json
from adapters.teams.errors import TooLarge
from adapters.teams.render import Links, messages
from adapters.teams.said import Said, halves, pressed
from adapters.teams.speaking import Speaking
from core.ports import Post


class Place(NamedTuple):
    """Messages of one answer, in order; `thread` where they are in one. `value` is what its buttons remember.

    Bots cannot read what they have posted: what stands around the statements is made again from here.
    """

    conversation: str
    thread: str = ""
    messages: tuple[str, ...] = ()
    value: str = ""
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))


def place(text: str) -> Place:
    """Of the text that `str` gave."""
    conversation, thread, messages, value, notes = json.loads(text)
    return Place(conversation, thread, tuple(messages), value, tuple(notes))


# The buttons under the last message, which is told which messages (ids) go before it.
Buttons = Callable[[Sequence[str]], list[Json]]
# Adds a message to a conversation, or to a thread of it, and gives its id.
Adds = Callable[[str, Said, str | None], Awaitable[str]]
# Shows the first message where it is begun already: its id, None where it is to be posted.
Begin = Callable[[Said], Awaitable[str | None]]


async def put(
    speaking: Speaking,
    at: Place,
    shown: Sequence[Said],
    buttons: Buttons | None = None,
    begin: Begin | None = None,
    once: bool = False,
) -> Place:
    """Shows these in the messages of the place: changes what there is, adds what lacks, removes what is over.

    A message that is larger than Teams takes is shown in smaller ones. With `once` what is added is never posted
    again: errors also as of `Speaking.post_once`.
    """
    ids, rest = list[str](), list(shown)
    while rest:
        said = rest.pop(0)
        if buttons and not rest:
            said = pressed(said, buttons(ids))
        try:
            post = speaking.post_once if once else speaking.post
            ids.append(await _shown(speaking, post, at, said, len(ids), begin if not ids else None))
        except TooLarge:
            rest[:0] = halves(said)
    for over in at.messages[len(ids) :]:
        await speaking.remove(at.conversation, over)
    return at._replace(messages=tuple(ids))


async def _shown(speaking: Speaking, post: Adds, at: Place, said: Said, number: int, begin: Begin | None) -> str:
    if begin and (begun := await begin(said)):
        return begun
    if number < len(at.messages):
        await speaking.change(at.conversation, at.messages[number], said)
        return at.messages[number]
    return await post(at.conversation, said, at.thread or None)


async def brought_up_to_date(
    speaking: Speaking, post: Post, link: Links, thread: bool, buttons: Buttons | None
) -> None:
    """Shows what a post says now, without what was deleted."""
    at = place(post.place)
    if post.summary is None:
        for message in at.messages:
            await speaking.remove(at.conversation, message)
        return
    await put(speaking, at, messages(post.summary, post.channel, link, UTC, thread, at.notes), buttons)
