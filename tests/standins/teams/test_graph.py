"""Graph: messages in pages, people with their roles, subscriptions and what they are told."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import web

from tests.standins.serving import on_loopback
from tests.standins.teams.stage import Stage
from tests.standins.teams.state import Json


class Hook:
    """A subscriber's address. `token` is what it answers the validation with: what came, unless a test wants other."""

    def __init__(self) -> None:
        self.told: list[Json] = []
        self.statuses: list[int] = []
        self.token: str | None = None
        self.kind, self.url = "text/plain", ""

    async def serve(self, request: web.Request) -> web.Response:
        asked = request.query.get("validationToken")
        if asked is not None:
            return web.Response(text=asked if self.token is None else self.token, content_type=self.kind)
        self.told += json.loads(await request.text())["value"]
        return web.Response(status=self.statuses.pop(0) if self.statuses else 202)


@asynccontextmanager
async def _listening() -> AsyncIterator[Hook]:
    hook, app = Hook(), web.Application()
    app.router.add_post("/notify", hook.serve)
    async with on_loopback(app) as url:
        hook.url = f"{url}/notify"
        yield hook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with _listening() as hook:
        yield hook


def _path(stage: Stage, channel: str | None = None) -> str:
    group = stage.teams.state.teams[stage.team].group
    return f"/teams/{group}/channels/{quote(channel or stage.channel)}/messages"


def _in(minutes: float) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def _asked(stage: Stage, hook: Hook, **changed: Any) -> Json:
    group = stage.teams.state.teams[stage.team].group
    body = {"changeType": "updated", "notificationUrl": hook.url, "clientState": "secret"}
    body |= {"resource": f"/teams/{group}/channels/{stage.channel}/messages", "expirationDateTime": _in(55)}
    return {name: value for name, value in (body | changed).items() if value is not None}


async def test_messages_and_replies_come_in_pages(stage: Stage) -> None:
    roots = [stage.teams.says(stage.ana, stage.channel, f"root {n}", silently=True) for n in range(25)]
    replies = [stage.teams.says(stage.ben, stage.channel, f"reply {n}", roots[0], silently=True) for n in range(3)]
    for reaction in ("like", "📝"):
        stage.teams.reacts(stage.ana, stage.channel, replies[0], reaction)
    page = await stage.graph("GET", _path(stage))
    rest = await stage.graph("GET", page.body["@odata.nextLink"])
    assert [m["id"] for m in page.body["value"] + rest.body["value"]] == roots[::-1]
    assert "@odata.nextLink" not in rest.body
    below = await stage.graph("GET", f"{_path(stage)}/{roots[0]}/replies?$top=2")
    more = await stage.graph("GET", below.body["@odata.nextLink"])
    found = below.body["value"] + more.body["value"]
    assert [m["id"] for m in found] == replies[::-1]
    assert found[-1]["reactions"][0]["user"]["user"]["id"] == stage.teams.state.users[stage.ana].aad
    assert [r["reactionType"] for r in found[-1]["reactions"]] == ["like", "📝"]
    one = await stage.graph("GET", f"{_path(stage)}/{roots[0]}/replies/{replies[1]}")
    assert (one.body["body"]["content"], one.body["replyToId"]) == ("<p>reply 1</p>", roots[0])
    for wrong in ("?$top=51", "?$filter=x", "?$top=0"):
        assert (await stage.graph("GET", _path(stage) + wrong)).status == 400
    assert (await stage.graph("GET", f"{_path(stage)}/17")).status == 404


async def test_a_deleted_message_is_listed_without_what_it_said(stage: Stage) -> None:
    said = stage.teams.says(stage.ana, stage.channel, "oops", silently=True)
    stage.teams.deletes(stage.ana, stage.channel, said)
    (shape,) = (await stage.graph("GET", _path(stage))).body["value"]
    assert (bool(shape["deletedDateTime"]), shape["body"]["content"]) == (True, "")


async def test_what_the_bot_posted_and_changed_is_read_back(stage: Stage) -> None:
    id = (await stage.posts(stage.channel, "digest")).body["id"]
    path = f"conversations/{stage.channel}/activities/{id}"
    await stage.asks("PUT", path, {"type": "message", "text": "digest, corrected"})
    (shape,) = (await stage.graph("GET", _path(stage))).body["value"]
    assert (shape["body"]["content"], bool(shape["lastEditedDateTime"])) == ("<p>digest, corrected</p>", True)
    assert shape["from"]["application"]["displayName"] == "Recap"


