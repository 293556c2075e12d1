"""What channels are called: events carry their ids only."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from adapters.slack.errors import explained
from adapters.slack.markup import plain
from adapters.slack.workspace import Workspaces
from core.models import Channel


async def named(channel: Channel, workspaces: Workspaces, clock: Callable[[], datetime]) -> Channel:
    """The channel with its present name and topic. Errors: those of `adapters.slack.errors`."""
    workspace = await workspaces(channel.workspace)
    with explained(clock):
        found = (await workspace.client.conversations_info(channel=channel.id))["channel"]
    topic = plain((found.get("topic") or {}).get("value") or "", {}, {})
    return replace(channel, name=found.get("name") or "", topic=topic or None)
