"""What people press, open and send: cards, dialogs, message actions, feedback; and which answers are right."""

import asyncio
import json
from typing import Any

import pytest

from tests.standins.teams.stage import Stage, card, line
from tests.standins.teams.state import Json

PUBLISH: Json = {"type": "Action.Execute", "title": "Publish", "verb": "publish", "id": "p", "data": {"run": 7}}
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
NAME: Json = {"type": "Input.Text", "id": "why", "label": "Why?"}
FORM = card(NAME, actions=[{"type": "Action.Submit", "title": "Send", "data": {"run": 7}}])


def _dialog(**changed: Any) -> Json:
    return {"task": {"type": "continue", "value": {"title": "Why?", "height": "small", "card": FORM} | changed}}


async def _posted(stage: Stage, **more: Any) -> str:
    shown = card(line("draft"), {"type": "Input.Text", "id": "why"}, actions=[PUBLISH], **more)
    return str((await stage.posts(stage.channel, {"attachments": [shown]})).body["id"])


async def test_a_pressed_button_is_an_invoke_whose_card_takes_the_place_for_that_person(stage: Stage) -> None:
    id = await _posted(stage)
    new = card(line("published"))["content"]
    stage.bot.answers["adaptiveCard/action"] = (200, {"statusCode": 200, "type": ADAPTIVE, "value": new})
    done = await stage.teams.presses(stage.ana, stage.channel, id, "publish", {"why": "so"}).answered()
    assert done.acknowledged
    heard = stage.bot.heard[-1]
    assert heard["value"] == {"action": PUBLISH | {"data": {"run": 7, "why": "so"}}, "trigger": "manual"}
    assert (heard["name"], heard["replyToId"], heard["from"]["id"]) == ("adaptiveCard/action", id, stage.ana)
    assert stage.teams.card(stage.ana, stage.channel, id) == new
    assert stage.teams.card(stage.ben, stage.channel, id)["body"][0] == line("draft")
    path = f"conversations/{stage.channel}/activities/{id}"
    await stage.asks("PUT", path, {"type": "message", "attachments": [card(line("for all"))]})
    assert stage.teams.card(stage.ana, stage.channel, id)["body"] == [line("for all")]


@pytest.mark.parametrize(
    ("code", "kind", "value"),
    [
        (200, "application/vnd.microsoft.activity.message", "Already done"),
        (400, "application/vnd.microsoft.error", {"code": "Gone", "message": "Already done"}),
    ],
)
async def test_a_message_or_an_error_in_the_answer_is_a_passing_line(
    stage: Stage, code: int, kind: str, value: Any
) -> None:
    id = await _posted(stage)
    stage.bot.answers["adaptiveCard/action"] = (200, {"statusCode": code, "type": kind, "value": value})
    done = await stage.teams.presses(stage.ana, stage.channel, id, "Publish").answered()
    assert (done.wrong, stage.teams.noticed(stage.ana)) == ([], ["Already done"])


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {"statusCode": 200, "type": ADAPTIVE, "value": card(line("x"))["content"]}),
        (201, {"statusCode": 200, "type": ADAPTIVE, "value": card(line("x"))["content"]}),
        (200, None),
        (200, {"status": 200}),
        (200, {"statusCode": 400, "type": ADAPTIVE, "value": card(line("x"))["content"]}),
        (200, {"statusCode": 200, "type": ADAPTIVE, "value": card(line("x"))}),
        (200, {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": {}}),
        (200, {"statusCode": 200, "type": "text/plain", "value": "x"}),
        (200, {"statusCode": 200, "type": "application/vnd.microsoft.error", "value": {}}),
    ],
)
async def test_an_answer_to_a_button_that_teams_would_not_take_is_an_error(
    stage: Stage, status: int, answer: Any
) -> None:
    id = await _posted(stage)
    stage.bot.answers["adaptiveCard/action"] = (status, answer)
    done = await stage.teams.presses(stage.ana, stage.channel, id, "publish").answered()
    assert not done.acknowledged
    assert stage.teams.noticed(stage.ana) == ["Something went wrong."]
    assert stage.teams.card(stage.ana, stage.channel, id)["body"][0] == line("draft")


async def test_a_card_refreshes_by_itself(stage: Stage) -> None:
    id = await _posted(stage, refresh={"action": PUBLISH | {"verb": "refresh"}, "userIds": [stage.ana]})
    new = card(line("fresh"))["content"]
    stage.bot.answers["adaptiveCard/action"] = (200, {"statusCode": 200, "type": ADAPTIVE, "value": new})
    await stage.teams.refreshes(stage.ana, stage.channel, id).answered()
    assert stage.bot.heard[-1]["value"]["trigger"] == "automatic"
    assert stage.teams.card(stage.ana, stage.channel, id) == new


