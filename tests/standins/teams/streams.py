"""Streamed answers in one-to-one chats, with every rule enforced.

https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux: sequence 1, 2, 3…, none on the final message;
text that grows from what was streamed; one request a second; two minutes; one stream at a time in a chat.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standins.teams.connector.method import Refused
from tests.standins.teams.content import MESSAGE_MAX_BYTES, content
from tests.standins.teams.entities import SCHEMA_MESSAGE
from tests.standins.teams.state import BOT, Conversation, Json, Message, State

STREAM_MAX_SECONDS = 120.0
INTERVAL_SECONDS = 1.0
TOLERANCE_SECONDS = 0.05
INFORMATIVE_MAX_CHARS = 1000
_FIELDS = frozenset({"type", "streamId", "streamType", "streamSequence"})


@dataclass(slots=True)
class Stream:
    id: str
    conversation: str
    started: float
    last: float
    sequence: int = 1
    notice: str = ""
    text: str = ""
    over: str = ""
    updates: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class Streams:
    """`interval` is how far apart requests must be, in seconds; `all` holds every stream by its id."""

    state: State
    put: Callable[[Message], Message]
    interval: float = INTERVAL_SECONDS
    most_seconds: float = STREAM_MAX_SECONDS
    allowed: bool = True
    all: dict[str, Stream] = field(default_factory=dict)

    def take(self, place: Conversation, body: Json, size: int) -> tuple[int, Json] | None:
        """The answer to a streaming activity; None where it is none."""
        infos = [entity for entity in body.get("entities") or [] if entity.get("type") == "streaminfo"]
        if not infos:
            return None
        info = infos[0]
        _shaped(body, info, len(infos))
        if place.kind != "personal" or not self.allowed:
            raise _not_allowed("Content stream is not allowed")
        if size > MESSAGE_MAX_BYTES:
            raise _not_allowed("Message size too large")
        if not info.get("streamId"):
            return self._started(place, body, info)
        return self._continued(place, body, info, size)

    def live(self, conversation: str) -> Stream | None:
        """The stream under way in a chat."""
        return next((s for s in self.all.values() if s.conversation == conversation and not s.over), None)

    def stops(self, conversation: str) -> None:
        """A person pressed Stop: what was streamed stays, and nothing more is taken."""
        stream = self.live(conversation)
        if not stream:
            raise ValueError("nothing is being streamed there")
        self._ends(stream, "Content stream was canceled by user")
        if stream.text:
            self.put(Message(stream.id, conversation, BOT, stream.text))

    def _started(self, place: Conversation, body: Json, info: Json) -> tuple[int, Json]:
        if body["type"] != "typing":
            raise _bad("A stream that was not started cannot be final")
        if info.get("streamSequence") != 1:
            raise _bad("The first streamSequence is 1")
        open = self.live(place.id)
        if open and self._in_time(open):
            raise _not_allowed("Content stream is not allowed")
        stream = Stream(self.state.ms(), place.id, self.state.now(), self.state.now())
        self.all[stream.id] = stream
        self._shown(stream, body, info)
        return 201, {"id": stream.id}

    def _continued(self, place: Conversation, body: Json, info: Json, size: int) -> tuple[int, Json]:
        stream = self.all.get(str(info["streamId"]))
        if not stream or stream.conversation != place.id:
            raise _bad("The streamId is unknown")
        if stream.over:
            raise _not_allowed(stream.over)
        if not self._in_time(stream):
            raise _not_allowed(stream.over)
        if self.state.now() - stream.last < self.interval - TOLERANCE_SECONDS:
            raise Refused(429, "TooManyRequests", "API calls quota exceeded", retry_after=1)
        stream.last = self.state.now()
        if body["type"] == "message":
            return self._final(stream, place, body, size)
        sequence = info.get("streamSequence")
        if not isinstance(sequence, int) or sequence > stream.sequence + 1:
            raise _bad("streamSequence goes up by one")
        if sequence <= stream.sequence:
            return 202, _error("ContentStreamSequenceOrderPreConditionFailed")
        stream.sequence = sequence
        self._shown(stream, body, info)
        return 202, {}

    def _shown(self, stream: Stream, body: Json, info: Json) -> None:
        text = body["text"]
        if info.get("streamType", "streaming") == "informative":
            if stream.text:
                raise _bad("Informative updates come before the response")
            if len(text) > INFORMATIVE_MAX_CHARS:
                raise _bad("Informative messages are 1000 characters at most")
            stream.notice = text
        else:
            _grows(stream, text)
            stream.text = text
        stream.updates.append({"at": self.state.now(), "text": text, "type": info.get("streamType", "streaming")})

    def _final(self, stream: Stream, place: Conversation, body: Json, size: int) -> tuple[int, Json]:
        _grows(stream, body["text"])
        given = content(body, place, self.state, size)
        self._ends(stream, "Content stream is not allowed on an already completed streamed message")
        entities = [entity for entity in given.entities if entity["type"] != "streaminfo"]
        message = Message(stream.id, place.id, BOT, given.text, entities=entities, attachments=given.attachments)
        message.channel_data, message.summary = given.channel_data, given.summary
        self.put(message)
        return 202, {}

    def _in_time(self, stream: Stream) -> bool:
        if self.state.now() - stream.started <= self.most_seconds:
            return True
        self._ends(stream, "Content stream finished due to exceeded streaming time.")
        return False

    def _ends(self, stream: Stream, why: str) -> None:
        stream.over = why


def _shaped(body: Json, info: Json, count: int) -> None:
    """What can be wrong whatever the stream's state."""
    if count > 1 or info.keys() - _FIELDS:
        raise _bad("One streaminfo with streamId, streamType and streamSequence")
    if body.get("type") not in ("typing", "message"):
        raise _bad("Streaming activities are typing or message")
    if not body.get("text"):
        raise _bad("Start streaming activities should include text")
    final = body["type"] == "message"
    if final != (info.get("streamType") == "final"):
        raise _bad("The final message, and no other, has the streamType final")
    if info.get("streamType", "streaming") not in ("informative", "streaming", "final"):
        raise _bad("streamType is informative, streaming or final")
    if final and "streamSequence" in info:
        raise _bad("The final message has no streamSequence")
    labelled = any(
        e.get("type") == SCHEMA_MESSAGE and (e.get("additionalType") or e.get("usageInfo"))
        for e in body.get("entities") or []
    )
    if not final and (body.get("attachments") or labelled or (body.get("channelData") or {}).get("feedbackLoop")):
        raise _bad("Attachments, the AI label and feedback belong to the final message")


def _grows(stream: Stream, text: str) -> None:
    if not text.startswith(stream.text):
        raise _not_allowed("Request streamed content should contain the previously streamed content")


def _not_allowed(message: str) -> Refused:
    return Refused(403, "ContentStreamNotAllowed", message)


def _bad(message: str) -> Refused:
    return Refused(400, "BadRequest", message)


def _error(code: str) -> Json:
    return {"error": {"code": code, "message": "PreCondition failed exception when processing streaming activity."}}
