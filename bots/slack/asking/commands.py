"""Commands and the message shortcut: for the asker alone."""

from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.asker import asker
from adapters.slack.words import pieces
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking import lists
from bots.slack.asking.desk import Desk
from bots.slack.asking.digest_pressing import open_form
from bots.slack.asking.questions import question
from bots.slack.asking.whispering import whisper
from core import replies
from core.answering import Question
from core.models import Channel
from core.words import Command, MessageAt, read

Json = dict[str, Any]
SHORTCUT = "summarize_thread"


def register(app: AsyncApp, desk: Desk) -> None:
    async def command(ack: AsyncAck, command: Json, context: AsyncBoltContext) -> None:
        await ack(text=replies.WORKING)
        await _command(desk, await desk.workspaces(context.team_id or ""), command)

    async def shortcut(ack: AsyncAck, shortcut: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _shortcut(desk, await desk.workspaces(context.team_id or ""), shortcut)

    app.command("/summarize")(command)
    _register_lists(app, desk)
    app.message_shortcut(SHORTCUT)(shortcut)


def _register_lists(app: AsyncApp, desk: Desk) -> None:
    async def todos(ack: AsyncAck, command: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _list(desk, await desk.workspaces(context.team_id or ""), command, "todos")

    async def decisions(ack: AsyncAck, command: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _list(desk, await desk.workspaces(context.team_id or ""), command, "decisions")

    async def digest(ack: AsyncAck, command: Json, context: AsyncBoltContext) -> None:
        await ack()
        workspace = await desk.workspaces(context.team_id or "")
        if (command.get("text") or "").strip():
            await _list(desk, workspace, command, "digest")
            return
        here, url = _here(workspace, command), command["response_url"]
        await open_form(desk, workspace, command["trigger_id"], command["user_id"], url, here.id if here else None)

    app.command("/todos")(todos)
    app.command("/decisions")(decisions)
    app.command("/digest")(digest)


async def _list(desk: Desk, workspace: SlackWorkspace, command: Json, name: Command) -> None:
    who = await asker(workspace, command["user_id"])
    say = partial(desk.speaking(workspace).respond, command["response_url"])
    words = pieces(command.get("text") or "", workspace.bot_user)
    await lists.answer(desk, lists.Asking(workspace, who, _here(workspace, command), say), name, words)


async def _command(desk: Desk, workspace: SlackWorkspace, command: Json) -> None:
    here = _here(workspace, command)
    url = command["response_url"]
    who = await asker(workspace, command["user_id"])
    wish = read(pieces(command.get("text") or "", workspace.bot_user), desk.clock().astimezone(who.zone))
    if wish.help:
        await desk.speaking(workspace).respond(url, replies.HELP)
        return
    asked = await question(desk, workspace, who, wish, here)
    await whisper(desk, workspace, url, asked, who.zone)


async def _shortcut(desk: Desk, workspace: SlackWorkspace, shortcut: Json) -> None:
    channel = _unnamed(Channel("slack", workspace.id, shortcut["channel"]["id"], shortcut["channel"]["name"]))
    url, message = shortcut["response_url"], shortcut["message"]
    await desk.speaking(workspace).respond(url, replies.reading(channel))
    who = await asker(workspace, shortcut["user"]["id"])
    thread = await desk.wishes.root(channel, MessageAt(channel.id, message["ts"], message.get("thread_ts")))
    asked = Question(who.person, channel, thread_id=thread, request=await desk.wishes.request(channel, who.language))
    await whisper(desk, workspace, url, asked, who.zone)


def _here(workspace: SlackWorkspace, command: Json) -> Channel | None:
    """Where it was typed; None in direct messages."""
    if command["channel_name"] == "directmessage":
        return None
    return _unnamed(Channel("slack", workspace.id, command["channel_id"], command["channel_name"]))


def _unnamed(channel: Channel) -> Channel:
    """Slack does not name private channels here: the store does."""
    return Channel(channel.platform, channel.workspace, channel.id, "") if channel.name == "privategroup" else channel
