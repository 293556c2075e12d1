"""Whoever asks in Slack: their name, time zone, and whether they administer the workspace."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adapters.slack.workspace import SlackWorkspace
from core.models import Person


@dataclass(frozen=True, slots=True)
class Asker:
    person: Person
    zone: tzinfo
    admin: bool


async def asker(workspace: SlackWorkspace, id: str) -> Asker:
    """As Slack knows them now. Errors: those of `adapters.slack.errors`."""
    user = await workspace.people.profile(id)
    person = (await workspace.people.named([id]))[id]
    at_home = not workspace.people.external(user)
    admin = bool(user.get("is_admin") or user.get("is_owner"))
    return Asker(person, _zone(user.get("tz") or "UTC"), admin and at_home)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
