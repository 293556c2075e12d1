"""Streamed answers: the rules of https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux, one by one."""

from typing import Any

import pytest

from tests.standins.teams.stage import Answer, Stage, card, line
from tests.standins.teams.state import Json

AI: Json = {
    "type": "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    "additionalType": ["AIGeneratedContent"],
}


class Streamer:
    """Speaks as a bot would, a second apart; `id` is what the first answer gave."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.id, self.sequence = stage, "", 0

    async def says(self, text: str, type: str = "streaming", seconds: float = 1.0, **changed: Any) -> Answer:
        self.stage.teams.passes(seconds)
        self.sequence += 1
        info: Json = {"type": "streaminfo", "streamType": type, "streamSequence": self.sequence}
        if self.id:
            info["streamId"] = self.id
        if type == "final":
            del info["streamSequence"]
        to = changed.pop("to", self.stage.chat)
        entities = [{k: v for k, v in (info | changed.pop("info", {})).items() if v is not None}]
        kind = "message" if type == "final" else "typing"
        body = {"type": kind, "text": text, "entities": entities + changed.pop("entities", [])} | changed
        answer = await self.stage.posts(to, body)
        self.id = self.id or (answer.body.get("id", "") if answer.status == 201 else "")
        return answer


@pytest.fixture
def streamer(stage: Stage) -> Streamer:
    return Streamer(stage)


async def test_a_stream_grows_and_ends_in_one_message(streamer: Streamer) -> None:
    stage = streamer.stage
    assert (await streamer.says("Reading 40 messages", "informative")).status == 201
    for text in ("A brown", "A brown fox"):
        answer = await streamer.says(text)
        assert (answer.status, answer.body) == (202, {})
        live = stage.teams.streaming(stage.ana)
        assert live
        assert (live["notice"], live["text"]) == ("Reading 40 messages", text)
    final = await streamer.says("A brown fox jumped.", "final", entities=[AI], attachments=[card(line("x"))])
    assert (final.status, final.body) == (202, {})
    (seen,) = stage.teams.seen_by(stage.ana, stage.chat)
    assert (seen["id"], seen["text"], seen["entities"]) == (streamer.id, "A brown fox jumped.", [AI])
    assert stage.teams.streaming(stage.ana) is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"text": ""}, "should include text"),
        ({"info": {"streamSequence": 2}}, "first streamSequence is 1"),
        ({"info": {"streamType": "fast"}}, "informative, streaming or final"),
        ({"info": {"streamId": "made-up"}}, "streamId is unknown"),
        ({"info": {"colour": "red"}}, "One streaminfo"),
        ({"info": {"streamType": "final"}}, "no other, has the streamType final"),
        ({"type": "event"}, "informative, streaming or final"),
        ({"text": "x" * 1001, "type": "informative"}, "1000 characters"),
        ({"type": "final"}, "not started"),
        ({"attachments": [card(line("x"))]}, "belong to the final message"),
        ({"entities": [AI]}, "belong to the final message"),
        ({"channelData": {"feedbackLoop": {"type": "default"}}}, "belong to the final message"),
    ],
)
async def test_a_stream_that_begins_wrong_is_refused(streamer: Streamer, told: Json, said: str) -> None:
    answer = await streamer.says(**{"text": "A brown", **told})
    assert (answer.status, answer.code) == (400, "BadRequest")
    assert said in answer.message


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        ({"text": "A brown fox", "info": {"streamSequence": 4}}, 400, "goes up by one"),
        ({"text": "A brown fox", "info": {"streamSequence": None}}, 400, "goes up by one"),
        ({"text": "Hello"}, 403, "should contain the previously streamed content"),
        ({"text": "Hello", "type": "final"}, 403, "should contain the previously streamed content"),
        ({"text": "A brown fox", "type": "final", "info": {"streamSequence": 3}}, 400, "no streamSequence"),
        ({"text": "Searching", "type": "informative"}, 400, "come before the response"),
        ({"text": "A brown fox", "seconds": 0.5}, 429, "quota exceeded"),
        ({"text": "A brown fox", "seconds": 120}, 403, "exceeded streaming time"),
        ({"text": "A brown" + "x" * 102_400}, 403, "Message size too large"),
    ],
)
async def test_a_stream_that_goes_on_wrong_is_refused(streamer: Streamer, told: Json, status: int, said: str) -> None:
    assert (await streamer.says("A")).status == 201
    assert (await streamer.says("A brown")).status == 202
    answer = await streamer.says(**told)
    assert answer.status == status
    assert said in answer.message
    assert status != 403 or answer.code == "ContentStreamNotAllowed"


async def test_a_streaming_activity_is_typing_or_a_message(stage: Stage) -> None:
    info = {"type": "streaminfo", "streamType": "streaming", "streamSequence": 1}
    answer = await stage.posts(stage.chat, {"type": "event", "text": "A", "entities": [info]})
    assert "typing or message" in answer.message


async def test_what_comes_out_of_order_is_dropped(streamer: Streamer) -> None:
    await streamer.says("A")
    await streamer.says("A brown")
    late = await streamer.says("A brown fox", info={"streamSequence": 1})
    assert (late.status, late.code) == (202, "ContentStreamSequenceOrderPreConditionFailed")
    live = streamer.stage.teams.streaming(streamer.stage.ana)
    assert live
    assert live["text"] == "A brown"


async def test_streams_are_for_one_to_one_chats_and_one_at_a_time(streamer: Streamer) -> None:
    assert (await streamer.says("A", to=streamer.stage.channel)).message == "Content stream is not allowed"
    streamer.sequence = 0
    await streamer.says("A")
    second = await Streamer(streamer.stage).says("B")
    assert (second.status, second.message) == (403, "Content stream is not allowed")
    streamer.stage.teams.passes(130)
    assert (await Streamer(streamer.stage).says("B")).status == 201


async def test_stop_ends_it_and_what_was_streamed_stays(streamer: Streamer) -> None:
    stage = streamer.stage
    await streamer.says("A brown")
    stage.teams.stops(stage.ana)
    answer = await streamer.says("A brown fox")
    assert (answer.status, answer.message) == (403, "Content stream was canceled by user")
    assert stage.texts(stage.ana, stage.chat) == ["A brown"]


async def test_nothing_follows_the_final_message(streamer: Streamer) -> None:
    await streamer.says("A")
    await streamer.says("A brown", "final")
    answer = await streamer.says("A brown fox", info={"streamSequence": 2})
    assert answer.message == "Content stream is not allowed on an already completed streamed message"
