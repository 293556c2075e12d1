"""An action item with what only Recap needs to know of it, and both as text."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from core.action_items.item import Item
from core.kept import time_to_json
from core.models import Channel, Person


@dataclass(frozen=True, slots=True)
class Kept:
    """`stale`: a source was edited and does not say it any more; it is shown to nobody until it is found again.

    `refused_by` are ids of people who said that it is not theirs: it never comes back to them. `by_hand`: somebody
    gave it to its owner, which no summary changes. `texts` are fingerprints of what its sources said.
    """

    item: Item
    stale: bool = False
    refused_by: tuple[str, ...] = ()
    by_hand: bool = False
    texts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def channel(self) -> Channel:
        return self.item.channel

    @property
    def sources(self) -> tuple[str, ...]:
        """With the message that says it is done."""
        return (*self.item.sources, self.item.closed_by) if self.item.closed_by else self.item.sources

    @property
    def at(self) -> datetime:
        return self.item.said_at

    @property
    def person(self) -> Person | None:
        """Whom it is for: its owner, without one whoever asked; None where that is nobody Recap knows."""
        for_whom = self.item.owner or self.item.asked_by
        return for_whom if for_whom and for_whom.id and for_whom.id not in self.refused_by else None

    @property
    def open(self) -> bool:
        return self.item.status == "open" and not self.stale


def to_text(kept: Kept) -> str:
    """A JSON object."""
    return json.dumps(asdict(kept), default=time_to_json)


def from_text(text: str) -> Kept:
    body: dict[str, Any] = json.loads(text)
    item = body["item"]
    read = {
        "channel": Channel(**item["channel"]),
        "sources": tuple(item["sources"]),
        "said_at": datetime.fromisoformat(item["said_at"]),
        "owner": _person(item["owner"]),
        "asked_by": _person(item["asked_by"]),
        "due": item["due"] and date.fromisoformat(item["due"]),
        "remind_at": item["remind_at"] and datetime.fromisoformat(item["remind_at"]),
    }
    return Kept(
        **body | {"item": Item(**item | read), "refused_by": tuple(body["refused_by"]), "texts": tuple(body["texts"])}
    )


def _person(kept: dict[str, Any] | None) -> Person | None:
    return Person(**kept) if kept else None
