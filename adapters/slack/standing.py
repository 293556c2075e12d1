"""What stands around the statements of an answer that was posted: title, footers, buttons, and where its links lead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack.buttons import Json
from adapters.slack.words import message_at

# What a button remembers, for an answer before whose last message these (ts) go now.
Moved = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """`threads` are the roots of linked messages that are in one, by id. There is no `row` where it had no buttons."""

    title: Json
    footers: tuple[Json, ...]
    row: Json | None
    threads: Mapping[str, str]

    @property
    def heading(self) -> str:
        return str(self.title["elements"][0]["elements"][0]["text"])

    def around(self, pages: Sequence[list[Json]]) -> list[list[Json]]:
        """Pages of `adapters.slack.render`, with this title and these footers instead of their own."""
        framed = [list(page) for page in pages]
        framed[0][0] = self.title
        framed[-1][-1:] = self.footers
        return framed

    def buttons(self, moved: Moved) -> Callable[[Sequence[str]], Json] | None:
        """For `adapters.slack.posting.put`."""
        row = self.row
        if row is None:
            return None
        return lambda before: row | {"elements": [e | {"value": moved(e["value"], before)} for e in row["elements"]]}


def frame(messages: Sequence[Json]) -> Frame | None:
    """Of the messages of one answer, as Slack shows them; None where another text stands there."""
    blocks = [block for message in messages for block in message.get("blocks", ())]
    footers = tuple(block for block in blocks if block["type"] == "context")
    if not footers or blocks[0]["type"] != "rich_text":
        return None
    row = next((block for block in blocks if block["type"] == "actions"), None)
    linked = [found for url in _urls(blocks) if (found := message_at(url))]
    return Frame(blocks[0], footers, row, {at.id: at.thread_id for at in linked if at.thread_id})


def _urls(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "link":
            yield value["url"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _urls(inner)
