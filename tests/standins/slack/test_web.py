"""The Web API as the real slack_sdk client meets it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import client
from tests.standins.slack.state import APP_TOKEN


@dataclass
class Place:
    slack: SlackServer
    team: str
    ana: str
    ben: str
    channel: str
    client: AsyncWebClient


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme")
        ana, ben = slack.world.add_user(team, "ana"), slack.world.add_user(team, "ben", is_restricted=True)
        channel = slack.world.add_channel(team, "general", [ana, ben])
        yield Place(slack, team, ana, ben, channel, client(slack, team))


async def refused(call: object) -> SlackApiError:
    with pytest.raises(SlackApiError) as error:
        await call  # type: ignore[misc]
    return error.value


async def test_a_token_is_told_who_it_is_and_what_it_was_granted(place: Place) -> None:
    answer = await place.client.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (place.team, place.slack.world.bot(place.team))
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_call_is_refused_without_token_with_a_wrong_one_and_after_it_was_taken_back(place: Place) -> None:
    for token, error in ((None, "not_authed"), ("xoxb-other", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")):
        it = AsyncWebClient(token=token, base_url=place.slack.api_url)
        assert (await refused(it.auth_test())).response["error"] == error
    place.slack.revokes(place.team)
    assert (await refused(place.client.auth_test())).response["error"] == "token_revoked"
    place.slack.uninstalls(place.team)
    assert (await refused(place.client.auth_test())).response["error"] == "account_inactive"


async def test_a_missing_scope_names_what_is_needed_and_what_was_provided() -> None:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme", scopes=["channels:read"])
        private = slack.world.add_channel(team, "secret", [], "private")
        error = await refused(client(slack, team).conversations_info(channel=private))
        assert (error.response["error"], error.response["needed"]) == ("missing_scope", "groups:read")
        assert error.response["provided"] == "channels:read"
        error = await refused(client(slack, team).chat_postMessage(channel=private, text="hello"))
        assert error.response["needed"] == "chat:write"


async def test_arguments_that_slack_does_not_know_or_misses_are_refused(place: Place) -> None:
    error = await refused(place.client.api_call("conversations.info", json={"chanel": place.channel}))
    assert error.response["error"] == "invalid_arguments"
    assert len(error.response["response_metadata"]["messages"]) == 2
    assert (await refused(place.client.api_call("chat.shout"))).response["error"] == "unknown_method"


async def test_history_comes_newest_first_page_by_page_and_threads_oldest_first(place: Place) -> None:
    stamps = [place.slack.says(place.ana, place.channel, f"message {n}") for n in range(5)]
    replies = [place.slack.says(place.ben, place.channel, f"reply {n}", stamps[0]) for n in range(3)]
    found: list[str] = []
    async for part in await place.client.conversations_history(channel=place.channel, limit=2):
        found += [message["ts"] for message in part["messages"]]
    assert found == stamps[::-1]
    thread = await place.client.conversations_replies(channel=place.channel, ts=stamps[0], limit=2)
    assert [m["ts"] for m in thread["messages"]] == [stamps[0], *replies[:2]]
    assert (thread["messages"][0]["reply_count"], thread["has_more"]) == (3, True)
    since = await place.client.conversations_history(channel=place.channel, oldest=stamps[3])
    assert [m["ts"] for m in since["messages"]] == [stamps[4]]
    error = await refused(place.client.conversations_history(channel=place.channel, cursor="page 2"))
    assert error.response["error"] == "invalid_cursor"


async def test_history_is_for_channels_that_the_bot_is_in(place: Place) -> None:
    public = place.slack.world.add_channel(place.team, "random", [place.ana], bot=False)
    private = place.slack.world.add_channel(place.team, "secret", [place.ana], "private", bot=False)
    for channel, error in ((public, "not_in_channel"), (private, "channel_not_found"), ("C404", "channel_not_found")):
        assert (await refused(place.client.conversations_history(channel=channel))).response["error"] == error
    await place.client.conversations_join(channel=public)
    assert len((await place.client.conversations_history(channel=public))["messages"]) == 1


async def test_an_installation_outside_the_marketplace_reads_fifteen_messages_once_a_minute() -> None:
    async with SlackServer(one_a_minute=True) as slack:
        team = slack.world.add_workspace("Acme")
        ana = slack.world.add_user(team, "ana")
        channel = slack.world.add_channel(team, "general", [ana])
        for n in range(20):
            slack.says(ana, channel, f"message {n}")
        it = client(slack, team)
        assert len((await it.conversations_history(channel=channel, limit=100))["messages"]) == 15
        error = await refused(it.conversations_history(channel=channel))
        assert (error.response.status_code, error.response["error"]) == (429, "ratelimited")
        assert 1 <= int(error.response.headers["Retry-After"]) <= 61
        slack.passes(61)
        assert (await it.conversations_history(channel=channel))["ok"]


async def test_a_test_can_ask_for_a_rate_limit_or_an_error_of_a_method(place: Place) -> None:
    place.slack.limits("chat.postMessage", 7)
    error = await refused(place.client.chat_postMessage(channel=place.channel, text="hello"))
    assert (error.response.status_code, error.response.headers["Retry-After"]) == (429, "7")
    place.slack.refuses("chat.postMessage", "internal_error", status=500)
    error = await refused(place.client.chat_postMessage(channel=place.channel, text="hello"))
    assert error.response["error"] == "internal_error"
    assert (await place.client.chat_postMessage(channel=place.channel, text="hello"))["ok"]


async def test_people_see_what_was_posted_changed_and_deleted(place: Place) -> None:
    posted = await place.client.chat_postMessage(channel=place.channel, text="first")
    await place.client.chat_update(channel=place.channel, ts=posted["ts"], text="second")
    assert [m["text"] for m in place.slack.seen_by(place.ana)] == ["second"]
    link = await place.client.chat_getPermalink(channel=place.channel, message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/archives/{place.channel}/p{posted['ts'].replace('.', '')}")
    await place.client.chat_delete(channel=place.channel, ts=posted["ts"])
    assert place.slack.seen_by(place.ana) == []
    error = await refused(place.client.chat_update(channel=place.channel, ts=posted["ts"], text="third"))
    assert error.response["error"] == "message_not_found"


async def test_an_ephemeral_message_is_for_one_member_and_cannot_be_changed(place: Place) -> None:
    it = await place.client.chat_postEphemeral(channel=place.channel, user=place.ana, text="for you")
    assert [m["text"] for m in place.slack.seen_by(place.ana)] == ["for you"]
    assert place.slack.seen_by(place.ben) == []
    ts = it["message_ts"]
    for call in (
        place.client.chat_update(channel=place.channel, ts=ts, text="changed"),
        place.client.chat_delete(channel=place.channel, ts=ts),
    ):
        assert (await refused(call)).response["error"] == "message_not_found"
    eve = place.slack.world.add_user(place.team, "eve")
    error = await refused(place.client.chat_postEphemeral(channel=place.channel, user=eve, text="psst"))
    assert error.response["error"] == "user_not_in_channel"


async def test_posting_is_refused_where_slack_refuses_it(place: Place) -> None:
    other = place.slack.world.add_channel(place.team, "random", [place.ana], bot=False)
    said = place.slack.says(place.ana, place.channel, "mine")
    joined = place.slack.world.add_user(place.team, "kim")
    place.slack.joins(joined, place.channel)
    line = place.slack.seen_by(joined)[-1]["ts"]
    post = place.client.chat_postMessage
    for call, error in (
        (post(channel=other, text="hello"), "not_in_channel"),
        (post(channel=place.channel, text="x" * 40_001), "msg_too_long"),
        (place.client.api_call("chat.postMessage", json={"channel": place.channel, "blocks": []}), "no_text"),
        (post(channel=place.channel, text="hello", markdown_text="hello"), "markdown_text_conflict"),
        (post(channel=place.channel, text="hello", thread_ts=line), "cannot_reply_to_message"),
        (place.client.chat_update(channel=place.channel, ts=said, text="yours"), "cant_update_message"),
        (place.client.chat_delete(channel=place.channel, ts=said), "cant_delete_message"),
    ):
        assert (await refused(call)).response["error"] == error
    place.slack.archives(place.ana, place.channel)
    assert (await refused(post(channel=place.channel, text="late"))).response["error"] == "is_archived"


async def test_blocks_that_slack_does_not_take_are_refused_with_where_and_why(place: Place) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}
    wrong = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    post = place.client.chat_postMessage
    error = await refused(post(channel=place.channel, text="x", blocks=[section, wrong]))
    assert error.response["error"] == "invalid_blocks"
    assert "/blocks/1" in error.response["response_metadata"]["messages"][0]
    error = await refused(post(channel=place.channel, text="x", blocks=[section] * 5))
    assert error.response["error"] == "msg_blocks_too_long"
    assert place.slack.seen_by(place.ana) == []


async def test_a_reaction_counts_once(place: Place) -> None:
    ts = place.slack.says(place.ana, place.channel, "hello")
    await place.client.reactions_add(channel=place.channel, timestamp=ts, name="memo")
    error = await refused(place.client.reactions_add(channel=place.channel, timestamp=ts, name="memo"))
    assert error.response["error"] == "already_reacted"
    got = await place.client.reactions_get(channel=place.channel, timestamp=ts)
    assert got["message"]["reactions"][0]["users"] == [place.slack.world.bot(place.team)]
    await place.client.reactions_remove(channel=place.channel, timestamp=ts, name="memo")
    error = await refused(place.client.reactions_remove(channel=place.channel, timestamp=ts, name="memo"))
    assert error.response["error"] == "no_reaction"
    error = await refused(place.client.reactions_add(channel=place.channel, timestamp="1.000001", name="memo"))
    assert error.response["error"] == "message_not_found"


async def test_people_are_guests_members_or_from_elsewhere(place: Place) -> None:
    assert (await place.client.users_info(user=place.ben))["user"]["is_restricted"]
    other = place.slack.world.add_workspace("Other")
    zoe = place.slack.world.add_user(other, "zoe", tz="Asia/Tokyo")
    assert (await refused(place.client.users_info(user=zoe))).response["error"] == "user_not_visible"
    place.slack.world.shares(place.channel, other)
    place.slack.joins(zoe, place.channel)
    user = (await place.client.users_info(user=zoe))["user"]
    assert (user["team_id"], user["is_stranger"], user["tz_offset"]) == (other, False, 32_400)
    assert "is_restricted" not in user
    members = (await place.client.users_list())["members"]
    assert zoe not in {member["id"] for member in members}


async def test_a_direct_message_is_opened_once_and_pages_of_channels_end(place: Place) -> None:
    first = await place.client.conversations_open(users=place.ana)
    again = await place.client.conversations_open(users=[place.ana])
    assert again["channel"]["id"] == first["channel"]["id"]
    assert again["already_open"]
    assert (await refused(place.client.conversations_open(users="U404"))).response["error"] == "user_not_found"
    for n in range(4):
        place.slack.world.add_channel(place.team, f"c{n}", bot=False)
    names: list[str] = []
    async for part in await place.client.conversations_list(limit=2):
        names += [channel["name"] for channel in part["channels"]]
    assert names == ["general", "c0", "c1", "c2", "c3"]
    mine = await place.client.users_conversations(types="public_channel,im")
    assert {channel["id"] for channel in mine["channels"]} == {place.channel, first["channel"]["id"]}
    members = await place.client.conversations_members(channel=place.channel)
    assert members["members"] == [place.ana, place.ben, place.slack.world.bot(place.team)]
