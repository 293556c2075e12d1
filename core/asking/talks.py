"""A busy channel told conversation by conversation: found while a model writes, named when it has written."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.asking.means import Compute
from core.conversations import untangle
from core.models import Message, Transcript
from core.offline.headings import headings
from core.offline.labels import Labels
from core.offline.talks import is_chat
from core.redaction.passwords import find_passwords
from core.redaction.secrets import find_secrets
from core.summary import Discussed, Point, Summary

Talk = tuple[str, ...]  # ids of the messages of a conversation


class Talks:
    """The conversations of one transcript. `compute` is as in `core.asking.means`."""

    def __init__(self, transcript: Transcript, compute: Compute) -> None:
        self._transcript = transcript
        self._compute = compute
        self._labels: Labels | None = None
        self._once = asyncio.Lock()

    async def of(self, messages: Sequence[Message]) -> tuple[Talk, ...]:
        """Those of one part; a message that nobody answered is none. What names them is made while a model writes."""
        found: tuple[Talk, ...] = await self._compute(_talks, messages)
        if found:
            await self._named()
        return found

    async def told(self, summary: Summary, found: Sequence[Talk]) -> Summary:
        """The points under the names of their conversations, in the order in which each is first told, others last.

        As it was where it is a thread, or one conversation.
        """
        if not found:
            return summary
        told: Summary = await self._compute(_told, summary, self._transcript, found, await self._named())
        return told

    async def _named(self) -> Labels:
        async with self._once:
            if self._labels is None:
                self._labels = await self._compute(_labels, self._transcript)
            return self._labels


def _talks(messages: Sequence[Message]) -> tuple[Talk, ...]:
    return tuple(c.ids for c in untangle(messages) if len(c.ids) > 1) if is_chat(messages) else ()


def _labels(transcript: Transcript) -> Labels:
    return Labels((m.text for m in transcript), (m.author.name for m in transcript))


def _told(summary: Summary, transcript: Transcript, found: Iterable[Talk], labels: Labels) -> Summary:
    conversations = _whole({m.id: m for m in transcript}, found)
    of = {m.id: n for n, messages in enumerate(conversations) for m in messages}
    points: dict[int, list[Point]] = {}
    for point in summary.points:
        if place := [of[id] for id in point.sources if id in of]:
            points.setdefault(max(place, key=place.count), []).append(point)
    named = _named(conversations, points, labels) if len(conversations) > 1 else {}
    if not named:
        return summary
    told = [replace(p, topic=named[n]) for n, of_n in points.items() if n in named for p in of_n]
    grouped = {id(p) for n in named for p in points[n]}
    return replace(
        summary,
        points=(*told, *(replace(p, topic=None) for p in summary.points if id(p) not in grouped)),
        conversations=tuple(Discussed(named[n], tuple(m.id for m in conversations[n])) for n in points if n in named),
    )


def _whole(by_id: dict[str, Message], found: Iterable[Talk]) -> list[list[Message]]:
    """A thread that goes on in another part is one conversation."""
    whole: dict[str, list[Message]] = {}
    for ids in found:
        messages = [by_id[id] for id in ids if id in by_id]
        root = next((m.thread_id for m in messages if m.thread_id), ids[0])
        whole.setdefault(root, []).extend(messages)
    return list(whole.values())


def _named(
    conversations: Sequence[Sequence[Message]], points: dict[int, list[Point]], labels: Labels
) -> dict[int, str]:
    named = headings(conversations, {n: [p.sources for p in of] for n, of in points.items()}, labels)
    return {n: label for n, label in named.items() if _tells_no_secret(label, conversations[n])}


def _tells_no_secret(label: str, messages: Iterable[Message]) -> bool:
    texts = [m.text for m in messages if label.lower() in m.text.lower()]
    return not any(any(find(text)) for text in texts for find in (find_secrets, find_passwords))
