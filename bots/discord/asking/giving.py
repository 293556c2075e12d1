"""An answer from its first line to its buttons, wherever it is shown."""

from datetime import UTC
from time import monotonic

import discord

from adapters.discord import buttons
from adapters.discord.buttons import Token
from adapters.discord.errors import TokenOver
from adapters.discord.lines import embeds, paged, text
from adapters.discord.linked import Linked, Links, known, looked_up
from adapters.discord.render import footer, pages, streamed
from bots.discord.asking.carried import Carried, keep
from bots.discord.asking.desk import Desk
from bots.discord.asking.surfaces import CONTENT_MAX_CHARS, Surface, opened
from bots.failing import sentence
from core import replies
from core.answering import Given, Question
from core.errors import RecapError
from core.models import Channel
from core.ports import Post
from core.replies import items as said_of_items
from core.summary import Statement, Summary

SECONDS_APART = 1.2  # Discord takes five edits of an answer in five seconds
PAGES_MAX = 4


class Stream:
    """`EarlyReader`: shows the statements as they come, until they fill a message.

    A preliminary answer stands until the whole one replaces it.
    """

    def __init__(self, desk: Desk, surface: Surface, question: Question, token: Token) -> None:
        self._desk = desk
        self._surface = surface
        self._question = question
        self._stop = buttons.stop(token)
        self._text = ""
        self._said_at = monotonic()
        self._early = False

    async def said(self, statement: Statement) -> None:
        """What Discord does not take now comes with the next one, or with the whole answer in the end."""
        if self._early:
            return
        asked = self._question
        stored = await looked_up(self._desk.messages, asked.channel, statement.sources)
        text = self._text + streamed(statement, asked.channel, Links(asked.channel, asked.thread_id, stored))
        if len(text) > CONTENT_MAX_CHARS:
            return
        self._text = text
        if monotonic() - self._said_at >= SECONDS_APART:
            self._said_at = monotonic()
            try:
                await self._surface.say(text, self._stop)
            except RecapError:
                return

    async def preliminary(self, summary: Summary) -> None:
        """As much as one message holds. Where Discord does not take it now the reader goes on waiting."""
        channel, thread = await named(self._desk, self._question.channel), self._question.thread_id
        link = Links(channel, thread, await looked_up(self._desk.messages, channel, summary.sources))
        first, *more = pages(summary, channel, link, UTC, thread is not None)
        if more:
            footer(first, more[-1].footer.text or "")
        try:
            await self._surface.show([first], self._stop)
        except RecapError:
            return
        self._early = True


async def give(desk: Desk, surface: Surface, question: Question, by: str | None = None) -> Given | None:
    """None where it was stopped or failed: the surface says so. `by` names whoever published it.

    Where the surface takes nothing more the answer goes to the asker's direct messages.
    """
    token = await keep(desk, Carried(question), waiting=True)
    try:
        given = await _given(desk, surface, question, token, by)
    except TokenOver:
        surface = await opened(desk.client, question.requester.id, replies.LATE)
        given = await _given(desk, surface, question, token)
    before = surface.place.messages[:-1] if surface.place else ()
    await keep(desk, Carried(question, given.id if given else "", before), token)
    return given


async def _given(desk: Desk, surface: Surface, question: Question, token: Token, by: str | None = None) -> Given | None:
    try:
        await surface.say(replies.reading(question.channel), buttons.stop(token))
        stream = Stream(desk, surface, question, token)
        given = await desk.running.run(token.id, desk.minutes.answer(question, stream))
        if given is None:
            await surface.say(replies.STOPPED)
        else:
            await keep(desk, Carried(question, given.id), token, waiting=True)
            await show(desk, surface, question, given, token, by)
    except TokenOver:
        raise
    except Exception as error:
        await surface.say(sentence(error), buttons.again(token))
        given = None
    return given


async def show(
    desk: Desk, surface: Surface, question: Question, given: Given, token: Token, by: str | None = None
) -> None:
    """Shows the answer, and remembers where it stands: what is deleted later leaves it too."""
    channel, summary = await named(desk, question.channel), given.summary
    if not summary.overview and not any(summary.statements()):
        lacks = "" if desk.client.intents.message_content else f"\n{replies.NO_CONTENT}"
        await surface.say(replies.nothing(channel, summary.coverage) + lacks)
        return
    found = shown(question, given, channel)
    if not desk.client.intents.message_content:
        footer(found[-1], replies.NO_CONTENT)
    if by:
        footer(found[-1], replies.published_by(by))
    if by is None:
        found += await _unsent(desk, question)
    row = None if by else buttons.row(token, replies.title_of(channel))
    await surface.show(found, row)
    if surface.place:
        await desk.posts.put(Post(question.channel, str(surface.place), summary, desk.clock()))


async def _unsent(desk: Desk, question: Question) -> list[discord.Embed]:
    """Action items that direct messages could not bring, said once."""
    channel, person = question.channel, question.requester
    items = await desk.items.unsent(channel.platform, channel.workspace, person)
    if not items:
        return []
    today = desk.clock().date()
    links = await Linked.of(desk.messages, ((item.channel, id) for item in items for id in item.sources))
    lines = (("", text(line, links(line))) for line in (said_of_items.line(item, today) for item in items))
    return embeds(said_of_items.unsent(len(items)), paged(lines))


def shown(question: Question, given: Given, channel: Channel) -> list[discord.Embed]:
    """The channel goes by its name here: its reader may read it."""
    link = Links(channel, question.thread_id, known(given.transcript))
    found = pages(given.summary, channel, link, UTC, question.thread_id is not None)
    if len(found) > PAGES_MAX:
        last = found[PAGES_MAX - 1]
        footer(last, replies.CUT, found[-1].footer.text or "")
        found = found[:PAGES_MAX]
    return found


async def named(desk: Desk, channel: Channel) -> Channel:
    """With its name of now, where none was given and Discord's gateway told it."""
    if channel.name:
        return channel
    found = await desk.places.of(int(channel.workspace), int(channel.id))
    return found.channel
