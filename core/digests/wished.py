"""From what somebody typed, or chose in a form, to the digest that they mean."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from core.answering.wished import Where, Wishes
from core.digests.digest import WORDS_MAX, WORKDAYS, Digest, Kind
from core.errors import RequestError
from core.models import Person
from core.replies import digests as said
from core.words import DigestWish, InChannel

MORNING = time(9)
DAYS: dict[Kind, tuple[int, ...]] = {"daily": WORKDAYS, "weekly": (0,)}


async def digest(
    wish: DigestWish, creator: Person, zone: str, language: str | None, where: Where, wishes: Wishes
) -> Digest:
    """Of the channel it is typed in, and to there, where none is named. Its id is empty: it is nowhere yet.

    `zone` is the creator's own, `language` None for that of the messages, for where no other is named.
    Errors: `RequestError`, `NotFound`.
    """
    here = InChannel(where.channel.id, where.channel.name) if where.channel else None
    sources, to = wish.channels or ((here,) if here else ()), wish.destination or here
    if not sources or to is None:
        raise RequestError(said.WHICH_CHANNELS)
    return Digest(
        id="",
        platform=where.platform,
        workspace=where.workspace,
        channels=tuple([await wishes.place(it, where) for it in sources]),
        destination=await wishes.place(to, where),
        created_by=creator,
        since=wishes.clock(),
        at=wish.at or MORNING,
        days=wish.days or DAYS[wish.kind or "daily"],
        zone=wish.zone or zone,
        kind=wish.kind or "daily",
        language=wish.language or language,
        max_words=wish.max_words or WORDS_MAX,
    )


async def changed(known: Digest, wish: DigestWish, where: Where, wishes: Wishes) -> Digest:
    """With what the wish says, and all else as it was. Errors: as `digest`."""
    days = DAYS[wish.kind] if wish.kind and wish.kind != known.kind else known.days
    return replace(
        known,
        channels=tuple([await wishes.place(it, where) for it in wish.channels]) or known.channels,
        destination=await wishes.place(wish.destination, where) if wish.destination else known.destination,
        at=wish.at or known.at,
        days=wish.days or days,
        zone=wish.zone or known.zone,
        kind=wish.kind or known.kind,
        language=wish.language or known.language,
        max_words=wish.max_words or known.max_words,
    )


def chosen(which: int | None, digests: Sequence[Digest]) -> Digest:
    """By its number in the list, from 1; it needs none where there is only one. Errors: `RequestError`."""
    number = which or (1 if len(digests) == 1 else 0)
    if not 1 <= number <= len(digests):
        raise RequestError(said.which(len(digests)))
    return digests[number - 1]
