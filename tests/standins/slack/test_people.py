"""What people do and see: commands, shortcuts, buttons, modals, Home, and who hears of what."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import app, by_socket, client
from tests.standins.slack.state import Json

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Publish"}, "action_id": "publish", "value": "7"}
BLOCKS = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]
WHY = {"type": "plain_text_input", "action_id": "why"}
MODAL = {
    "type": "modal",
    "callback_id": "reason",
    "title": {"type": "plain_text", "text": "Why?"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "Why"}, "element": WHY},
    ],
}


class Stage:
    """A workspace with ana and ben in #general, an app that hears everything, and what it heard."""

    def __init__(self, slack: SlackServer) -> None:
        self.slack, self.heard = slack, list[Json]()
        self.team = slack.world.add_workspace("Acme")
        self.ana, self.ben = (slack.world.add_user(self.team, name) for name in ("ana", "ben"))
        self.channel = slack.world.add_channel(self.team, "general", [self.ana, self.ben])
        self.client, self.app = client(slack, self.team), app(slack, self.team)
        self.answers: dict[str, Any] = {}
        self.app.use(self._hear)

    async def _hear(self, body: Json, ack: AsyncAck) -> BoltResponse:
        self.heard.append(body)
        return await (ack(**self.answers) if body.get("type") == "view_submission" else ack())

    async def settled(self) -> list[Json]:
        """All events so far, of the app's own too."""
        await self.slack.deliveries.settled()
        return [body["event"] for body in self.heard if "event" in body]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with SlackServer(retries=()) as slack:
        stage = Stage(slack)
        async with by_socket(slack, stage.app):
            yield stage


async def test_five_posts_fit_a_response_url_and_a_commands_has_no_original(stage: Stage) -> None:
    await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
    hook = AsyncWebhookClient(stage.heard[0]["response_url"])
    assert (await hook.send(text="one moment")).status_code == 200
    assert (await hook.send(text="done", replace_original=True)).status_code == 200
    assert [m["text"] for m in stage.slack.seen_by(stage.ana)] == ["one moment", "done"]
    assert stage.slack.seen_by(stage.ben) == []
    await hook.send(text="for all", response_type="in_channel")
    assert stage.slack.seen_by(stage.ben)[-1]["text"] == "for all"
    assert (await hook.send(text="x", blocks=[{"type": "actions", "elements": []}])).status_code == 400
    assert (await hook.send(text="five")).status_code == 200
    assert "used_url" in (await hook.send(text="six")).body


async def test_a_response_url_lasts_half_an_hour(stage: Stage) -> None:
    await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
    stage.slack.passes(1801)
    assert "expired_url" in (await AsyncWebhookClient(stage.heard[0]["response_url"]).send(text="late")).body


async def test_a_button_replaces_or_deletes_the_message_it_stands_on(stage: Stage) -> None:
    for ephemeral in (True, False):
        if ephemeral:
            await stage.client.chat_postEphemeral(channel=stage.channel, user=stage.ana, text="draft", blocks=BLOCKS)
        else:
            await stage.client.chat_postMessage(channel=stage.channel, text="draft", blocks=BLOCKS)
        await stage.slack.clicks(stage.ana, stage.slack.seen_by(stage.ana)[-1], "publish").answered()
        body = stage.heard[-1] if ephemeral else next(b for b in stage.heard[::-1] if b["type"] == "block_actions")
        assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("7", "row")
        assert ("message" in body) is not ephemeral
        hook = AsyncWebhookClient(body["response_url"])
        await hook.send(text="published", replace_original=True)
        assert stage.slack.seen_by(stage.ana)[-1]["text"] == "published"
        await hook.send(delete_original=True)
        assert stage.slack.seen_by(stage.ana) == []


async def test_nobody_clicks_what_they_do_not_see(stage: Stage) -> None:
    await stage.client.chat_postEphemeral(channel=stage.channel, user=stage.ana, text="draft", blocks=BLOCKS)
    seen = stage.slack.seen_by(stage.ana)[-1]
    with pytest.raises(KeyError):
        stage.slack.clicks(stage.ben, seen, "publish")
    with pytest.raises(ValueError, match="action_id"):
        stage.slack.clicks(stage.ana, seen, "refresh")


