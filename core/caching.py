"""Use of the cache: one making for many askers, and entries made anew shortly before they end."""

import hashlib
import json
import math
from collections.abc import Awaitable, Callable, Collection
from datetime import date, datetime, timedelta
from typing import Any

from core.errors import LaterError
from core.models import Channel, Message
from core.ports.cache import Cache, Cached

LIFETIME = timedelta(hours=24)


async def cached(
    cache: Cache,
    channel: Channel,
    key: str,
    kept: Cached | None,
    make: Callable[[], Awaitable[str]],
    messages: Collection[str],
    now: Callable[[], datetime],
    random: Callable[[], float],
    fresh: bool = False,
) -> tuple[str, bool]:
    """The value of a key, and whether it came from the cache. `random` gives 0 included to 1 excluded.

    `kept` is what the cache has found for the key: it is asked for many at once.
    Near its end an entry is made anew by one reader, while the others are given the old one, also where that fails.
    `fresh`: it is made anew at once, and replaces what is kept.
    Errors: those of `make`, of which nothing is kept; who waited for a maker that failed makes it on their own.
    """
    if kept and not fresh and not _early(kept, now(), random()):
        return kept.value, True
    async with cache.making(channel, key, waiting=fresh or kept is None) as turn:
        if kept and not turn and not fresh:
            return kept.value, True
        made = await cache.get(channel, key)  # by who was before us
        if made and made != kept:
            return made.value, True
        began = now()
        try:
            value = await make()
        except LaterError:
            if kept is None:
                raise
            return kept.value, True
        ended = now()
        await cache.put(channel, key, Cached(value, ended + LIFETIME, (ended - began).total_seconds()), messages)
    return value, False


def key(*parts: object) -> str:
    """A hash of content that is the same in every process: of texts, numbers, times, messages, and lists of them.

    No model is told of reactions, and the emoji that asks is one: nobody who sets it asks for something new.
    """
    return hashlib.sha256(json.dumps(parts, default=_plain).encode()).hexdigest()


def _early(kept: Cached, now: datetime, random: float) -> bool:
    """XFetch with beta = 1: Vattani et al., Optimal Probabilistic Cache Stampede Prevention, 2015.

    The longer a value takes to make, the earlier, and the nearer its end, the likelier.
    """
    return now - timedelta(seconds=kept.seconds * math.log(1 - random)) >= kept.until


def _plain(value: object) -> Any:
    match value:
        case Message():  # in one step: messages are many
            sent_at = value.sent_at and value.sent_at.isoformat()
            said = [value.id, value.author.id, value.author.name, value.text, sent_at, value.thread_id, value.reply_to]
            return [*said, value.files]
        case date():  # and moments
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no content to hash")
