"""Who is in a channel of Slack, and who else may read it."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

from adapters.slack.errors import explained
from adapters.slack.workspace import SlackWorkspace

MEMBERS_AT_ONCE = 1000

Clock = Callable[[], datetime]


async def channel_now(workspace: SlackWorkspace, id: str, clock: Clock) -> Mapping[str, Any]:
    """Slack's channel object as it is now. Errors: those of `adapters.slack.errors`."""
    with explained(clock):
        found: Mapping[str, Any] = (await workspace.client.conversations_info(channel=id))["channel"]
    return found


async def members(workspace: SlackWorkspace, id: str, clock: Clock) -> AsyncIterator[str]:
    """Ids of the people and apps in a channel. Errors: those of `adapters.slack.errors`."""
    cursor = ""
    while True:
        with explained(clock):
            answer = await workspace.client.conversations_members(
                channel=id, limit=MEMBERS_AT_ONCE, **({"cursor": cursor} if cursor else {})
            )
        for member in answer["members"]:
            yield member
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def shared(channel: Mapping[str, Any]) -> bool:
    """With another company, now or as soon as that accepts (Slack Connect)."""
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))


def public(channel: Mapping[str, Any]) -> bool:
    return bool(channel.get("is_channel")) and not channel.get("is_private")


def open_to_all(channel: Mapping[str, Any]) -> bool:
    """A shared channel is private by default: what people of another company say in it is for its members."""
    return public(channel) and not shared(channel)


def at_home(user: Mapping[str, Any], workspace: SlackWorkspace) -> bool:
    """Whether somebody may read every public channel: no guest, nobody of another company, no app."""
    guest = user.get("is_restricted") or user.get("is_ultra_restricted")
    return not guest and not user.get("is_bot") and not workspace.people.external(user)
