"""The messages that a question is about, from the store; what is missing there is fetched as far as time allows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from core.answering.question import Question
from core.consent import Consent
from core.errors import NotFound
from core.hearing.backfill import Backfill
from core.models import Message, Transcript
from core.ports import MessageStore, Window
from core.reading import assemble, by_author

FETCH_WITHIN = timedelta(seconds=1.5)  # of what somebody waits for; the rest is fetched in the background
RECENT = timedelta(days=7)  # how far back the newest messages are looked for where few are stored


async def transcript(
    question: Question, store: MessageStore, consent: Consent, backfill: Backfill | None = None
) -> Transcript:
    """Its id is the thread's or the channel's. Errors: `NotFound` where a message of the range is not there."""
    found, unread_before = await _here(question, store, backfill) if backfill else (await _read(question, store), None)
    meant, id = _meant(question, found), question.thread_id or question.channel.id
    return assemble(id, meant, question.channel, consent, unread_before)


async def _here(
    question: Question, store: MessageStore, backfill: Backfill
) -> tuple[Sequence[Message], datetime | None]:
    """What stands of it; since when all of it is here, None where nothing is missing."""
    unread_before: datetime | None = None
    if question.window.since:
        unread_before = await backfill.fetch(question.channel, question.window, FETCH_WITHIN)
    found = await _read(question, store)
    if lacks := _lacks(question, found, backfill):
        unread_before = await _fetched(question, lacks, backfill)
        found = await _read(question, store)
    before: datetime | None = None
    while not unread_before and (since := _doubted(question, found, backfill)) not in (None, before):
        before, window = since, Window(since, question.window.until)
        unread_before = await backfill.fetch(question.channel, window, FETCH_WITHIN)
        found = await _read(question, store)
    return backfill.standing(question.channel, found), unread_before


async def _read(question: Question, store: MessageStore) -> list[Message]:
    return [m async for m in store.read(question.channel, question.window, question.thread_id)]


def _lacks(question: Question, found: Sequence[Message], backfill: Backfill) -> Literal["thread", "recent"] | None:
    """What of it the store may not have; a window is the backfill's own to know."""
    ids = {m.id for m in found}
    if question.thread_id:
        whole = question.thread_id in ids and len(backfill.standing(question.channel, found)) == len(found)
        return None if whole else "thread"
    if question.window.since:
        return None
    few = question.newest is not None and len(found) < question.newest
    return "recent" if few or not {question.first, question.last} - {None} <= ids else None


def _doubted(question: Question, found: Sequence[Message], backfill: Backfill) -> datetime | None:
    """Since when what is meant may have been edited or deleted unheard; a window and a thread are fetched as a whole.

    Where some of it is gone, older messages are meant in its place.
    """
    if question.thread_id or question.window.since:
        return None
    meant = _meant(question, found)
    known = {m.id for m in backfill.standing(question.channel, meant)}
    return min((m.sent_at for m in meant if m.sent_at and m.id not in known), default=None)


async def _fetched(question: Question, lacks: str, backfill: Backfill) -> datetime | None:
    """What there was time for; since when all is here, None where nothing is missing."""
    if lacks == "recent" or not question.thread_id:
        return await backfill.fetch_recent(question.channel, RECENT, FETCH_WITHIN)
    whole = await backfill.fetch_thread(question.channel, question.thread_id, FETCH_WITHIN)
    return None if whole else datetime.now(UTC)


def _meant(question: Question, found: Sequence[Message]) -> list[Message]:
    """Of the window or the thread, what the question is about. Errors: as `transcript`."""
    meant = _between(found, question.first, question.last)
    if question.author:
        meant = by_author(meant, question.author)
    return meant if question.newest is None else meant[-question.newest :]


def _between(messages: Sequence[Message], first: str | None, last: str | None) -> list[Message]:
    start = _place(messages, first) if first else 0
    end = _place(messages, last) if last else len(messages) - 1
    return list(messages[min(start, end) : max(start, end) + 1])


def _place(messages: Sequence[Message], id: str) -> int:
    for place, message in enumerate(messages):
        if message.id == id:
            return place
    raise NotFound(f'message "{id}" is not here: it was deleted, or is older than what Recap keeps')
