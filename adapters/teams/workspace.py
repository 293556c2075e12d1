"""One workspace that Recap is installed in: a team, or a group chat."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TeamsWorkspace:
    """`id` is the team's group, as Graph and exports name it, or the chat's id; `team` is its General channel or "".

    `service_url` is where its connector was when it last spoke. `hears`: messages come that mention nobody, so that
    Recap may read along.
    """

    id: str
    tenant: str
    service_url: str
    team: str = ""
    hears: bool = False


# The workspace of an id. Errors: `NotFound` where Recap is not installed in it.
Workspaces = Callable[[str], Awaitable[TeamsWorkspace]]