async def test_nobody_presses_what_is_not_there(stage: Stage) -> None:
    id = await _posted(stage)
    with pytest.raises(ValueError, match="no refresh"):
        stage.teams.presses(stage.ana, stage.channel, id, "refresh")
    open: Json = {"type": "Action.OpenUrl", "title": "Open", "url": "https://example.com"}
    link = (await stage.posts(stage.chat, {"attachments": [card(line("x"), actions=[open])]})).body["id"]
    with pytest.raises(ValueError, match="stays in the client"):
        stage.teams.presses(stage.ana, stage.chat, link, "Open")
    stage.teams.uninstalls(stage.ana, stage.team)
    with pytest.raises(ValueError, match="the app is not in"):
        stage.teams.presses(stage.ana, stage.channel, id, "publish")
    with pytest.raises(ValueError, match="not in"):
        stage.teams.presses(stage.teams.world.add_user(stage.tenant, "Eve Moss"), stage.channel, id, "publish")


async def test_a_submit_button_is_a_message_with_a_value_or_opens_a_dialog(stage: Stage) -> None:
    send: Json = {"type": "Action.Submit", "title": "Send", "data": {"run": 7}}
    fetch = {"type": "Action.Submit", "title": "Reassign", "data": {"msteams": {"type": "task/fetch"}, "run": 7}}
    id = (await stage.posts(stage.chat, {"attachments": [card(line("x"), actions=[send, fetch])]})).body["id"]
    await stage.teams.presses(stage.ana, stage.chat, id, "Send").answered()
    assert (stage.bot.heard[-1]["type"], stage.bot.heard[-1]["value"]) == ("message", {"run": 7})
    stage.bot.answers["task/fetch"] = (200, _dialog())
    await stage.teams.presses(stage.ana, stage.chat, id, "Reassign").answered()
    assert stage.bot.heard[-1]["value"]["data"]["run"] == 7
    stage.bot.answers["task/submit"] = (200, {"task": {"type": "message", "value": "Thanks"}})
    await stage.teams.submits(stage.ana, {"why": "ill"}).answered()
    assert stage.bot.heard[-1]["value"]["data"] == {"run": 7, "why": "ill"}
    assert (stage.teams.noticed(stage.ana), stage.teams.dialog(stage.ana)) == (["Thanks"], None)


async def test_a_message_action_opens_a_dialog_on_any_message_and_its_form_comes_back(stage: Stage) -> None:
    chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
    said = stage.teams.says(stage.ben, chat, "ship on Friday?")
    stage.bot.answers["composeExtension/fetchTask"] = (200, _dialog())
    done = await stage.teams.uses_action(stage.ana, chat, said, "summarizeThread").answered()
    assert done.acknowledged, done.wrong
    stage.teams.closes(stage.ana)
    assert stage.teams.dialog(stage.ana) is None
    await stage.teams.uses_action(stage.ana, chat, said, "summarizeThread").answered()
    value = stage.bot.heard[-1]["value"]
    assert (value["commandId"], value["commandContext"]) == ("summarizeThread", "message")
    told = value["messagePayload"]
    assert (told["id"], told["body"]["content"]) == (said, "<p>ship on Friday?</p>")
    assert told["from"]["user"]["displayName"] == "Ben Adler"
    with pytest.raises(ValueError, match="has no such"):
        stage.teams.submits(stage.ana, {}, "Cancel")
    stage.bot.answers["composeExtension/submitAction"] = (200, None)
    await stage.teams.submits(stage.ana, {"why": "hurry"}).answered()
    value = stage.bot.heard[-1]["value"]
    assert (value["data"], value["messagePayload"]["id"]) == ({"run": 7, "why": "hurry"}, said)
    assert stage.teams.dialog(stage.ana) is None
    with pytest.raises(ValueError, match="does not have the app"):
        stage.teams.uses_action(stage.ben, chat, said, "summarizeThread")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"task": {"type": "open", "value": {}}},
        _dialog(card=FORM["content"]),
        _dialog(height="tall"),
        _dialog(url="https://example.com"),
        _dialog(colour="red"),
        _dialog(card=card({"type": "Input.Text"})),
        {"composeExtension": {"type": "message"}},
        {"composeExtension": {"type": "result", "attachments": []}},
        {"composeExtension": {"type": "note", "text": "x"}},
    ],
)
async def test_a_dialog_that_teams_would_not_open_is_an_error(stage: Stage, answer: Json) -> None:
    said = stage.teams.says(stage.ana, stage.channel, "hello")
    stage.bot.answers["composeExtension/fetchTask"] = (200, answer)
    done = await stage.teams.uses_action(stage.ana, stage.channel, said, "summarizeThread").answered()
    assert (done.acknowledged, bool(done.wrong)) == (False, True)
    assert stage.teams.noticed(stage.ana) == ["Unable to reach app. Please try again."]


