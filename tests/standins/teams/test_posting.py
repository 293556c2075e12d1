"""What the connector takes from a bot, and what it refuses."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.standins.teams.stage import Stage, card, line
from tests.standins.teams.state import BOT, Json

SCHEMA: Json = {"type": "https://schema.org/Message", "@type": "Message", "@context": "https://schema.org"}
SEEN: Json = {"@type": "DigitalDocument", "name": "Ana: ship it", "abstract": "ship it", "url": "https://example.com/1"}
CLAIM: Json = {"@type": "Claim", "position": 1, "appearance": SEEN}
EXECUTE: Json = {"type": "Action.Execute", "title": "Publish", "verb": "publish", "data": {"id": 7}}


def _mention(name: str, id: str) -> Json:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": id, "name": name}}


def _citing(**changed: Any) -> Json:
    return {"text": "Ship it [1]", "entities": [SCHEMA | {"citation": [CLAIM | changed]}]}


def _appearing(**changed: Any) -> Json:
    return _citing(appearance=SEEN | changed)


async def test_a_thread_begins_in_the_channel_and_a_reply_joins_it(stage: Stage) -> None:
    root = (await stage.posts(stage.channel, "digest")).body["id"]
    await stage.posts(f"{stage.channel};messageid={root}", "first")
    path = f"conversations/{quote(stage.channel)}/activities/{root}"
    answer = await stage.asks("POST", path, {"type": "message", "text": "second"})
    assert answer.status == 201
    seen = stage.teams.seen_by(stage.ben, stage.channel)
    assert [(m["text"], m["root"]) for m in seen] == [("digest", None), ("first", root), ("second", root)]


async def test_what_the_bot_posted_it_changes_and_deletes_and_nothing_else(stage: Stage) -> None:
    mine, theirs = (await stage.posts(stage.chat, "draft")).body["id"], stage.teams.says(stage.ana, stage.chat, "no")
    path = f"conversations/{stage.chat}/activities"
    changed = await stage.asks("PUT", f"{path}/{mine}", {"type": "message", "text": "final"})
    assert (changed.status, changed.body) == (200, {"id": mine})
    assert stage.texts(stage.ana, stage.chat) == ["final", "no"]
    assert (await stage.asks("DELETE", f"{path}/{mine}")).status == 200
    assert (await stage.asks("DELETE", f"{path}/{mine}")).code == "ActivityNotFoundInConversation"
    assert (await stage.asks("DELETE", f"{path}/{theirs}")).code == "NotEnoughPermissions"
    assert stage.texts(stage.ana, stage.chat) == ["no"]


async def test_unknown_places_are_not_found_and_where_the_app_is_not_it_may_not_write(stage: Stage) -> None:
    assert (await stage.posts("19:nowhere@thread.tacv2", "x")).code == "ConversationNotFound"
    assert (await stage.posts(f"{stage.channel};messageid=17", "x")).code == "ConversationNotFound"
    other = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
    refused = await stage.posts(other, "x")
    assert (refused.status, refused.code) == (403, "BotNotInConversationRoster")
    private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ana])
    assert (await stage.posts(private, "x")).status == 403
    stage.teams.blocks(stage.ana)
    assert (await stage.posts(stage.chat, "x")).code == "ConversationBlockedByUser"
    stage.teams.unblocks(stage.ana)
    stage.teams.uninstalls(stage.ana, stage.ana)
    assert (await stage.posts(stage.chat, "x")).code == "BotNotInConversationRoster"


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({}, 201, ""),
        ({"members": [{"id": "29:nobody"}]}, 403, "Failed to decrypt pairwise id"),
        ({"tenantId": "elsewhere"}, 403, "another tenant"),
        ({"tenantId": None}, 400, "tenant is needed"),
        ({"members": []}, 400, "one member"),
        ({"isGroup": True}, 400, "one member"),
        ({"colour": "red"}, 400, "colour"),
        ({"bot": {"id": "28:other"}}, 403, "bot is another"),
    ],
)
async def test_a_chat_is_created_from_right_parameters_only(
    stage: Stage, changed: Json, status: int, said: str
) -> None:
    body = {"bot": {"id": BOT}, "members": [{"id": stage.ana}], "tenantId": stage.tenant, "isGroup": False}
    answer = await stage.asks("POST", "conversations", body | changed)
    assert answer.status == status
    assert answer.body == {"id": stage.chat} if status == 201 else said in answer.message


async def test_a_channels_thread_is_created_with_its_first_message(stage: Stage) -> None:
    activity = {"type": "message", "text": "Digest of today"}
    body = {"isGroup": True, "channelData": {"channel": {"id": stage.channel}}, "activity": activity}
    answer = await stage.asks("POST", "conversations", body)
    assert answer.body["id"] == f"{stage.channel};messageid={answer.body['activityId']}"
    assert (await stage.posts(answer.body["id"], "more")).status == 201
    del body["activity"]
    assert (await stage.asks("POST", "conversations", body)).status == 400


async def test_messages_above_100_kb_are_too_big(stage: Stage) -> None:
    assert (await stage.posts(stage.chat, "x" * 102_000)).status == 201
    refused = await stage.posts(stage.chat, "x" * 102_400)
    assert (refused.status, refused.code) == (413, "MessageSizeTooBig")
    stage.teams.message_max_bytes = 1000
    assert (await stage.posts(stage.chat, "x" * 1000)).status == 413


@pytest.mark.parametrize(
    "body",
    [
        {"text": "plain", "textFormat": "markdown", "summary": "plain"},
        {"attachments": [card(line("[1](https://example.com)"), actions=[EXECUTE])]},
        {"text": "AI [1]", "entities": [SCHEMA | {"additionalType": ["AIGeneratedContent"], "citation": [CLAIM]}]},
        {"attachments": [{"contentType": "image/png", "contentUrl": "https://example.com/a.png"}]},
        {"text": "asks", "channelData": {"feedbackLoop": {"type": "default"}}},
        {"text": "pick", "suggestedActions": {"actions": [{"type": "imBack", "title": "A", "value": "A"}]}},
    ],
)
async def test_what_teams_documents_is_taken(stage: Stage, body: Json) -> None:
    answer = await stage.posts(stage.chat, body)
    assert answer.status == 201, answer.body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"text": ""}, "text or an attachment"),
        ({"text": "x", "textFormat": "html"}, "textFormat is"),
        ({"text": "x", "markdown": True}, "unknown field markdown"),
        ({"type": "event", "text": "x"}, "event are not posted"),
        ({"text": "x", "from": {"id": "29:somebody"}}, "not this bot"),
        ({"text": "x", "channelData": {"feedbackLoop": {"type": "other"}}}, "default or custom"),
        ({"text": "hi <at>Ana Silva</at>"}, "no entity"),
        ({"text": "hi", "entities": [_mention("Ana Silva", "29:x")]}, "not in the text"),
        ({"text": "<at>Eve</at>", "entities": [_mention("Eve", "29:eve")]}, "not in the conversation"),
        ({"text": "x", "entities": [SCHEMA, SCHEMA]}, "Multiple root"),
        ({"text": "x", "entities": [SCHEMA | {"@type": "Thing"}]}, "Error parsing"),
        ({"text": "x", "entities": [SCHEMA | {"additionalType": ["AI"]}]}, "AIGeneratedContent"),
        ({"text": "x", "entities": [{"type": "made-up"}]}, "unknown entity"),
        (_citing(position=2), "not in the text"),
        ({"text": "Ship it [1]", "entities": [SCHEMA | {"citation": [CLAIM, CLAIM]}]}, "have one position"),
        (_citing(**{"@type": "Thing"}), "@type is Claim"),
        (_citing(colour="red"), "a claim has no colour"),
        (_appearing(name=""), "name is needed"),
        (_appearing(url="ftp://x"), "url is no address"),
        (_appearing(**{"@type": "Page"}), "@type is DigitalDocument"),
        (_appearing(usageInfo={"@type": "CreativeWork"}), "CreativeWork with a name"),
        (_citing(appearance={}), "appearance object is empty"),
        (_appearing(name="x" * 81), "longer than 80"),
        (_appearing(abstract="x" * 161), "longer than 160"),
        (_appearing(keywords=["a", "b", "c", "d"]), "three keywords"),
        (_appearing(image={"@type": "ImageObject", "name": "Slack"}), "documented names"),
        (_appearing(text="{}"), "encodingFormat"),
        (_appearing(colour="red"), "no colour"),
        ({"text": "x", "entities": [SCHEMA | {"citation": [CLAIM] * 21}]}, "more than 20"),
    ],
)
async def test_what_teams_would_refuse_is_refused(stage: Stage, body: Json, said: str) -> None:
    answer = await stage.posts(stage.chat, body)
    assert (answer.status, answer.code) == (400, "BadArgument")
    assert said in answer.message


@pytest.mark.parametrize(
    ("attachment", "said"),
    [
        (card({"type": "Heading", "text": "x"}), "unknown element Heading"),
        (card({"type": "TextBlock"}), "needs text"),
        (card(line("x") | {"colour": "red"}), "no colour"),
        (card(line("x") | {"color": "red"}), "cannot be red"),
        (card(line("x"), version="1.7"), "1.0 to 1.6"),
        (card(line("x"), version="1.3", actions=[EXECUTE]), "is of version 1.4"),
        (card(actions=[{"type": "Action.Execute", "title": "x"}]), "verb or data"),
        (card(actions=[{"type": "Action.OpenUrl", "title": "x"}]), "needs url"),
        (card(actions=[EXECUTE] * 7), "more than 6 actions"),
        (card({"type": "Input.Text"}), "needs id"),
        (card({"type": "Input.Text", "id": "a"}, {"type": "Input.Text", "id": "a"}), "the id a"),
        (card({"type": "FactSet", "facts": [{"name": "a"}]}), "title and value"),
        (
            card({"type": "Container", "items": [{"type": "ColumnSet", "columns": [{"items": [{}]}]}]}),
            "unknown element",
        ),
        (card(line("<at>Ana</at>")), "no entity"),
        (card(line("x"), refresh={"action": {"type": "Action.Submit"}}), "needs an Action.Execute"),
        ({"contentType": "application/vnd.microsoft.card.adaptive", "content": "{}"}, "no object"),
        ({"contentType": "application/pdf", "content": {}}, "not shown"),
        ({"contentType": "image/png"}, "without contentUrl"),
        ({"contentType": "text/html"}, "without content"),
    ],
)
async def test_a_card_that_teams_would_not_show_is_refused(stage: Stage, attachment: Json, said: str) -> None:
    answer = await stage.posts(stage.chat, {"attachments": [attachment]})
    assert answer.status == 400
    assert said in answer.message


async def test_a_mention_with_its_entity_is_taken_in_text_and_in_cards(stage: Stage) -> None:
    mention = _mention("Ben Adler", stage.ben)
    assert (await stage.posts(stage.channel, {"text": "<at>Ben Adler</at> owes", "entities": [mention]})).status == 201
    shown = card(line("<at>Ben Adler</at> owes"), msteams={"width": "Full", "entities": [mention]})
    assert (await stage.posts(stage.channel, {"attachments": [shown]})).status == 201
    assert (await stage.posts(stage.chat, {"attachments": [shown]})).status == 400


async def test_seven_a_second_sixty_in_thirty_and_then_wait(stage: Stage) -> None:
    now = [1000.0]
    stage.teams.connector.limits.now = lambda: now[0]
    answers = [await stage.posts(stage.chat, "x") for _ in range(8)]
    assert [a.status for a in answers] == [201] * 7 + [429]
    assert (answers[-1].code, answers[-1].headers["Retry-After"]) == ("TooManyRequests", "1")
    assert (await stage.posts(stage.channel, "elsewhere")).status == 201
    sent = 7
    while sent < 60:
        now[0] += 0.4
        sent += (await stage.posts(stage.chat, "x")).status == 201
    now[0] += 2
    assert int((await stage.posts(stage.chat, "x")).headers["Retry-After"]) > 1
    now[0] += 30
    assert (await stage.posts(stage.chat, "x")).status == 201


async def test_the_next_calls_fail_as_a_test_wants(stage: Stage) -> None:
    connector = stage.teams.connector
    connector.fails(429, retry_after=3)
    limited = await stage.posts(stage.chat, "x")
    assert (limited.status, limited.headers["Retry-After"]) == (429, "3")
    for status in (412, 502, 504):
        connector.fails(status, verb="POST")
        assert (await stage.asks("GET", f"teams/{stage.team}")).status == 200
        assert (await stage.posts(stage.chat, "x")).status == status
    connector.fails(502, text="<html>Bad gateway</html>")
    assert (await stage.posts(stage.chat, "x")).body == "<html>Bad gateway</html>"
    assert (await stage.posts(stage.chat, "x")).status == 201


async def test_a_moved_service_address_is_told_with_the_next_activity_and_the_old_one_is_closed(stage: Stage) -> None:
    before = stage.teams.service_url
    stage.teams.moves("amer")
    stage.teams.says(stage.ana, stage.chat, "hello")
    (heard,) = await stage.events()
    assert heard["serviceUrl"] == stage.teams.service_url != before
    assert (await stage.posts(stage.chat, "here")).status == 201
    headers = {"Authorization": f"Bearer {stage.bot.token}"}
    async with stage.session.get(f"{before}v3/teams/{stage.team}", headers=headers) as got:
        assert (got.status, (await got.json())["error"]["code"]) == (403, "InvalidBotApiHost")


async def test_what_teams_does_not_have_is_refused_and_recorded(stage: Stage) -> None:
    assert (await stage.asks("POST", f"conversations/{stage.chat}/attachments", {})).status == 404
    assert (await stage.asks("GET", "botstate/msteams")).code == "NotFound"
    assert stage.teams.calls[-1].what == "GET /emea/v3/botstate/msteams"
    assert (await stage.graph("GET", "/me/messages")).status == 400


async def test_the_whole_roster_at_once_is_given_five_times_a_minute(stage: Stage) -> None:
    stage.teams.connector.limits.now = lambda: 1000.0
    answers = [await stage.asks("GET", f"conversations/{stage.channel}/members") for _ in range(6)]
    assert [a.status for a in answers] == [200] * 5 + [429]
    stage.teams.eases()
    assert (await stage.asks("GET", f"conversations/{stage.channel}/members")).status == 200


async def test_text_and_a_card_in_one_activity_become_two_messages_without_an_id(stage: Stage) -> None:
    answer = await stage.posts(stage.chat, {"text": "hello", "attachments": [card(line("x"))]})
    assert (answer.status, answer.body) == (201, {})
    seen = stage.teams.seen_by(stage.ana, stage.chat)
    assert [(m["text"], len(m["attachments"])) for m in seen] == [("hello", 0), ("", 1)]


async def test_a_chat_with_somebody_who_has_not_the_app_is_not_created(stage: Stage) -> None:
    body = {"members": [{"id": stage.ben}], "tenantId": stage.tenant}
    answer = await stage.asks("POST", "conversations", body)
    assert (answer.status, answer.message) == (403, "Bot is not installed in user's personal scope")


async def test_typing_is_no_message_and_a_body_is_an_object(stage: Stage) -> None:
    path = f"conversations/{stage.chat}/activities"
    assert (await stage.asks("POST", path, {"type": "typing"})).status == 201
    assert (await stage.asks("POST", path, ["hello"])).code == "BadSyntax"  # type: ignore[arg-type]
    assert stage.texts(stage.ana, stage.chat) == []


async def test_all_conversations_together_have_fifty_calls_a_second(stage: Stage) -> None:
    stage.teams.connector.limits.now = lambda: 1000.0
    chats = [stage.teams.world.add_group_chat(stage.tenant, [stage.ana]) for _ in range(51)]
    for chat in chats:
        stage.teams.world.add_app(chat)
    answers = [await stage.posts(chat, "x") for chat in chats]
    assert [a.status for a in answers] == [201] * 50 + [429]
