"""Who asked for what: one entry for each answer. It never holds what people wrote."""

from dataclasses import dataclass
from datetime import datetime

from core.models import Channel, Person


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`who` is None once that person was forgotten. `cost` is in US dollars; `redactions` counts what was taken out.

    `route` is the sentence that says which models were to be asked, and why; "" where none was looked for.
    """

    at: datetime
    who: Person | None
    what: str  # "summary"
    channel: Channel
    engine: str
    messages: int  # read for the answer
    cost: float = 0.0
    redactions: int = 0
    route: str = ""
