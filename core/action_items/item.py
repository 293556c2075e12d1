"""An action item that is kept: what is to be done, by whom, until when, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.models import Channel, Person

# "refused": its owner said that it is not theirs, and nobody else's name is known.
Status = Literal["open", "done", "refused"]


@dataclass(frozen=True, slots=True)
class Item:
    """`id` is short and unique in the workspace, `sources` are ids of messages of the channel, the first said first.

    `thread_id` is the root of the thread it was said in. `sendable`: people marked it themselves, or a model stated it
    and the check passed; what the offline engine only inferred is shown, but never sent to anybody. `closed_by` is the
    message that said it is done, None where a person pressed Done. `asked_by` is whoever asked for the summary in which
    it was found, None where a digest did. `remind_at` is a moment, not a day.
    """

    id: str
    channel: Channel
    text: str
    sources: tuple[str, ...]
    said_at: datetime
    status: Status = "open"
    owner: Person | None = None
    due: date | None = None
    thread_id: str | None = None
    sendable: bool = False
    closed_by: str | None = None
    asked_by: Person | None = None
    remind_at: datetime | None = None
