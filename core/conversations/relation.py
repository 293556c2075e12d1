"""What speaks for or against one message answering another: the two together."""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from core.conversations.features import gap
from core.conversations.recent import Heard, Recent
from core.conversations.steps import Steps

_MESSAGES = (1, 2, 3, 4, 5, 7, 10, 15, 22, 35, 60, 100, 180)
_SECONDS = (10, 30, 60, 120, 180, 300, 480, 780, 1200, 1800, 3600, 7200, 21600)
_FEW = (0, 1, 2)
_RARITY = (1.5, 3, 4.5, 6, 7.5, 9, 10.5, 12)

_distance, _gap = Steps("distance", _MESSAGES), Steps("gap", _SECONDS)
_same_distance, _same_gap = Steps("same author, distance", _MESSAGES), Steps("same author, gap", _SECONDS)
_other_distance = Steps("other author, distance", _MESSAGES)
_later, _same_later = Steps("author's later messages", _FEW), Steps("same author, later messages", _FEW)
_own_since = Steps("own messages since", _FEW)
_to_later, _names_later = Steps("addresses the author, later", _FEW), Steps("names the author, later", _FEW)
_me_later = Steps("addressed by it, later", _FEW)
_shared = Steps("shared words", (1, 2, 3))
_shared_rarity, _rarest = Steps("rarity of shared words", _RARITY), Steps("rarest shared word", (1, 2, 3, 4, 5))
_other_rarest = Steps("other author, rarest shared word", (1, 2, 3, 4, 5))
_topic_size, _topic_people = (
    Steps("conversation, messages", (1, 2, 4, 7, 12, 20)),
    Steps("conversation, people", (1, 2, 3)),
)
_topic_gap, _topic_distance = Steps("conversation, gap", _SECONDS), Steps("conversation, distance", _MESSAGES)
_topic_later = Steps("conversation, later messages", (0, 1, 2, 3))
_topic_rarity = Steps("conversation, rarity of shared words", _RARITY)
_answers = Steps("answers so far", _FEW)
_TOPIC_END = 8  # messages


def relation(heard: Heard, there: Heard, recent: Recent) -> Iterator[str]:
    """Names of what holds between a new message and an earlier one."""
    same = heard.author == there.author
    later = _count(takewhile(lambda m: m.place > there.place, reversed(recent.by_author[there.author])), 3)
    yield from _place(heard, there, same, later)
    if not same:
        yield from _turns(heard, there, recent)
    yield from _addressing(heard, there, later, recent)
    yield from _dialogue(heard, there, recent)
    yield from _words(heard, there, same, recent)
    yield from _conversation(heard, there, same, recent)


def _place(heard: Heard, there: Heard, same: bool, later: int) -> Iterator[str]:
    distance, seconds = heard.place - there.place, gap(there, heard)
    yield _distance(distance)
    yield _gap(seconds)
    yield _later(later)
    if same:
        yield "same author"
        yield _same_distance(distance)
        yield _same_gap(seconds)
        yield _same_later(later)
    else:
        yield _other_distance(distance)
    yield f"asks {there.said.asks:d}, {heard.said.asks:d}, same author {same:d}"
    if there.said.asks and not same and not later:
        yield "its author asks and waits"


def _turns(heard: Heard, there: Heard, recent: Recent) -> Iterator[str]:
    if heard.is_first:
        yield "author is new"
        return
    own = recent.by_author[heard.author]
    yield _own_since(_count(takewhile(lambda m: m.place > there.place, reversed(own)), 3))
    if own[-1].place == there.place - 1:
        yield "it follows the own last message"


def _addressing(heard: Heard, there: Heard, later: int, recent: Recent) -> Iterator[str]:
    """Whom the new message names, whom the earlier one."""
    if heard.to == there.author:
        yield "addresses the author"
        yield _to_later(later)
    elif heard.to:
        yield "addresses somebody else"
    elif there.author in heard.names:
        yield "names the author"
        yield _names_later(later)
    elif heard.names:
        yield "names somebody else"
    elif heard.to_unknown:
        yield "addresses somebody unknown, not the author"
    if heard.to and heard.to == there.to:
        yield f"both address one person, same author {heard.author == there.author:d}"
    if there.to == heard.author:
        yield from _addressed(heard, there, recent)
    elif there.to or there.to_unknown:
        yield "it addresses somebody else" if there.to else "it addresses somebody unknown"
    elif heard.author in there.names:
        yield "it names the writer"


