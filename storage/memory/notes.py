"""Who is told what about items, and what people want of it, in this process: for tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from core.action_items.note import Occasion
from core.action_items.preferences import Preferences
from core.models import Person
from core.ports.notes import Claimed

_Key = tuple[str, str, str, str, str]  # platform, workspace, item, occasion, person


@dataclass(frozen=True, slots=True)
class _Row:
    person: Person
    at: datetime
    state: Literal["waiting", "claimed", "told", "unsent"] = "waiting"
    until: datetime | None = None


class MemoryNotes:
    """`Notes`."""

    def __init__(self) -> None:
        self._rows: dict[_Key, _Row] = {}

    async def put(
        self, platform: str, workspace: str, person: Person, item: str, occasion: Occasion, at: datetime
    ) -> None:
        key = platform, workspace, item, occasion, person.id
        if occasion == "reminder" or key not in self._rows:
            self._rows[key] = _Row(person, at)

    async def claim(self, platform: str, now: datetime, until: datetime) -> Claimed | None:
        for key, row in self._rows.items():
            if key[0] == platform and row.until and row.until <= now:
                self._rows[key] = replace(row, state="unsent", until=None)
        waiting = {k: row for k, row in self._rows.items() if k[0] == platform and row.state == "waiting"}
        due = min((k for k, row in waiting.items() if row.at <= now), key=lambda k: waiting[k].at, default=None)
        if due is None:
            return None
        _, workspace, _, occasion, person = due
        together = [
            k
            for k, row in waiting.items()
            if (k[1], k[3], k[4]) == (workspace, occasion, person) and (occasion == "found" or row.at <= now)
        ]
        for key in together:
            self._rows[key] = replace(self._rows[key], state="claimed", until=until)
        items = tuple(k[2] for k in together)
        what: Occasion = "reminder" if occasion == "reminder" else "found"
        return Claimed(platform, workspace, waiting[together[-1]].person, what, items, "")

    async def told(self, claimed: Claimed) -> None:
        self._settle(claimed, "told")

    async def later(self, claimed: Claimed, at: datetime) -> None:
        self._settle(claimed, "waiting", at)

    async def refused(self, claimed: Claimed) -> None:
        self._settle(claimed, "unsent")

    async def unsent(self, platform: str, workspace: str, person: str) -> Sequence[str]:
        found = [
            key
            for key, row in self._rows.items()
            if (key[0], key[1], key[4], row.state) == (platform, workspace, person, "unsent")
        ]
        for key in found:
            self._rows[key] = replace(self._rows[key], state="told")
        return list(dict.fromkeys(key[2] for key in found))

    def _settle(
        self, claimed: Claimed, state: Literal["waiting", "told", "unsent"], at: datetime | None = None
    ) -> None:
        for item in claimed.items:
            key = claimed.platform, claimed.workspace, item, claimed.occasion, claimed.person.id
            row = self._rows[key]
            if row.state == "claimed":
                self._rows[key] = replace(row, state=state, until=None, at=at or row.at)


@dataclass(frozen=True, slots=True)
class _Wants:
    person: Person
    preferences: Preferences
    morning: datetime


class MemoryPreferences:
    """`PreferencesStore`."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, str, str], _Wants] = {}

    async def get(self, platform: str, workspace: str, person: str) -> Preferences | None:
        known = self._people.get((platform, workspace, person))
        return known.preferences if known else None

    async def put(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        self._people[platform, workspace, person.id] = _Wants(person, preferences, morning)

    async def wake(
        self, platform: str, workspace: str, person: Person, preferences: Preferences, morning: datetime
    ) -> None:
        self._people.setdefault((platform, workspace, person.id), _Wants(person, preferences, morning))

    async def claim(self, platform: str, now: datetime, following: Callable[[Preferences], datetime]) -> Claimed | None:
        due = [k for k, wants in self._people.items() if k[0] == platform and wants.morning <= now]
        key = min(due, key=lambda k: self._people[k].morning, default=None)
        if key is None:
            return None
        wants = self._people[key]
        self._people[key] = replace(wants, morning=following(wants.preferences))
        return Claimed(platform, key[1], wants.person, "morning", (), "")

    async def later(self, claimed: Claimed, at: datetime) -> None:
        key = claimed.platform, claimed.workspace, claimed.person.id
        self._people[key] = replace(self._people[key], morning=at)
