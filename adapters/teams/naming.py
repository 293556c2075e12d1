"""What conversations are called, asked of the connector."""

from dataclasses import replace

from adapters.teams.connector import Connector
from adapters.teams.live import named_in
from adapters.teams.workspace import Workspaces
from core.errors import NotFound
from core.models import Channel


async def named(channel: Channel, connector: Connector, workspaces: Workspaces) -> Channel:
    """As exports name it: "Team / Channel". Errors: `NotFound` where Teams does not tell it, as of private channels."""
    there = await workspaces(channel.workspace)
    if not there.team:
        raise NotFound("Teams tells no names of chats")
    team = await connector.get(there.service_url, "teams", there.team)
    for one in (await connector.get(there.service_url, "teams", there.team, "conversations"))["conversations"]:
        if one["id"] == channel.id:
            return replace(channel, name=named_in(team["name"], one.get("name")))
    raise NotFound("Teams does not tell what this channel is called")


async def group(team: str, service_url: str, connector: Connector) -> str:
    """The id by which Graph and exports know a team, of that of its General channel."""
    return str((await connector.get(service_url, "teams", team))["aadGroupId"])
