"""/summarize and the message shortcut: a line at once, then the answer, for the asker alone."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.asker import asker
from adapters.slack.words import pieces
from adapters.slack.workspace import SlackWorkspace
from bots.slack.asking.desk import Desk
from bots.slack.asking.questions import question
from bots.slack.asking.whispering import whisper
from core import replies
from core.answering import Question
from core.models import Channel
from core.words import MessageAt, read

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
    app.message_shortcut(SHORTCUT)(shortcut)


async def _command(desk: Desk, workspace: SlackWorkspace, command: Json) -> None:
    here = Channel("slack", workspace.id, command["channel_id"], command["channel_name"])
    direct = command["channel_name"] == "directmessage"
    url = command["response_url"]
    who = await asker(workspace, command["user_id"])
    wish = read(pieces(command.get("text") or "", workspace.bot_user), desk.clock().astimezone(who.zone))
    if wish.help:
        await desk.speaking(workspace).respond(url, replies.HELP)
        return
    asked = await question(desk, workspace, who, wish, None if direct else _unnamed(here))
    await whisper(desk, workspace, url, asked, who.zone)


async def _shortcut(desk: Desk, workspace: SlackWorkspace, shortcut: Json) -> None:
    channel = _unnamed(Channel("slack", workspace.id, shortcut["channel"]["id"], shortcut["channel"]["name"]))
    url, message = shortcut["response_url"], shortcut["message"]
    await desk.speaking(workspace).respond(url, replies.reading(channel))
    who = await asker(workspace, shortcut["user"]["id"])
    thread = await desk.wishes.root(channel, MessageAt(channel.id, message["ts"], message.get("thread_ts")))
    asked = Question(who.person, channel, thread_id=thread, request=await desk.wishes.request(channel, who.language))
    await whisper(desk, workspace, url, asked, who.zone)


def _unnamed(channel: Channel) -> Channel:
    """Slack does not name private channels here: the store does."""
    return Channel(channel.platform, channel.workspace, channel.id, "") if channel.name == "privategroup" else channel