async def test_without_consent_a_team_is_closed_and_other_tenants_teams_are_not_there(stage: Stage) -> None:
    stage.teams.world.takes(stage.team, "ChannelMessage.Read.Group")
    refused = await stage.graph("GET", _path(stage))
    assert (refused.status, refused.code) == (403, "Forbidden")
    other = stage.teams.world.add_tenant("Fabrikam")
    team = stage.teams.world.add_team(other, "Theirs", [])
    stage.teams.world.add_app(team)
    group = stage.teams.state.teams[team].group
    assert (await stage.graph("GET", f"/teams/{group}/members")).status == 404


async def test_owners_and_members_of_private_channels_are_told_by_graph(stage: Stage) -> None:
    private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ben])
    group = stage.teams.state.teams[stage.team].group
    members = (await stage.graph("GET", f"/teams/{group}/members")).body["value"]
    assert [(m["displayName"], m["roles"]) for m in members] == [("Ana Silva", ["owner"]), ("Ben Adler", [])]
    assert (await stage.graph("GET", f"/teams/{group}/channels/{private}/members")).status == 403
    stage.teams.world.add_app(private)
    inside = (await stage.graph("GET", f"/teams/{group}/channels/{private}/members")).body["value"]
    assert [m["userId"] for m in inside] == [stage.teams.state.users[stage.ben].aad]


async def test_the_next_calls_of_graph_fail_as_a_test_wants(stage: Stage) -> None:
    stage.teams.graph.graph_fails(429, retry_after=2)
    limited = await stage.graph("GET", _path(stage))
    assert (limited.status, limited.headers["Retry-After"]) == (429, "2")
    assert (await stage.graph("GET", _path(stage))).status == 200
    assert (await stage.graph("POST", "/subscriptions", ["x"])).status == 400  # type: ignore[arg-type]


async def test_a_reaction_on_anybodys_message_is_told_to_who_subscribed(stage: Stage, hook: Hook) -> None:
    root = stage.teams.says(stage.ben, stage.channel, "lunch?", silently=True)
    reply = stage.teams.says(stage.ben, stage.channel, "at one", root, silently=True)
    made = await stage.graph("POST", "/subscriptions", _asked(stage, hook))
    assert made.status == 201
    stage.teams.reacts(stage.ana, stage.channel, reply, "like")
    await stage.teams.settled()
    (told,) = hook.told
    group = stage.teams.state.teams[stage.team].group
    name = f"teams('{group}')/channels('{stage.channel}')/messages('{root}')/replies('{reply}')"
    assert (told["resource"], told["changeType"], told["clientState"]) == (name, "updated", "secret")
    assert (told["subscriptionId"], told["tenantId"]) == (made.body["id"], stage.tenant)
    stage.teams.says(stage.ana, stage.channel, "new ones are not asked for", silently=True)
    await stage.teams.settled()
    assert len(hook.told) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clientState": None}, "clientState is required"),
        ({"clientState": "x" * 129}, "longer than 128"),
        ({"changeType": "reacted"}, "created, updated, deleted"),
        ({"resource": "/me/messages"}, "not one that is stood in for"),
        ({"notificationUrl": "http://recap.example/notify"}, "must use https"),
        ({"expirationDateTime": _in(-1)}, "in the future"),
        ({"expirationDateTime": "tomorrow"}, "no date"),
        ({"expirationDateTime": "2031-01-01T00:00:00"}, "no date"),
        ({"expirationDateTime": _in(90)}, "lifecycleNotificationUrl is a required property"),
        ({"expirationDateTime": _in(4400)}, "4320 minutes"),
        ({"includeResourceData": True}, "certificate"),
        ({"colour": "red"}, "colour is unknown"),
    ],
)
async def test_a_subscription_that_graph_would_refuse_is_refused(
    stage: Stage, hook: Hook, changed: Json, said: str
) -> None:
    answer = await stage.graph("POST", "/subscriptions", _asked(stage, hook, **changed))
    assert answer.status == 400
    assert said in answer.message