async def test_a_shortcut_opens_a_modal_once_and_its_form_comes_back(stage: Stage) -> None:
    ts = stage.slack.says(stage.ben, stage.channel, "hello")
    await stage.slack.uses_shortcut(stage.ana, stage.channel, ts, "summarize_thread").answered()
    body = next(b for b in stage.heard if b["type"] == "message_action")
    assert (body["message"]["text"], body["user"]["id"]) == ("hello", stage.ana)
    await stage.client.views_open(trigger_id=body["trigger_id"], view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await stage.client.views_open(trigger_id=body["trigger_id"], view=MODAL)
    modal = stage.slack.modal(stage.ana)
    assert modal
    stage.answers = {"response_action": "errors", "errors": {"b": "too short"}}
    done = await stage.slack.submits(stage.ana, modal, {"why": "so"}).answered()
    assert done.answer == stage.answers
    stage.answers = {}
    await stage.slack.submits(stage.ana, modal, {"why": "because"}).answered()
    values = stage.heard[-1]["view"]["state"]["values"]
    assert values == {"b": {"why": {"type": "plain_text_input", "value": "because"}}}
    assert stage.slack.modal(stage.ana) is None


async def test_a_trigger_is_good_for_three_seconds(stage: Stage) -> None:
    await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()
    stage.slack.passes(4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await stage.client.views_open(trigger_id=stage.heard[0]["trigger_id"], view=MODAL)


async def test_home_is_published_for_each_person_and_its_menus_can_be_used(stage: Stage) -> None:
    stage.slack.opens_home(stage.ana)
    assert (await stage.settled())[0]["tab"] == "home"
    option = {"text": {"type": "plain_text", "text": "German"}, "value": "de"}
    menu = {"type": "static_select", "action_id": "language", "options": [option]}
    view = {"type": "home", "blocks": [{"type": "actions", "elements": [menu]}]}
    published = await stage.client.views_publish(user_id=stage.ana, view=view)
    home = stage.slack.home(stage.ana)
    assert home
    assert stage.slack.home(stage.ben) is None
    await stage.slack.clicks(stage.ana, home, "language", "de").answered()
    body = stage.heard[-1]
    assert body["actions"][0]["selected_option"] == option
    assert (body["container"]["view_id"], body["view"]["type"]) == (published["view"]["id"], "home")
    await stage.client.views_publish(user_id=stage.ana, view=view, hash=published["view"]["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await stage.client.views_publish(user_id=stage.ana, view=view, hash=published["view"]["hash"])


async def test_every_event_comes_in_slacks_shape(stage: Stage) -> None:
    slack, ana, channel = stage.slack, stage.ana, stage.channel
    parent = slack.says(ana, channel, f"<@{slack.world.bot(stage.team)}> summarize")
    slack.says(ana, channel, "to all", parent, broadcast=True)
    slack.says(ana, channel, "see", files=["plan.pdf"])
    slack.reacts(ana, channel, parent, "memo")
    slack.unreacts(ana, channel, parent, "memo")
    slack.says(ana, slack.direct(ana), "hello")
    alone = slack.says(ana, channel, "alone")
    slack.deletes(ana, channel, alone)
    slack.deletes(ana, channel, parent)
    slack.leaves(stage.ben, channel)
    slack.renames(ana, channel, "all")
    slack.archives(ana, channel)
    slack.kicks(slack.world.bot(stage.team), channel)
    events = await stage.settled()
    kinds = sorted(f"{e['type']} {e.get('subtype', '')}".strip() for e in events)
    assert kinds == sorted(
        [
            *("app_mention", "message", "message thread_broadcast", "message file_share", "reaction_added"),
            *("reaction_removed", "message", "message", "message message_deleted", "message message_changed"),
            *("member_left_channel", "message channel_leave", "channel_rename", "channel_archive", "channel_left"),
        ]
    )
    by = {e.get("subtype", e["type"]): e for e in events}
    assert by["thread_broadcast"]["root"]["ts"] == by["thread_broadcast"]["thread_ts"] == parent
    assert by["file_share"]["files"][0]["name"] == "plan.pdf"
    assert by["message_deleted"]["deleted_ts"] == alone
    assert by["message_changed"]["message"]["subtype"] == "tombstone"
    assert by["reaction_added"]["item"] == {"type": "message", "channel": channel, "ts": parent}
    assert by["channel_rename"]["channel"]["name"] == "all"
    assert {e["channel_type"] for e in events if e["type"] == "message"} == {"channel", "im"}


async def test_an_app_hears_only_where_it_is_and_what_its_scopes_allow() -> None:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme", scopes=["channels:history"])
        ana = slack.world.add_user(team, "ana")
        outside = slack.world.add_channel(team, "outside", [ana], bot=False)
        private = slack.world.add_channel(team, "private", [ana], "private")
        public = slack.world.add_channel(team, "public", [ana])
        slack.deliveries.hold()
        for channel in (outside, private, public):
            slack.reacts(ana, channel, slack.says(ana, channel, "hello"), "memo")
        assert [d.payload["event"]["channel"] for d in slack.deliveries.all] == [public]


async def test_a_shared_channel_has_one_event_that_names_one_installation_and_tells_of_the_others() -> None:
    async with SlackServer() as slack:
        acme, other = slack.world.add_workspace("Acme"), slack.world.add_workspace("Other")
        ana, zoe = slack.world.add_user(acme, "ana"), slack.world.add_user(other, "zoe")
        channel = slack.world.add_channel(acme, "joint", [ana, zoe])
        slack.world.shares(channel, other)
        slack.deliveries.hold()
        slack.says(zoe, channel, "hello")
        (delivery,) = slack.deliveries.all
        payload = delivery.payload
        assert (payload["is_ext_shared_channel"], payload["authorizations"][0]["team_id"]) == (True, acme)
        assert payload["event"]["user_team"] == other
        it = client(slack, acme)
        answer = await it.api_call(
            "apps.event.authorizations.list",
            json={"event_context": payload["event_context"]},
            headers={"Authorization": "Bearer xapp-1-A0RECAP-test"},
        )
        assert [a["team_id"] for a in answer["authorizations"]] == [acme, other]
        for team in (acme, other):
            shape = (await client(slack, team).conversations_info(channel=channel))["channel"]
            assert (shape["id"], shape["is_ext_shared"]) == (channel, True)


async def test_where_each_workspace_has_its_own_app_a_shared_channel_has_an_event_for_each() -> None:
    async with SlackServer(each_installation=True) as slack:
        acme, other = slack.world.add_workspace("Acme"), slack.world.add_workspace("Other")
        ana = slack.world.add_user(acme, "ana")
        channel = slack.world.add_channel(acme, "joint", [ana])
        slack.world.shares(channel, other)
        slack.deliveries.hold()
        slack.says(ana, channel, "hello")
        assert [d.payload["team_id"] for d in slack.deliveries.all] == [acme, other]


async def test_an_app_that_is_taken_out_hears_it_and_nothing_more(stage: Stage) -> None:
    stage.slack.uninstalls(stage.team)
    stage.slack.says(stage.ana, stage.channel, "anybody there?")
    assert sorted(e["type"] for e in await stage.settled()) == ["app_uninstalled", "tokens_revoked"]
