"""The channels that Recap is in."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime

from adapters.slack.errors import explained
from adapters.slack.workspace import SlackWorkspace
from core.models import Channel

PAGE = 200
KINDS = "public_channel,private_channel"


async def shared_with(workspace: SlackWorkspace, person: str, clock: Callable[[], datetime]) -> list[Channel]:
    """Those that Recap and the person (id) are both in, by name: of others they may not even know."""
    theirs = {id async for id, _ in _channels(workspace, clock, person)}
    own = [(name, id) async for id, name in _channels(workspace, clock, workspace.bot_user) if id in theirs]
    return [Channel("slack", workspace.id, id, name) for name, id in sorted(own)]


async def _channels(
    workspace: SlackWorkspace, clock: Callable[[], datetime], member: str
) -> AsyncIterator[tuple[str, str]]:
    cursor = ""
    while True:
        with explained(clock):
            answer = await workspace.client.users_conversations(
                user=member, types=KINDS, exclude_archived=True, limit=PAGE, cursor=cursor or None
            )
        for channel in answer["channels"]:
            yield channel["id"], channel["name"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
