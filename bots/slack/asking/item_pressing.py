"""The buttons of action items: in messages that stay, in lists that only their reader sees, in App Home."""

import re
from datetime import datetime, time
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import item_view
from adapters.slack.asker import Asker, asker
from adapters.slack.item_view import HOME, MINE, NOTE, Pressed
from adapters.slack.rich import footer
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking import home
from bots.slack.asking.desk import Desk
from bots.slack.asking.lists import todos
from bots.slack.asking.preferring import wanted
from core.action_items.reminding import remind_at
from core.answering import Where
from core.models import Channel
from core.replies import items as said
from core.words import InChannel

Json = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    async def press(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _press(desk, await desk.workspaces(context.team_id or ""), body)

    app.action(re.compile(f"^{item_view.PREFIX}"))(press)


async def _press(desk: Desk, workspace: SlackWorkspace, body: Json) -> None:
    action = body["actions"][0]
    pressed, choice = item_view.pressed(action["action_id"]), item_view.chosen(action)
    if pressed.verb in ("remind", "on_day", "reassign") and not choice:
        return  # a menu was emptied again
    who = await asker(workspace, body["user"]["id"])
    outcome = await _outcome(desk, workspace, who, pressed, choice)
    await _show(desk, workspace, who, body, pressed, outcome)


async def _outcome(desk: Desk, workspace: SlackWorkspace, who: Asker, pressed: Pressed, choice: str) -> str:
    """What became of the item, in a sentence. Errors: those of `Items`."""
    at = "slack", workspace.id, pressed.item, who.person
    match pressed.verb:
        case "done":
            return said.done(await desk.items.done(*at))
        case "not_mine":
            return said.not_mine(await desk.items.not_mine(*at))
        case "reassign":
            owner = (await workspace.people.named([choice]))[choice]
            return said.reassigned(await desk.items.reassign(*at, owner))
        case "remind" | "on_day":
            moment = await _moment(desk, workspace, who, choice)
            today = desk.clock().astimezone(who.zone).date()
            return said.reminding(await desk.items.remind(*at, moment), moment, today)


async def _moment(desk: Desk, workspace: SlackWorkspace, who: Asker, choice: str) -> datetime:
    """At their own hour, in the time zone that Slack knows of them now."""
    hour = time((await wanted(desk, workspace, who)).hour)
    return remind_at(choice, desk.clock(), who.zone, hour).astimezone(who.zone)


async def _show(desk: Desk, workspace: SlackWorkspace, who: Asker, body: Json, pressed: Pressed, outcome: str) -> None:
    """In its place: a list is made again, a message keeps its other items as they stand."""
    speaking = desk.speaking(workspace)
    if pressed.where == HOME:
        await home.show(desk, workspace, who.person.id)
    elif pressed.where == NOTE:
        message, at = body["message"], body["container"]
        blocks = item_view.settled(message["blocks"], pressed.item, outcome)
        await speaking.change(at["channel_id"], at["message_ts"], message["text"], blocks)
    else:
        channel = await _channel(desk, workspace, pressed.where)
        text, listed = await todos(desk, workspace, who, channel, pressed.where)
        shown = [footer(outcome), *(listed or [item_view.nothing(text)])]
        await speaking.respond(body["response_url"], text, shown, instead=True)


async def _channel(desk: Desk, workspace: SlackWorkspace, where: str) -> Channel | None:
    if where == MINE:
        return None
    return await desk.wishes.place(InChannel(where, ""), Where("slack", workspace.id, None))