def _addressed(heard: Heard, there: Heard, recent: Recent) -> Iterator[str]:
    yield "it addresses the writer"
    yield _me_later(_count(takewhile(lambda m: m.place > there.place, reversed(recent.to[heard.author])), 3))
    if heard.is_first or recent.by_author[heard.author][-1].place < there.place:
        yield "it addresses the writer, unanswered"
    if heard.to is None:
        yield "it addresses the writer, who addresses nobody"
    elif heard.to == there.author:
        yield "each addresses the other"


def _dialogue(heard: Heard, there: Heard, recent: Recent) -> Iterator[str]:
    """With whom each of the two was talking."""
    if heard.author == there.author:
        if there.to and not heard.to:
            yield "same author, had addressed somebody"
        if heard.to and not there.to:
            yield "same author, addresses somebody now"
        return
    if mine := _last_addressed(heard.author, recent):
        yield f"writer last addressed the author {mine == there.author:d}"
    if theirs := _last_addressed(there.author, recent):
        yield f"author last addressed the writer {theirs == heard.author:d}"


def _last_addressed(author: str, recent: Recent) -> str | None:
    last = islice(reversed(recent.by_author.get(author, ())), 4)
    return next((m.to for m in last if m.to), None)


def _words(heard: Heard, there: Heard, same: bool, recent: Recent) -> Iterator[str]:
    shared = heard.said.words & there.said.words
    if shared:
        rarity = [recent.rarity(w) for w in shared]
        yield _shared(len(shared))
        yield _shared_rarity(sum(rarity))
        yield _rarest(max(rarity))
        if not same:
            yield _other_rarest(max(rarity))
    elif heard.said.words and there.said.words:
        yield "no shared words"
    if heard.said.urls & there.said.urls:
        yield "same link"


def _conversation(heard: Heard, there: Heard, same: bool, recent: Recent) -> Iterator[str]:
    """The conversation that the earlier message is in, as it was read so far."""
    id = there.said.id
    topic = recent.topics[recent.topic_of[id]]
    end = list(islice(reversed(topic), _TOPIC_END))
    people = {m.author for m in end}
    yield _topic_size(len(topic))
    yield _topic_people(len(people))
    yield _topic_gap(gap(topic[-1], heard))
    yield _topic_distance(heard.place - topic[-1].place)
    yield _topic_later(_count(takewhile(lambda m: m.place > there.place, reversed(topic)), 4))
    yield f"writer in its conversation {heard.author in people:d}"
    if not heard.is_first:
        own = recent.by_author[heard.author][-1]
        together = recent.topic_of[own.said.id] == recent.topic_of[id]
        yield f"writer's last message in its conversation {together:d}, same author {same:d}"
    if topic[-1].author == heard.author and topic[-1].place > there.place:
        yield "writer has the last word of its conversation"
    if heard.to:
        yield f"addressed one in its conversation {heard.to in people:d}"
    shared = heard.said.words & frozenset().union(*(m.said.words for m in end[:6]))
    if shared:
        yield _topic_rarity(sum(map(recent.rarity, shared)))
    yield from _answered(heard, there, recent)


def _answered(heard: Heard, there: Heard, recent: Recent) -> Iterator[str]:
    id, parent = there.said.id, recent.parent_of[there.said.id]
    topic = recent.topics[recent.topic_of[id]]
    answers = [
        m for m in takewhile(lambda m: m.place > there.place, reversed(topic)) if recent.parent_of[m.said.id] == id
    ]
    yield _answers(len(answers))
    by = {m.author for m in answers}
    if heard.author in by:
        yield "answered by the writer"
    if by == {there.author}:
        yield "answered by its author only"
    if (above := recent.by_id.get(parent)) and above is not there:
        who = "the writer" if above.author == heard.author else "itself" if above.author == there.author else "others"
        yield f"it answers {who}"


def _count(messages: Iterable[Heard], limit: int) -> int:
    return sum(1 for _ in islice(messages, limit))
