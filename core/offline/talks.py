"""The conversations of a busy channel that the chosen sentences belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.conversations import Conversation, Link, untangle
from core.conversations.platform import in_channel
from core.models import Message, Transcript
from core.offline.candidates import MIN_WORDS
from core.offline.choose import alike, in_order
from core.offline.rank import Ranked, Ranking, stands_alone
from core.text.words import length

_REACH = 60  # messages of the channel before and after a chosen one: conversations seldom reach further
_WORTH_A_POINT = 3  # messages
_MOST_ADDED = 6
_LONGEST_ADDED = 30  # words


@dataclass(frozen=True, slots=True)
class Talks:
    """Conversations, and which of them a message belongs to."""

    conversations: tuple[Conversation, ...]
    of: dict[str, int]

    def conversation(self, ranked: Ranked) -> int:
        """The place of the one in which a sentence was said."""
        return self.of[ranked.candidate.sources[0]]


def talks(transcript: Transcript, chosen: Sequence[Ranked]) -> Talks:
    """The conversations of all messages; in a long transcript of those around the chosen ones and of their threads.

    Untangling costs far more a message than choosing does. Where only the surroundings are read, a conversation that
    goes on out of reach ends there. What is no chat is one conversation.
    """
    messages = transcript.messages
    conversations = untangle(_around(messages, chosen)) if is_chat(messages) else _one(messages)
    return Talks(conversations, {id: n for n, c in enumerate(conversations) for id in c.ids})


def is_chat(messages: Iterable[Message]) -> bool:
    """Without any time or thread it is a meeting, or letters."""
    return any(m.sent_at or m.thread_id for m in messages)


def _one(messages: tuple[Message, ...]) -> tuple[Conversation, ...]:
    return (Conversation(messages, tuple(Link(m.id, messages[0].id) for m in messages)),)


def with_unheard(chosen: Sequence[Ranked], ranking: Ranking, found: Talks) -> list[Ranked]:
    """The chosen and one sentence of each larger conversation that none of them comes from, largest first."""
    heard = {found.conversation(r) for r in chosen}
    sizes = {n: len(c.messages) for n, c in enumerate(found.conversations) if n not in heard}
    best: dict[int, Ranked] = {}
    for r in ranking.ranked:
        n = found.of.get(r.candidate.sources[0], -1)
        if sizes.get(n, 0) >= _WORTH_A_POINT and _speaks_for_all(r) and (n not in best or _first(r) > _first(best[n])):
            best[n] = r
    out = list(chosen)
    for n in sorted(best, key=lambda n: -sizes[n])[:_MOST_ADDED]:
        if not any(alike(best[n].stems, r.stems) for r in out):
            out.append(best[n])
    return in_order(out)


def _speaks_for_all(ranked: Ranked) -> bool:
    return stands_alone(ranked.candidate) and MIN_WORDS < length(ranked.candidate.text) <= _LONGEST_ADDED


def _first(ranked: Ranked) -> tuple[bool, float]:
    """What opens a message needs no sentence before it; then by weight."""
    return ranked.candidate.place == 0, ranked.weight


def _around(messages: Sequence[Message], chosen: Sequence[Ranked]) -> list[Message]:
    """In the order given: messages of the channel within reach of a chosen one, and all threads."""
    wanted = {x for r in chosen for x in r.candidate.sources}
    threads = {m.thread_id for m in messages if m.id in wanted} - {None}
    stream = [n for n, m in enumerate(messages) if in_channel(m)]
    spots = [n for n, at in enumerate(stream) if messages[at].id in wanted or messages[at].id in threads]
    near = {stream[n] for spot in spots for n in range(max(0, spot - _REACH), min(len(stream), spot + _REACH + 1))}
    return [m for n, m in enumerate(messages) if n in near or m.id in wanted or (m.thread_id in threads)]
