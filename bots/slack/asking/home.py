"""App Home: what Recap can read, each person's limits, and for admins the workspace's settings."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import home_view
from adapters.slack.asker import asker
from adapters.slack.channels import shared_with
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking.desk import Desk
from core import replies
from core.errors import RecapError, RequestError
from core.workspace import WorkspaceSettings

Json = dict[str, Any]
ADMIN_KNOWN_SECONDS = 2.0  # of the three in which a form wants its answer


def register(app: AsyncApp, desk: Desk) -> None:
    async def opened(event: Json, context: AsyncBoltContext) -> None:
        if event.get("tab") == "home":
            await _show(desk, await desk.workspaces(context.team_id or ""), event["user"])

    async def settings(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        workspace = await desk.workspaces(context.team_id or "")
        own = await desk.settings.get("slack", workspace.id)
        await desk.speaking(workspace).modal(body["trigger_id"], home_view.modal(dict(own.texts())))

    async def submitted(ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext) -> None:
        workspace, values = await desk.workspaces(context.team_id or ""), home_view.values(view)
        if wrong := wrong_values(values):
            await ack(response_action="errors", errors=wrong)
            return
        if refused := await _refused(workspace, body["user"]["id"]):
            await ack(response_action="errors", errors=dict.fromkeys(list(values)[:1], refused))
            return
        await desk.settings.change("slack", workspace.id, [f"{key}={value}" for key, value in values.items()])
        await ack()
        await _show(desk, workspace, body["user"]["id"])

    app.event("app_home_opened")(opened)
    app.action(home_view.SETTINGS)(settings)
    app.view(home_view.SETTINGS)(submitted)


def wrong_values(values: dict[str, str]) -> dict[str, str]:
    """By key what is wrong with its value, in a sentence."""
    wrong = {}
    for key, value in values.items():
        try:
            WorkspaceSettings().changed([f"{key}={value}"])
        except RequestError as error:
            wrong[key] = replies.failure(error)
    return wrong


async def _refused(workspace: SlackWorkspace, person: str) -> str | None:
    """Why this person may not change settings: asked when they do it."""
    try:
        async with asyncio.timeout(ADMIN_KNOWN_SECONDS):
            return None if (await asker(workspace, person)).admin else replies.ADMINS_ONLY
    except RecapError as error:
        return replies.failure(error)
    except TimeoutError:
        return replies.TRY_AGAIN


async def _show(desk: Desk, workspace: SlackWorkspace, person: str) -> None:
    speaking = desk.speaking(workspace)
    try:
        who = await asker(workspace, person)
        channels = await shared_with(workspace, person, desk.clock)
        own = await desk.settings.get("slack", workspace.id)
        spent = (await desk.ledger.standing("slack", workspace.id, desk.clock())).settled.workspace_day
        left = await desk.limits.left("slack", workspace.id, person, own)
    except Exception as error:
        await speaking.home(person, home_view.failed(sentence(error)))
        return
    lines = [replies.reads(channels), replies.limits(own, left)]
    admin = [replies.spent(spent, own.daily_cap), *replies.settings(own)] if who.admin else []
    await speaking.home(person, home_view.home(lines, admin))
