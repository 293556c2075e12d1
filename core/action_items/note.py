"""What a person is sent about action items, in one direct message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.action_items.item import Item
from core.models import Person

# "found": new for them; "morning": what is open, due and overdue; "reminder": they asked to be reminded.
Occasion = Literal["found", "morning", "reminder"]


@dataclass(frozen=True, slots=True)
class Note:
    """`items` are never none, the overdue first; each is in a channel that the person may read now."""

    platform: str
    workspace: str
    person: Person
    occasion: Occasion
    items: tuple[Item, ...]
    zone: str = "UTC"  # the person's own, by its IANA name: for the words "today" and "overdue"
    said: Mapping[str, str] = field(default_factory=dict)  # further lines, by the id of the item they belong to