@pytest.mark.parametrize(("token", "kind"), [("guess", "text/plain"), (None, "application/json")])
async def test_an_address_that_does_not_send_the_token_back_is_not_subscribed(
    stage: Stage, hook: Hook, token: str | None, kind: str
) -> None:
    hook.token, hook.kind = token, kind
    answer = await stage.graph("POST", "/subscriptions", _asked(stage, hook))
    assert (answer.status, answer.code) == (400, "ValidationError")
    assert (await stage.graph("GET", "/subscriptions")).body["value"] == []


async def test_a_subscription_is_renewed_expires_and_ends(stage: Stage, hook: Hook) -> None:
    made = await stage.graph("POST", "/subscriptions", _asked(stage, hook))
    assert (await stage.graph("POST", "/subscriptions", _asked(stage, hook))).status == 403
    path = f"/subscriptions/{made.body['id']}"
    assert (await stage.graph("PATCH", path, {"expirationDateTime": _in(59)})).status == 200
    assert (await stage.graph("PATCH", path, {"clientState": "other"})).status == 400
    stage.teams.passes(3600)
    assert (await stage.graph("GET", path)).status == 404
    later = (datetime.now(UTC) + timedelta(minutes=100)).isoformat()
    again = await stage.graph("POST", "/subscriptions", _asked(stage, hook, expirationDateTime=later))
    assert (await stage.graph("DELETE", f"/subscriptions/{again.body['id']}")).status == 204
    said = stage.teams.says(stage.ana, stage.channel, "x", silently=True)
    stage.teams.reacts(stage.ana, stage.channel, said, "like")
    await stage.teams.settled()
    assert hook.told == []


async def test_notifications_are_tried_again_and_go_wrong_on_command(stage: Stage, hook: Hook) -> None:
    await stage.graph("POST", "/subscriptions", _asked(stage, hook))
    said = stage.teams.says(stage.ana, stage.channel, "x", silently=True)
    hook.statuses = [503]
    stage.teams.reacts(stage.ana, stage.channel, said, "like")
    await stage.teams.settled()
    assert [t["clientState"] for t in hook.told] == ["secret", "secret"]
    for fault in ("wrong_client_state", "unknown_subscription", "drop", "double"):
        stage.teams.notifying.notifies_wrongly(fault)
    for type in ("heart", "laugh", "sad", "angry"):
        stage.teams.reacts(stage.ana, stage.channel, said, type)
    await stage.teams.settled()
    assert [t["clientState"] for t in hook.told[2:]].count("somebody-elses") == 1
    assert len({t["subscriptionId"] for t in hook.told}) == 2
    assert len(hook.told) == 6


async def test_lifecycle_events_pause_and_end_a_subscription(stage: Stage, hook: Hook) -> None:
    asked = _asked(stage, hook, lifecycleNotificationUrl=hook.url, expirationDateTime=_in(4000))
    made = await stage.graph("POST", "/subscriptions", asked)
    said = stage.teams.says(stage.ana, stage.channel, "x", silently=True)
    stage.teams.notifying.lifecycle("reauthorizationRequired")
    stage.teams.reacts(stage.ana, stage.channel, said, "like")
    await stage.teams.settled()
    assert [t.get("lifecycleEvent") for t in hook.told] == ["reauthorizationRequired"]
    assert (await stage.graph("POST", f"/subscriptions/{made.body['id']}/reauthorize")).status == 200
    stage.teams.reacts(stage.ana, stage.channel, said, "heart")
    await stage.teams.settled()
    assert hook.told[-1]["changeType"] == "updated"
    stage.teams.notifying.lifecycle("subscriptionRemoved")
    await stage.teams.settled()
    assert (await stage.graph("GET", "/subscriptions")).body["value"] == []


async def test_a_chats_messages_are_read_with_its_own_consent(stage: Stage) -> None:
    chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
    stage.teams.world.add_app(chat, [])
    first = stage.teams.says(stage.ana, chat, "one", files=["plan.pdf"])
    assert (await stage.graph("GET", f"/chats/{chat}/messages")).status == 403
    stage.teams.world.grants(chat, "ChatMessage.Read.Chat")
    (shape,) = (await stage.graph("GET", f"/chats/{chat}/messages")).body["value"]
    assert (shape["id"], shape["chatId"], shape["attachments"][0]["contentType"]) == (first, chat, "reference")
    assert (await stage.graph("GET", f"/chats/{chat}/messages/{first}")).body["body"]["contentType"] == "html"
    assert (await stage.graph("GET", f"/chats/{chat}/messages/17")).status == 404
