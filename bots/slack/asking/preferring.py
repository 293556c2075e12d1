"""What people want of Recap's messages about action items: when, and whether at all."""

from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import preference_view
from adapters.slack.asker import Asker, asker
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking import home
from bots.slack.asking.desk import Desk
from core.action_items.preferences import Preferences

Json = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    async def hour(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        at = preference_view.hour(body["actions"][0])
        changes = {"morning": at is not None} | ({} if at is None else {"hour": at})
        await _change(desk, await desk.workspaces(context.team_id or ""), body["user"]["id"], changes)

    async def messages(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        changes = {"opted_out": body["actions"][0]["value"] == preference_view.OFF}
        await _change(desk, await desk.workspaces(context.team_id or ""), body["user"]["id"], changes)

    app.action(preference_view.HOUR)(hour)
    app.action(preference_view.MESSAGES)(messages)


async def wanted(desk: Desk, workspace: SlackWorkspace, who: Asker) -> Preferences:
    """In the time zone in which Slack knows the person now."""
    kept = await desk.items.preferences("slack", workspace.id, who.person.id)
    return replace(kept, zone=str(who.zone))


async def _change(desk: Desk, workspace: SlackWorkspace, person: str, changes: dict[str, Any]) -> None:
    who = await asker(workspace, person)
    changed = replace(await wanted(desk, workspace, who), **changes)
    await desk.items.prefer("slack", workspace.id, person, changed)
    await home.show(desk, workspace, person)
