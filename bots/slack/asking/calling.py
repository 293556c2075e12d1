"""Reactions, mentions and direct messages: answered in the asker's direct messages, with a pointer where they asked."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import wire
from adapters.slack.asker import asker
from adapters.slack.words import pieces
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking import lists
from bots.slack.asking.desk import Desk
from bots.slack.asking.direct import answer, opened
from bots.slack.asking.questions import question
from core import replies
from core.answering import Question
from core.errors import RecapError
from core.models import Channel
from core.words import MessageAt, command, read

Json = dict[str, Any]
WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked by an event, where, and the thread in which a line to them belongs."""

    person: str
    channel: str
    thread: str | None


def register(app: AsyncApp, desk: Desk) -> None:
    async def reaction(event: Json, context: AsyncBoltContext) -> None:
        workspace = await desk.workspaces(context.team_id or "")
        if event["item"]["type"] == "message" and await _means_us(desk, workspace, event):
            await _reaction(desk, workspace, event)

    async def mention(event: Json, context: AsyncBoltContext) -> None:
        if not event.get("bot_id"):
            await _mention(desk, await desk.workspaces(context.team_id or ""), event)

    async def message(event: Json, context: AsyncBoltContext) -> None:
        said = event.get("subtype") in (None, "file_share", "thread_broadcast")
        if event.get("channel_type") == "im" and said and not event.get("bot_id"):
            await _direct(desk, await desk.workspaces(context.team_id or ""), event)

    app.event("reaction_added")(reaction)
    app.event("app_mention")(mention)
    app.event("message")(message)


async def _means_us(desk: Desk, workspace: SlackWorkspace, event: Json) -> bool:
    settings = await desk.settings.get("slack", workspace.id)
    asks = wire.emoji(event["reaction"]) == settings.reaction.strip(":")
    return asks and event["user"] != workspace.bot_user


async def _reaction(desk: Desk, workspace: SlackWorkspace, event: Json) -> None:
    """The message shows that it is being read, then that it was."""
    item, speaking = event["item"], desk.speaking(workspace)
    channel = Channel("slack", workspace.id, item["channel"], "")
    asked = Asked(event["user"], channel.id, None)
    await speaking.mark(channel.id, item["ts"], WORKING)
    try:
        thread = await desk.wishes.root(channel, MessageAt(channel.id, item["ts"]))
        asked = replace(asked, thread=thread if thread != item["ts"] else None)
        who = await asker(workspace, event["user"])
        wanted = await desk.wishes.request(channel, who.language)
        meant = Question(who.person, channel, thread_id=thread, request=wanted)
        given = await _in_direct_messages(desk, workspace, asked, meant, who.zone)
    except Exception as error:
        given = False
        await _tell(desk, workspace, asked, sentence(error))
    await speaking.mark(channel.id, item["ts"], WORKING, on=False)
    if given:
        await speaking.mark(channel.id, item["ts"], DONE)


async def _mention(desk: Desk, workspace: SlackWorkspace, event: Json) -> None:
    channel = Channel("slack", workspace.id, event["channel"], "")
    asked = Asked(event["user"], event["channel"], event.get("thread_ts"))
    try:
        who = await asker(workspace, asked.person)
        name, words = command(pieces(event.get("text") or "", workspace.bot_user))
        if name:
            say = partial(_whisper, desk, workspace, asked)
            await lists.answer(desk, lists.Asking(workspace, who, channel, say), name, words)
            return
        wish = read(words, desk.clock().astimezone(who.zone))
        if wish.help:
            await _tell(desk, workspace, asked, replies.HELP)
            return
        at = wire.moment(event["ts"])
        meant = await question(desk, workspace, who, wish, channel, asked.thread, at)
        await _in_direct_messages(desk, workspace, asked, meant, who.zone)
    except Exception as error:
        await _tell(desk, workspace, asked, sentence(error))


async def _in_direct_messages(
    desk: Desk, workspace: SlackWorkspace, asked: Asked, meant: Question, zone: tzinfo
) -> bool:
    line = await opened(desk.speaking(workspace), asked.person, meant)
    await _tell(desk, workspace, asked, replies.POINTER)
    return await answer(desk, workspace, line, meant, zone) is not None


async def _tell(desk: Desk, workspace: SlackWorkspace, asked: Asked, text: str) -> None:
    """Where Recap is not in the channel it says so in direct messages."""
    speaking = desk.speaking(workspace)
    try:
        await speaking.whisper(asked.channel, asked.person, text, asked.thread)
    except RecapError:
        if text != replies.POINTER:
            await speaking.post(asked.person, text)


async def _whisper(
    desk: Desk, workspace: SlackWorkspace, asked: Asked, text: str, blocks: list[Json] | None = None
) -> None:
    await desk.speaking(workspace).whisper(asked.channel, asked.person, text, asked.thread, blocks)


async def _direct(desk: Desk, workspace: SlackWorkspace, event: Json) -> None:
    """Answered in a thread of what they wrote."""
    speaking, thread = desk.speaking(workspace), event.get("thread_ts") or event["ts"]
    try:
        who = await asker(workspace, event["user"])
        name, words = command(pieces(event.get("text") or "", workspace.bot_user))
        if name:
            say = partial(speaking.post, event["channel"], thread=thread)
            await lists.answer(desk, lists.Asking(workspace, who, None, say), name, words)
            return
        wish = read(words, desk.clock().astimezone(who.zone))
        if wish.help:
            await speaking.post(event["channel"], replies.HELP, thread=thread)
            return
        meant = await question(desk, workspace, who, wish, None)
        line = await opened(speaking, event["channel"], meant, thread)
    except Exception as error:
        await speaking.post(event["channel"], sentence(error), thread=thread)
        return
    await answer(desk, workspace, line, meant, who.zone)
