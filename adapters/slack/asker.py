"""Whoever asks in Slack: their name, time zone, language, and whether they administer the workspace."""

from dataclasses import dataclass
from datetime import UTC, tzinfo

from adapters.slack.workspace import SlackWorkspace, Workspaces
from core import zones
from core.errors import RecapError
from core.models import Person
from core.words.languages import told_by


@dataclass(frozen=True, slots=True)
class Asker:
    """`language` by its English name or code; None is English, which models write anyway."""

    person: Person
    zone: tzinfo
    admin: bool
    language: str | None = None


async def asker(workspace: SlackWorkspace, id: str) -> Asker:
    """As Slack knows them now. Errors: those of `adapters.slack.errors`."""
    user = await workspace.people.profile(id)
    person = (await workspace.people.named([id]))[id]
    at_home = not workspace.people.external(user)
    admin = bool(user.get("is_admin") or user.get("is_owner"))
    return Asker(person, zones.named(user.get("tz") or "") or UTC, admin and at_home, told_by(user.get("locale") or ""))


async def zone_of(workspaces: Workspaces, platform: str, workspace: str, person: str) -> str | None:
    """The time zone (IANA name) that Slack knows of a person; None where it does not tell."""
    try:
        there = await workspaces(workspace)
        return str(zones.named((await there.people.profile(person)).get("tz") or "") or UTC)
    except RecapError:
        return None
