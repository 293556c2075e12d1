"""The buttons and the form of digests."""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import digest_form, digest_list
from adapters.slack.asker import Asker, asker
from adapters.slack.speaking import Speaking
from adapters.slack.workspace import SlackWorkspace
from bots.failing import sentence
from bots.slack.asking import digests, home
from bots.slack.asking.desk import Desk, Say
from core.answering import Where
from core.digests.digest import Digest
from core.digests.wished import digest
from core.errors import NotFound
from core.replies import digests as said

Json = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    async def new(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        workspace = await desk.workspaces(context.team_id or "")
        await open_form(desk, workspace, body["trigger_id"], body["user"]["id"], body.get("response_url") or "")

    async def pressed(ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        await ack()
        await _pressed(desk, await desk.workspaces(context.team_id or ""), body)

    async def sent(ack: AsyncAck, body: Json, view: Json, context: AsyncBoltContext) -> None:
        form = digest_form.sent(view)
        if form.wrong:
            await ack(response_action="errors", errors=form.wrong)
            return
        await ack()
        await _sent(desk, await desk.workspaces(context.team_id or ""), body["user"]["id"], form)

    app.action(digest_list.NEW)(new)
    app.action(re.compile(f"^{digest_list.PREFIX}"))(pressed)
    app.view(digest_form.FORM)(sent)


async def open_form(
    desk: Desk, workspace: SlackWorkspace, trigger: str, person: str, url: str, here: str | None = None
) -> None:
    """Filled with the person's time zone and the channel they are in; `url` is where the answer goes."""
    who = await asker(workspace, person)
    await desk.speaking(workspace).modal(trigger, digest_form.form(str(who.zone), url, here=here))


async def _pressed(desk: Desk, workspace: SlackWorkspace, body: Json) -> None:
    person, url = body["user"]["id"], body.get("response_url") or ""
    id, act = digest_list.pressed(body["actions"][0])
    who = await asker(workspace, person)
    it = await _known(desk, workspace, who, id)
    if act == "change":
        view = digest_form.form(str(who.zone), url, it)
        await desk.speaking(workspace).modal(body["trigger_id"], view)
        return
    await digests.act(desk, workspace, who, _say(desk.speaking(workspace), person, url), act, it)
    if not url:
        await home.show(desk, workspace, person)


async def _sent(desk: Desk, workspace: SlackWorkspace, person: str, form: digest_form.Sent) -> None:
    speaking = desk.speaking(workspace)
    say = _say(speaking, person, form.url)
    try:
        who = await asker(workspace, person)
        where = Where("slack", workspace.id, None)
        wanted = await digest(form.wish, who.person, str(who.zone), None, where, desk.wishes)
        if form.id:
            it = await _known(desk, workspace, who, form.id)
            wanted = replace(wanted, id=it.id, created_by=it.created_by, since=it.since, paused=it.paused)
        await digests.add(desk, who, say, wanted)
    except Exception as error:
        await say(sentence(error))
        return
    if not form.url:
        await home.show(desk, workspace, person)


def _say(speaking: Speaking, person: str, url: str) -> Say:
    """Where they pressed it, seen by them alone; from App Home in direct messages."""
    return partial(speaking.respond, url) if url else partial(speaking.post, person)


async def _known(desk: Desk, workspace: SlackWorkspace, who: Asker, id: str) -> Digest:
    found = [it for it in await digests.visible(desk, workspace, who) if it.id == id]
    if not found:
        raise NotFound(said.GONE)
    return found[0]
