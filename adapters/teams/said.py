"""A message of Recap, as the SDK's activity.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from botbuilder.schema import Activity, Attachment, Entity

from adapters.teams.errors import TooLarge
from adapters.teams.inert import markdown, plain

Json = dict[str, Any]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
CITATIONS_MAX, CITED_MAX_CHARS, ABSTRACT_MAX_CHARS = 20, 80, 160
SUMMARY_MAX_CHARS = 300


@dataclass(frozen=True, slots=True)
class Cited:
    """What a [number] in the text stands for."""

    number: int
    name: str
    url: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Either `text`, which is markdown and made inert before, or a `card`: Teams makes two messages of both, and tells
    the id of neither. `summary` is what notifications and old clients say.

    `by_ai` labels it so, `rated` lets people say what they think of it. The end of a streamed answer alone has a text
    and a card: there `lead`, with what its [numbers] cite, stands over the card.
    """

    text: str = ""
    card: Json | None = None
    summary: str = ""
    by_ai: bool = False
    rated: bool = False
    lead: str = ""
    cited: Sequence[Cited] = field(default=())


class Labelled(Entity):  # type: ignore[misc]  # the SDK ships no types
    """The SDK writes of an entity only what its map of attributes names."""

    _attribute_map: ClassVar = {
        "type": {"key": "type", "type": "str"},
        "kind": {"key": "@type", "type": "str"},
        "context": {"key": "@context", "type": "str"},
        "additional_type": {"key": "additionalType", "type": "[str]"},
        "citation": {"key": "citation", "type": "[object]"},
    }

    def __init__(self, cited: Sequence[Cited] = ()) -> None:
        super().__init__(type="https://schema.org/Message")
        self.kind, self.context = "Message", "https://schema.org"
        self.additional_type = ["AIGeneratedContent"]
        self.citation = [_claim(it) for it in cited[:CITATIONS_MAX]] or None


class Streaming(Entity):  # type: ignore[misc]
    """Which part of which streamed answer this is; the final one has no number."""

    _attribute_map: ClassVar = {
        "type": {"key": "type", "type": "str"},
        "stream_id": {"key": "streamId", "type": "str"},
        "stream_type": {"key": "streamType", "type": "str"},
        "sequence": {"key": "streamSequence", "type": "int"},
    }

    def __init__(self, kind: str, sequence: int | None, stream: str | None) -> None:
        super().__init__(type="streaminfo")
        self.stream_id, self.stream_type, self.sequence = stream, kind, sequence


def pressed(said: Said, actions: Sequence[Json]) -> Said:
    """The same with these buttons under its card."""
    card = said.card or {"type": "AdaptiveCard", "version": "1.5", "body": []}
    return replace(said, card=card | {"actions": list(actions)}) if actions else said


def halves(said: Said) -> tuple[Said, Said]:
    """The same in two, the buttons under the second. Errors: `TooLarge` where it has but one part."""
    body = (said.card or {}).get("body") or []
    if not said.card or len(body) < 2:
        raise TooLarge("one part of the answer is larger than Teams takes: ask for it shorter")
    first, second = body[: len(body) // 2], body[len(body) // 2 :]
    rest = {name: value for name, value in said.card.items() if name != "actions"}
    return replace(said, card=rest | {"body": first}), replace(
        said, card=said.card | {"body": second}, lead="", cited=()
    )


def activity(said: Said) -> Activity:
    """https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages"""
    made = Activity(type="message", text=said.text or None, text_format="markdown" if said.text else None)
    made.summary = plain(said.summary, SUMMARY_MAX_CHARS) if said.summary else None
    made.attachments = [Attachment(content_type=ADAPTIVE, content=said.card)] if said.card else None
    made.entities = [Labelled()] if said.by_ai else None
    made.channel_data = {"feedbackLoop": {"type": "default"}} if said.rated else None
    return made


def growing(text: str, kind: str, sequence: int, stream: str | None) -> Activity:
    """One step of a streamed answer; `kind` is "informative" or "streaming"."""
    return Activity(type="typing", text=text, entities=[Streaming(kind, sequence, stream)])


def final(said: Said, stream: str) -> Activity:
    """The whole answer, which begins with what was streamed."""
    made = activity(said)
    made.text, made.text_format = said.lead or said.text or markdown(said.summary, SUMMARY_MAX_CHARS), "markdown"
    label = [Labelled(said.cited)] if said.by_ai else []
    made.entities = [Streaming("final", None, stream), *label]
    return made


def _claim(it: Cited) -> Json:
    appearance = {"@type": "DigitalDocument", "name": plain(it.name, CITED_MAX_CHARS), "url": it.url}
    if it.abstract:
        appearance["abstract"] = plain(it.abstract, ABSTRACT_MAX_CHARS)
    return {"@type": "Claim", "position": it.number, "appearance": appearance}
