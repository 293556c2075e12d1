"""Slack's events, as its documentation and SDKs show them, in; what Recap hears, out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.live import heard
from adapters.slack.people import People
from adapters.slack.workspace import SlackWorkspace
from core.hearing import Arrived, Deleted, Edited, Erased, Heard, Joined, Left, Reaction, Renamed
from core.models import Channel, Message, Person
from core.ports import Reacted

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TS, LATER = "1772452800.000100", "1772456400.000200"
AT = NOON + timedelta(microseconds=100)
LATER_AT = NOON + timedelta(hours=1, microseconds=200)
GENERAL = Channel("slack", "T1", "C1", "")
ANA, BEN, RECAP = Person("U1", "Ana"), Person("U2", "Ben"), Person("U9", "recap", bot=True)
LINK = "https://acme.slack.com/archives/C1/p1772452800000100"
HELLO: dict[str, Any] = {"type": "message", "channel": "C1", "channel_type": "channel", "user": "U1", "ts": TS}
HELLO |= {"event_ts": TS, "text": "Hello <@U2>, see <https://example.com|this>"}
SAID = Message(
    *(TS, ANA, "Hello @Ben, see this (https://example.com)", AT),
    original="Hello <@U2>, see <https://example.com|this>",
    permalink=LINK,
)


async def hear(**event: Any) -> Heard | None:
    client = AsyncWebClient(base_url="http://127.0.0.1:1/")  # nobody listens: all people are known
    people = People(client, "T1", lambda: NOON, [ANA, BEN, RECAP])
    return await heard(event, SlackWorkspace("T1", client, "U9", "https://acme.slack.com", people))


def changed(now: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any]:
    event = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": LATER, "event_ts": LATER}
    return event | {"hidden": True, "message": now} | ({"previous_message": before} if before else {})


async def test_a_message_arrives_with_its_author_and_the_people_it_mentions_by_name() -> None:
    assert await hear(**HELLO) == Arrived(GENERAL, SAID)


async def test_a_reply_names_its_root_also_where_it_is_shown_in_the_channel() -> None:
    for subtype in ({}, {"subtype": "thread_broadcast", "root": {}}):
        event = await hear(**HELLO, **subtype, thread_ts="1772452700.000000")
        assert isinstance(event, Arrived)
        assert (event.message.thread_id, event.message.reply_to) == ("1772452700.000000", "1772452700.000000")
        assert event.message.permalink == f"{LINK}?thread_ts=1772452700.000000&cid=C1"


async def test_files_and_me_messages_are_messages() -> None:
    shared = await hear(**HELLO, subtype="file_share", files=[{"id": "F1", "name": "plan.pdf"}])
    assert isinstance(shared, Arrived)
    assert shared.message.files == ("plan.pdf",)
    assert await hear(**HELLO, subtype="me_message") == Arrived(GENERAL, SAID)


async def test_posts_of_bots_and_of_recap_itself_are_marked() -> None:
    bot = {k: v for k, v in HELLO.items() if k != "user"} | {"subtype": "bot_message", "bot_id": "B1", "username": "CI"}
    own = HELLO | {"user": "U9", "bot_id": "B9"}
    for event in (await hear(**bot), await hear(**own)):
        assert isinstance(event, Arrived)
        assert event.message.author.bot


async def test_an_edit_is_the_message_as_it_stands_now() -> None:
    now = {k: v for k, v in HELLO.items() if k != "channel"} | {"text": "Bye", "edited": {"user": "U1", "ts": LATER}}
    edited = Message(TS, ANA, "Bye", AT, edited_at=LATER_AT, permalink=LINK)
    assert await hear(**changed(now, HELLO)) == Edited(GENERAL, edited)
    assert await hear(**changed(now, None)) == Edited(GENERAL, edited)


async def test_a_bots_update_without_a_time_counts_from_when_it_was_told() -> None:
    event = await hear(**changed(HELLO | {"text": "Bye"}, HELLO))
    assert isinstance(event, Edited)
    assert event.message.edited_at == LATER_AT


async def test_an_unfurled_link_or_a_thread_that_has_grown_is_no_edit() -> None:
    unfurled = HELLO | {"attachments": [{"title": "Example", "text": "A domain"}]}
    assert await hear(**changed(unfurled, HELLO)) is None
    assert await hear(**changed(HELLO | {"thread_ts": TS, "reply_count": 2}, HELLO)) is None
    assert await hear(**(HELLO | {"subtype": "message_replied", "message": HELLO})) is None


async def test_a_deletion_names_its_message_also_where_a_root_leaves_a_tombstone() -> None:
    deleted = {"type": "message", "subtype": "message_deleted", "channel": "C1", "ts": LATER, "deleted_ts": TS}
    assert await hear(**deleted) == Deleted(GENERAL, TS)
    tombstone = HELLO | {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
    assert await hear(**changed(tombstone, HELLO)) == Deleted(GENERAL, TS)


@pytest.mark.parametrize("gone", [False, True])
async def test_reactions_are_heard_in_any_skin_tone_and_only_on_messages(gone: bool) -> None:
    event: dict[str, Any] = {"type": "reaction_removed" if gone else "reaction_added", "user": "U1", "event_ts": LATER}
    event |= {"reaction": "thumbsup::skin-tone-2", "item": {"type": "message", "channel": "C1", "ts": TS}}
    assert await hear(**event) == Reaction(GENERAL, Reacted(TS, "U1", "thumbsup", LATER_AT, gone))
    assert await hear(**(event | {"item": {"type": "file", "file": "F1"}})) is None


async def test_recaps_own_reactions_are_nobodys_vote() -> None:
    event: dict[str, Any] = {"type": "reaction_added", "user": "U9", "event_ts": LATER, "reaction": "white_check_mark"}
    assert await hear(**(event | {"item": {"type": "message", "channel": "C1", "ts": TS}})) is None


async def test_a_channel_gets_its_new_name_and_topic() -> None:
    renamed = {"type": "channel_rename", "channel": {"id": "C1", "name": "all", "created": 1}, "event_ts": LATER}
    assert await hear(**renamed) == Renamed(Channel("slack", "T1", "C1", "all"))
    topic = HELLO | {"subtype": "channel_topic", "topic": "R&amp;D"}
    assert await hear(**topic) == Renamed(Channel("slack", "T1", "C1", "", "R&D"))


async def test_recap_knows_when_it_comes_and_goes_and_leaves_the_others_to_the_platform() -> None:
    here = {"channel": "C1", "event_ts": LATER}
    assert await hear(type="member_joined_channel", user="U9", **here) == Joined(GENERAL, LATER_AT)
    assert await hear(type="member_left_channel", user="U9", **here) == Left(GENERAL, LATER_AT)
    assert await hear(type="channel_left", **here) == Left(GENERAL, LATER_AT)
    assert await hear(type="channel_archive", user="U1", **here) == Left(GENERAL, LATER_AT)
    assert await hear(type="member_joined_channel", user="U1", **here) is None
    assert await hear(type="member_left_channel", user="U1", **here) is None


async def test_a_workspace_that_takes_recap_away_is_to_be_erased() -> None:
    assert await hear(type="app_uninstalled") == Erased("slack", "T1")
    assert await hear(type="tokens_revoked", tokens={"oauth": [], "bot": ["U9"]}) == Erased("slack", "T1")
    assert await hear(type="tokens_revoked", tokens={"oauth": ["U1"]}) is None


@pytest.mark.parametrize(
    "subtype", ["channel_join", "channel_leave", "pinned_item", "channel_purpose", "huddle_thread"]
)
async def test_what_nobody_said_is_not_heard(subtype: str) -> None:
    assert await hear(**(HELLO | {"subtype": subtype})) is None


async def test_what_people_write_to_recap_directly_is_not_kept() -> None:
    assert await hear(**(HELLO | {"channel": "D1", "channel_type": "im"})) is None


async def test_people_whom_slack_cannot_name_now_go_by_their_id() -> None:
    event = await hear(**(HELLO | {"user": "U7"}))
    assert isinstance(event, Arrived)
    assert event.message.author == Person("U7", "U7")
