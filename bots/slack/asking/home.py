"""App Home: what Recap can read, each person's limits, action items and digests; for admins the settings."""

import asyncio
from dataclasses import replace
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import home_view
from adapters.slack.asker import Asker, asker
from adapters.slack.channels import shared_with
from adapters.slack.item_view import HOME, listing
from adapters.slack.linking import linked
from adapters.slack.preference_view import preferences
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking.desk import Desk
from bots.slack.asking.digests import listed
from core import replies
from core.errors import RecapError, RequestError
from core.replies import digests as said_of_digests
from core.replies import items as said_of_items
from core.workspace import WorkspaceSettings

Json = dict[str, Any]
ITEMS_MAX = 10  # of the hundred blocks that a view takes
ADMIN_KNOWN_SECONDS = 2.0  # of the three in which a form wants its answer


def register(app: AsyncApp, desk: Desk) -> None:
    async def opened(event: Json, context: AsyncBoltContext) -> None:
        if event.get("tab") == "home":
            await show(desk, await desk.workspaces(context.team_id or ""), event["user"])

    async def settings(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        workspace = await desk.workspaces(context.team_id or "")
        own = await desk.settings.get("slack", workspace.id)
        await desk.speaking(workspace).modal(body["trigger_id"], home_view.modal(dict(own.texts())))

    app.event("app_home_opened")(opened)
    app.action(home_view.SETTINGS)(settings)
    _register_form(app, desk)


def _register_form(app: AsyncApp, desk: Desk) -> None:
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
        await show(desk, workspace, body["user"]["id"])

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


async def show(desk: Desk, workspace: SlackWorkspace, person: str) -> None:
    speaking = desk.speaking(workspace)
    try:
        who = await asker(workspace, person)
        channels = [channel.name for channel in await shared_with(workspace, person, desk.clock)]
        own = await desk.settings.get("slack", workspace.id)
        spent = (await desk.ledger.standing("slack", workspace.id, desk.clock())).settled.workspace_day
        left = await desk.limits.left("slack", workspace.id, person, own)
        parts = await _parts(desk, workspace, who)
    except Exception as error:
        await speaking.home(person, home_view.failed(sentence(error)))
        return
    lines = [replies.reads(channels), replies.limits(own, left)]
    admin = [replies.spent(spent, own.daily_cap), *replies.settings(own)] if who.admin else []
    await speaking.home(person, home_view.home(lines, parts, admin))


async def _parts(desk: Desk, workspace: SlackWorkspace, who: Asker) -> dict[str, list[Json]]:
    """By their headings: their action items, and the digests that they may know of."""
    found = await desk.items.mine("slack", workspace.id, who.person)
    today = desk.clock().astimezone(who.zone).date()
    heading = said_of_items.heading_mine(found)
    items = listing(heading, found[:ITEMS_MAX], HOME, today, linked(workspace.address))
    wants = replace(await desk.items.preferences("slack", workspace.id, who.person.id), zone=str(who.zone))
    _, digests = await listed(desk, workspace, who)
    return {heading: [*items, *preferences(wants)], said_of_digests.HEADING: digests}
