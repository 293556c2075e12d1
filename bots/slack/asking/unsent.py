"""Action items that somebody could not be sent: they come with the person's next answer."""

from datetime import tzinfo

from adapters.slack.item_view import listing
from adapters.slack.linking import linked
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk, Say
from core.models import Person
from core.replies import items as said


async def tell(desk: Desk, workspace: SlackWorkspace, person: Person, zone: tzinfo, where: str, say: Say) -> None:
    """Once; `where` is as in `adapters.slack.item_view`."""
    found = await desk.items.unsent("slack", workspace.id, person)
    if found:
        heading, today = said.unsent(len(found)), desk.clock().astimezone(zone).date()
        await say(heading, listing(heading, found, where, today, linked(workspace.address)))
