"""The buttons of action items: in messages that stay, in lists that only their reader sees, in App Home."""

import re
from datetime import datetime, time
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import item_view
from adapters.slack.asker import Asker, asker
from adapters.slack.item_view import HOME, MINE, NOTE, Pressed, Telling
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking import home
from bots.slack.asking.desk import Desk
from bots.slack.asking.lists import todos
from bots.slack.asking.preferring import wanted
from core.action_items.item import Item
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
    if pressed.verb == "tell":
        outcome = await _tell(desk, workspace, who, pressed, item_view.told(action))
    else:
        outcome = await _outcome(desk, workspace, who, pressed, choice)
    await _show(desk, workspace, who, body, pressed, outcome)


async def _outcome(desk: Desk, workspace: SlackWorkspace, who: Asker, pressed: Pressed, choice: str) -> list[Json]:
    """What became of the item. Errors: those of `Items`."""
    at = "slack", workspace.id, pressed.item, who.person
    match pressed.verb:
        case "done":
            item = await desk.items.done(*at)
            return _changed(who, pressed, item, said.done(item))
        case "reassign":
            item = await desk.items.reassign(*at, (await workspace.people.named([choice]))[choice])
            return _changed(who, pressed, item, said.reassigned(item))
        case "not_mine":
            return item_view.outcome(said.not_mine(await desk.items.not_mine(*at)), pressed)
        case _:
            moment = await _moment(desk, workspace, who, choice)
            today = desk.clock().astimezone(who.zone).date()
            line = said.reminding(await desk.items.remind(*at, moment), moment, today)
            return item_view.outcome(line, pressed)


def _changed(who: Asker, pressed: Pressed, item: Item, line: str) -> list[Json]:
    """Where the item came from nobody is told of it, unless the person presses for it."""
    return item_view.outcome(line, pressed, item_view.telling(item, said.told(who.person.name, line)))


async def _tell(desk: Desk, workspace: SlackWorkspace, who: Asker, pressed: Pressed, telling: Telling) -> list[Json]:
    """In the thread, by whoever may read it. Errors: `RequestError` where they may not any more."""
    channel = await desk.wishes.place(InChannel(telling.channel, ""), Where("slack", workspace.id, None))
    await desk.items.here(channel, who.person)
    await desk.speaking(workspace).post(channel.id, telling.text, thread=telling.thread)
    return item_view.outcome(said.told_there(channel), pressed)


async def _moment(desk: Desk, workspace: SlackWorkspace, who: Asker, choice: str) -> datetime:
    """At their own hour, in the time zone that Slack knows of them now."""
    hour = time((await wanted(desk, workspace, who)).hour)
    return remind_at(choice, desk.clock(), who.zone, hour).astimezone(who.zone)


async def _show(
    desk: Desk, workspace: SlackWorkspace, who: Asker, body: Json, pressed: Pressed, outcome: list[Json]
) -> None:
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
        shown = [*outcome, *(listed or [item_view.nothing(text)])]
        await speaking.respond(body["response_url"], text, shown, instead=True)


async def _channel(desk: Desk, workspace: SlackWorkspace, where: str) -> Channel | None:
    if where == MINE:
        return None
    return await desk.wishes.place(InChannel(where, ""), Where("slack", workspace.id, None))