async def test_a_message_action_is_answered_with_a_line_too(stage: Stage) -> None:
    said = stage.teams.says(stage.ana, stage.channel, "hello")
    stage.bot.answers["composeExtension/fetchTask"] = (200, {"composeExtension": {"type": "message", "text": "Later"}})
    done = await stage.teams.uses_action(stage.ana, stage.channel, said, "summarizeThread").answered()
    assert (done.acknowledged, stage.teams.noticed(stage.ana)) == (True, ["Later"])


async def test_a_message_extension_has_five_seconds(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.standins.teams.deliveries.EXTENSION_SECONDS", 0.05)

    async def dawdle(_: object) -> None:
        await asyncio.sleep(0.2)

    stage.bot.turn = dawdle
    said = stage.teams.says(stage.ana, stage.channel, "hello", silently=True)
    done = await stage.teams.uses_action(stage.ana, stage.channel, said, "summarizeThread").answered()
    assert (done.status, done.reasons) == (0, ["timeout"])
    assert stage.teams.noticed(stage.ana) == ["Unable to reach app. Please try again."]


async def test_feedback_comes_back_where_the_message_asked_for_it(stage: Stage) -> None:
    plain = (await stage.posts(stage.chat, "plain")).body["id"]
    asking = await stage.posts(stage.chat, {"text": "good?", "channelData": {"feedbackLoop": {"type": "default"}}})
    stage.bot.answers["message/submitAction"] = (200, {})
    id = asking.body["id"]
    done = await stage.teams.feeds_back(stage.ana, stage.chat, id, "dislike", "too long").answered()
    assert done.acknowledged
    heard = stage.bot.heard[-1]
    feedback = json.loads(heard["value"]["actionValue"]["feedback"])
    assert (heard["replyToId"], feedback) == (id, {"feedbackText": "too long"})
    stage.bot.answers["message/submitAction"] = (200, {"thanks": True})
    assert (await stage.teams.feeds_back(stage.ana, stage.chat, id, "like").answered()).wrong
    with pytest.raises(ValueError, match="no feedback buttons"):
        stage.teams.feeds_back(stage.ana, stage.chat, plain, "like")


async def test_a_custom_feedback_form_is_fetched_first(stage: Stage) -> None:
    body = {"text": "good?", "channelData": {"feedbackLoop": {"type": "custom"}}}
    id = (await stage.posts(stage.chat, body)).body["id"]
    stage.bot.answers["message/fetchTask"] = (200, _dialog())
    await stage.teams.feeds_back(stage.ana, stage.chat, id, "like").answered()
    assert stage.bot.heard[-1]["value"] == {"actionName": "feedback", "actionValue": {"reaction": "like"}}
    await stage.teams.submits(stage.ana, {"why": "short"}).answered()
    heard = stage.bot.heard[-1]
    assert (heard["name"], heard["replyToId"]) == ("message/submitAction", id)
    assert json.loads(heard["value"]["actionValue"]["feedback"]) == {"run": 7, "why": "short"}


async def test_a_form_sends_what_was_there_and_what_was_put_in_and_no_more(stage: Stage) -> None:
    choices = [{"title": name, "value": name.lower()} for name in ("Ana", "Ben")]
    body: list[Json] = [
        {"type": "Input.ChoiceSet", "id": "who", "label": "Who?", "choices": choices, "value": "ana"},
        {"type": "Container", "items": [{"type": "Input.Text", "id": "why", "label": "Why?", "isRequired": True}]},
        {"type": "Input.Toggle", "id": "sure", "title": "Sure?"},
        {"type": "Input.Date", "id": "due", "label": "When?"},
    ]
    quiet = PUBLISH | {"verb": "quiet", "id": "q", "associatedInputs": "none"}
    shown = card(*body, actions=[PUBLISH, quiet])
    id = (await stage.posts(stage.chat, {"attachments": [shown]})).body["id"]
    for wrong, said in (({"where": "here", "why": "x"}, "no input where"), ({}, "why must be filled in")):
        with pytest.raises(ValueError, match=said):
            stage.teams.presses(stage.ana, stage.chat, id, "publish", wrong)
    await stage.teams.presses(stage.ana, stage.chat, id, "publish", {"why": "ill"}).answered()
    data = stage.bot.heard[-1]["value"]["action"]["data"]
    assert data == {"run": 7, "who": "ana", "why": "ill", "sure": "false"}
    await stage.teams.presses(stage.ana, stage.chat, id, "quiet").answered()
    assert stage.bot.heard[-1]["value"]["action"]["data"] == {"run": 7}
