"""Whoever asks in Teams: every activity tells their name, time zone and language."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from adapters.teams.wire import person
from core import zones
from core.models import Person
from core.words.languages import told_by

PEOPLE_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Asker:
    """`teams_id` is what this bot knows them by. `language` is None for English, which models write anyway."""

    person: Person
    teams_id: str
    zone: tzinfo
    language: str | None = None


def asker(activity: Mapping[str, Any]) -> Asker:
    client: Mapping[str, Any] = next(
        (entity for entity in activity.get("entities") or () if entity.get("type") == "clientInfo"), {}
    )
    zone = activity.get("localTimezone") or client.get("timezone") or ""
    locale = activity.get("locale") or client.get("locale") or ""
    return Asker(person(activity["from"]), activity["from"]["id"], zones.named(zone) or UTC, told_by(locale))


class Zones:
    """The time zones of people (ids) as their latest activities told them, as long as this process runs."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()

    def note(self, it: Asker) -> None:
        self._known[it.person.id] = str(it.zone)
        self._known.move_to_end(it.person.id)
        if len(self._known) > PEOPLE_MAX:
            self._known.popitem(last=False)

    async def __call__(self, platform: str, workspace: str, person: str) -> str | None:
        """`core.action_items.tools.Zone`."""
        return self._known.get(person)
