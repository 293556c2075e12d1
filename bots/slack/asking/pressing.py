"""Buttons under an answer. Whoever presses one is asked for their right to read again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import buttons
from adapters.slack.asker import Asker, asker
from adapters.slack.posting import Place, put
from adapters.slack.rich import footer
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking.carried import Carried, unpacked
from bots.slack.asking.desk import Desk
from bots.slack.asking.direct import keep
from bots.slack.asking.shown import shown
from bots.slack.asking.whispering import whisper
from core import replies
from core.answering import Question
from core.answering.question import shorter
from core.models import Person
from core.ports import Post

Json = dict[str, Any]
NOBODY = Person("", "")  # whoever rates an answer: the result knows whose it is


@dataclass(frozen=True, slots=True)
class Pressed:
    """Who pressed what under which answer; `place` is where that stands, None where only they see it."""

    workspace: SlackWorkspace
    speaking: Speaking
    who: Asker
    carried: Carried
    url: str
    place: Place | None


def register(app: AsyncApp, desk: Desk) -> None:
    async def publish(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _publish(desk, await _pressed(desk, body, context))

    async def stop(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        if not desk.running.stop(body["actions"][0]["value"]):
            workspace = await desk.workspaces(context.team_id or "")
            await desk.speaking(workspace).respond(body["response_url"], replies.TOO_LATE_TO_STOP)

    app.action(buttons.PUBLISH)(publish)
    app.action(buttons.STOP)(stop)
    _register_asking(app, desk, buttons.REFRESH, lambda question: replace(question, fresh=True))
    _register_asking(app, desk, buttons.SHORTER, shorter)
    _register_opinions(app, desk)


def _register_asking(app: AsyncApp, desk: Desk, action: str, other: Callable[[Question], Question]) -> None:
    async def again(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        pressed = await _pressed(desk, body, context)
        await _again(desk, pressed, other(pressed.carried.question))

    app.action(action)(again)


def _register_opinions(app: AsyncApp, desk: Desk) -> None:
    async def up(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        pressed = await _pressed(desk, body, context)
        known = await desk.minutes.opine("slack", pressed.workspace.id, pressed.carried.result, "up")
        await pressed.speaking.respond(pressed.url, replies.THANKS if known else replies.TOO_LATE_TO_RATE)

    async def down(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        workspace = await desk.workspaces(context.team_id or "")
        result = unpacked(body["actions"][0]["value"], workspace.id, NOBODY).result
        if await desk.minutes.opine("slack", workspace.id, result, "down"):
            await desk.speaking(workspace).modal(body["trigger_id"], buttons.why(result))
        else:
            await desk.speaking(workspace).respond(body["response_url"], replies.TOO_LATE_TO_RATE)

    async def reason(ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext) -> None:
        await ack()
        given, team = view["state"]["values"][buttons.REASON][buttons.REASON].get("value"), context.team_id or ""
        if not await desk.minutes.opine("slack", team, view["private_metadata"], "down", given or None):
            await desk.speaking(await desk.workspaces(team)).post(body["user"]["id"], replies.TOO_LATE_TO_RATE)

    app.action(buttons.UP)(up)
    app.action(buttons.DOWN)(down)
    app.view(buttons.REASON)(reason)


async def _pressed(desk: Desk, body: Json, context: AsyncBoltContext) -> Pressed:
    workspace = await desk.workspaces(context.team_id or "")
    who = await asker(workspace, body["user"]["id"])
    carried = unpacked(body["actions"][0]["value"], workspace.id, who.person)
    at = body["container"]
    messages = (*carried.before, at["message_ts"])
    place = None if at.get("is_ephemeral") else Place(at["channel_id"], carried.thread, messages)
    return Pressed(workspace, desk.speaking(workspace), who, carried, body["response_url"], place)


async def _again(desk: Desk, pressed: Pressed, question: Question) -> None:
    """A line in the answer's place at once, then the new answer: who may not read it any more does not keep the old."""
    if pressed.place is None:
        await pressed.speaking.respond(pressed.url, replies.reading(question.channel), instead=True)
        await whisper(desk, pressed.workspace, pressed.url, question, pressed.who.zone, instead=True)
        return
    at, line = pressed.place, replies.reading(question.channel)
    await pressed.speaking.change(at.channel, at.messages[-1], line)
    try:
        given = await desk.minutes.answer(question)
        await keep(desk, pressed.workspace, at, question, given, pressed.who.zone)
    except Exception as error:
        said = sentence(error)
        failed = [buttons.line(said), buttons.again(Carried(question, thread=at.thread).packed())]
        await put(pressed.speaking, at, said, [failed])
        await desk.posts.remove("slack", pressed.workspace.id, str(at))


async def _publish(desk: Desk, pressed: Pressed) -> None:
    """Into the channel that it rests on, or its thread, and nowhere else: its readers may read the sources."""
    question, speaking = pressed.carried.question, pressed.speaking
    given = await desk.minutes.answer(question)
    answer = await shown(desk, pressed.workspace, question, given, UTC)
    if not answer.pages:
        await speaking.respond(pressed.url, answer.text)
        return
    by = footer(replies.published_by(pressed.who.person.name))
    pages = [*answer.pages[:-1], [*answer.pages[-1], by]]
    there = await put(speaking, Place(question.channel.id, question.thread_id or ""), answer.text, pages)
    await desk.posts.put(Post(question.channel, str(there), given.summary, desk.clock()))
    await speaking.respond(pressed.url, replies.PUBLISHED)
