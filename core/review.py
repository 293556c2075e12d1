"""Answers of the model that were not shown because too much of them failed: a person looks, releases or rejects."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from core.errors import RequestError
from core.models import Channel, Person
from core.summary import Statement, Summary, SummaryRequest

if TYPE_CHECKING:
    from core.ports import Access, Drafts

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Failed:
    """A statement that is not in the summary, and why: one line for the reviewer."""

    statement: Statement
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The model's `summary` as it would have been shown, and what was wrong with it.

    `messages` are the ids of all that it rests on. `id` is a name without spaces, never given twice.
    """

    id: str
    at: datetime
    channel: Channel
    requester: Person
    request: SummaryRequest
    summary: Summary
    failed: tuple[Failed, ...]
    messages: tuple[str, ...]
    high_stakes: bool = False


class Deliver(Protocol):
    async def __call__(self, draft: Draft) -> None:
        """Brings the draft's summary to its requester, and to nobody else."""
        ...


async def release(id: str, drafts: "Drafts", access: "Access", deliver: Deliver) -> Draft:
    """Delivers a draft to its requester, then takes it off the list: a failed delivery can be repeated.

    Errors: `NotFound`; `RequestError` where the requester may no longer read the sources; those of access and delivery.
    """
    draft = await drafts.get(id)
    if not await access.may_read(draft.requester.id, draft.channel):
        raise RequestError(f"{draft.requester.name} may not read #{draft.channel.name} any more: nothing was delivered")
    await deliver(await drafts.get(id))  # again: a source may have been deleted while the platform was asked
    await drafts.remove(id)
    return draft
