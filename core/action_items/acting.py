"""What people do with an item: done, not mine, given to somebody else."""

from dataclasses import replace
from datetime import datetime

from core.action_items.item import Item
from core.action_items.kept import Kept
from core.errors import RequestError
from core.models import Person

NOT_YOURS = "This action item is not yours: its owner can say so."


def done(kept: Kept, closed_by: str | None = None) -> Kept:
    """`closed_by` is the message that says so."""
    return replace(kept, item=replace(kept.item, status="done", closed_by=closed_by, remind_at=None))


def refused(kept: Kept, person: Person) -> Kept:
    """It is nobody's, and never this person's again. Errors: `RequestError` where it is somebody else's."""
    if not is_for(kept, person):
        raise RequestError(NOT_YOURS)
    item: Item = replace(kept.item, owner=None, status="refused", remind_at=None)
    return replace(kept, item=item, refused_by=(*kept.refused_by, person.id), by_hand=False)


def given(kept: Kept, owner: Person) -> Kept:
    """To its new owner, open."""
    item: Item = replace(kept.item, owner=owner, status="open", closed_by=None, remind_at=None)
    refused_by = tuple(id for id in kept.refused_by if id != owner.id)
    return replace(kept, item=item, refused_by=refused_by, by_hand=True)


def reminded(kept: Kept, at: datetime | None) -> Kept:
    """At this moment; None: not any more."""
    return replace(kept, item=replace(kept.item, remind_at=at))


def is_for(kept: Kept, person: Person) -> bool:
    return kept.person is not None and kept.person.id == person.id
