"""What action items and decisions have in common: each is found by summaries, kept once, and rests on its messages."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from core.models import Channel, Message
from core.ports.messages import MessageStore
from core.ports.records import R, Records
from core.standing import fingerprint, present
from core.summary import Statement

SAID_AGAIN_WITHIN = timedelta(days=30)  # without a message in common; later it is rather the next one of its kind
_ID_BYTES = 5

F = TypeVar("F")


class Sources(NamedTuple):
    """Messages that a statement rests on: their ids, when the first and the last were sent, the root of their thread,
    and the fingerprints of their texts.
    """

    ids: tuple[str, ...]
    first: datetime
    last: datetime
    thread_id: str | None
    texts: tuple[str, ...]


def new_id() -> str:
    """Short enough for a button, and unique in its workspace."""
    return secrets.token_hex(_ID_BYTES)


def sources(statement: Statement, messages: Mapping[str, Message]) -> Sources | None:
    """Those of the statement among the messages (by id); None where none of them has a time."""
    known = [messages[id] for id in statement.sources if id in messages]
    times = [m.sent_at for m in known if m.sent_at]
    if not times:
        return None
    thread = next((m.thread_id for m in known if m.thread_id), None)
    texts = tuple(map(fingerprint, known))
    return Sources(tuple(m.id for m in known), min(times), max(times), thread, texts)


def put_together(
    kept: Sequence[R],
    new: Sequence[F],
    twin: Callable[[Sequence[R], F], R | None],
    merged: Callable[[R | None, F], R],
) -> tuple[list[R], list[str]]:
    """All that stands from now on, and the ids of what was found, in its order; two of one summary stay two.

    `twin` picks the one of those kept that was found again, `merged` is what stands for it then, or for a new one.
    """
    standing = {one.id: one for one in kept}
    before = tuple(standing)
    ids: list[str] = []
    for one in new:
        result = merged(twin([standing[id] for id in before if id not in ids], one), one)
        standing[result.id] = result
        ids.append(result.id)
    return list(standing.values()), ids


async def resting(
    kept: Records[R], store: MessageStore, channel: Channel, messages: Collection[str]
) -> tuple[list[R], Mapping[str, Message]]:
    """The records that rest on one of the messages (ids) of the channel, and what is stored of all their sources."""
    if not await kept.rests(channel, messages):
        return [], {}
    here = await kept.list(channel.platform, channel.workspace, channel)
    touched = [one for one in here if not set(messages).isdisjoint(one.sources)]
    return touched, await present(store, channel, {id for one in touched for id in one.sources})
