"""The messages that a question is about, from the store; what is missing there is fetched as far as time allows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.answering.question import Question
from core.consent import Consent
from core.errors import NotFound
from core.hearing.backfill import Backfill
from core.models import Message, Transcript
from core.ports import MessageStore
from core.reading import assemble, by_author

FETCH_WITHIN = timedelta(seconds=1.5)  # of what somebody waits for; the rest is fetched in the background


async def transcript(
    question: Question, store: MessageStore, consent: Consent, backfill: Backfill | None = None
) -> Transcript:
    """Its id is the thread's or the channel's. Errors: `NotFound` where a message of the range is not there."""
    unread_before: datetime | None = None
    if backfill and question.window.since:
        unread_before = await backfill.fetch(question.channel, question.window, FETCH_WITHIN)
    found = [m async for m in store.read(question.channel, question.window, question.thread_id)]
    found = _between(found, question.first, question.last)
    if question.author:
        found = by_author(found, question.author)
    if question.newest is not None:
        found = found[-question.newest :]
    id = question.thread_id or question.channel.id
    return assemble(id, found, question.channel, consent, unread_before)


def _between(messages: list[Message], first: str | None, last: str | None) -> list[Message]:
    start = _place(messages, first) if first else 0
    end = _place(messages, last) if last else len(messages) - 1
    return messages[min(start, end) : max(start, end) + 1]


def _place(messages: Sequence[Message], id: str) -> int:
    for place, message in enumerate(messages):
        if message.id == id:
            return place
    raise NotFound(f'message "{id}" is not here: it was deleted, or is older than what Recap keeps')
