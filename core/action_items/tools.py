"""What action items need of the outside."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from core.action_items.kept import Kept
from core.ports.access import Access
from core.ports.messages import MessageStore
from core.ports.notes import Notes, PreferencesStore
from core.ports.records import Records

# The zone (IANA name) that a platform knows of a person: platform, workspace, id of the person.
Zone = Callable[[str, str, str], Awaitable[str | None]]


async def unknown(platform: str, workspace: str, person: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class ItemTools:
    kept: Records[Kept]
    notes: Notes
    preferences: PreferencesStore
    messages: MessageStore
    access: Access
    clock: Callable[[], datetime]
    zone: Zone = unknown
