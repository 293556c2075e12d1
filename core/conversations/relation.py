"""What speaks for or against one message answering another: the two together."""

from collections.abc import Sequence
from itertools import islice, product

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
_topic_size = Steps("conversation, messages", (1, 2, 4, 7, 12, 20))
_topic_people = Steps("conversation, people", (1, 2, 3))
_topic_gap, _topic_distance = Steps("conversation, gap", _SECONDS), Steps("conversation, distance", _MESSAGES)
_topic_later = Steps("conversation, later messages", (0, 1, 2, 3))
_topic_rarity = Steps("conversation, rarity of shared words", _RARITY)
_answers = Steps("answers so far", _FEW)
_ASKS = {x: "asks {:d}, {:d}, same author {:d}".format(*x) for x in product((False, True), repeat=3)}
_TOGETHER = {
    x: "writer's last message in its conversation {:d}, same author {:d}".format(*x)
    for x in product((False, True), repeat=2)
}
_TOPIC_END, _TOPIC_WORDS = 8, 6  # messages
_DIALOGUE = 4  # own messages in which somebody may be addressed
_NEVER = -1  # a place before all


class Relations:
    """What holds between one new message and the earlier ones; three groups, so that what is shared is found once."""

    def __init__(self, heard: Heard, recent: Recent) -> None:
        self._heard, self._recent = heard, recent
        self._rarity = {w: recent.rarity(w) for w in heard.said.words}
        own = recent.by_author.get(heard.author, ())
        self._own_last = own[-1] if own else None
        last = [m.place for m in islice(reversed(own), 3)]
        self._own_1, self._own_2, self._own_3 = (*last, _NEVER, _NEVER, _NEVER)[:3]
        self._last_addressed = _last_addressed(own)

    def with_author(self, author: str) -> list[str]:
        """The new message and the author of an earlier one: who talks to whom."""
        heard = self._heard
        out = self._addressing(author)
        if author == heard.author:
            return [*out, "same author"]
        if heard.is_first:
            out.append("author is new")
        elif self._last_addressed:
            out.append(f"writer last addressed the author {self._last_addressed == author:d}")
        if theirs := _last_addressed(self._recent.by_author[author]):
            out.append(f"author last addressed the writer {theirs == heard.author:d}")
        return out

    def with_topic(self, topic: Sequence[Heard]) -> list[str]:
        """The new message and the conversation of an earlier one, as it was read so far."""
        heard, last = self._heard, topic[-1]
        end = list(islice(reversed(topic), _TOPIC_END))
        people = {m.author for m in end}
        out = [
            _topic_size(len(topic)),
            _topic_people(len(people)),
            _topic_gap(gap(last, heard)),
            _topic_distance(heard.place - last.place),
            f"writer in its conversation {heard.author in people:d}",
        ]
        if heard.to:
            out.append(f"addressed one in its conversation {heard.to in people:d}")
        if shared := heard.said.words & frozenset().union(*[m.said.words for m in end[:_TOPIC_WORDS]]):
            out.append(_topic_rarity(sum(self._rarity[w] for w in shared)))
        return out

    def with_message(self, there: Heard) -> list[str]:
        """The new message and an earlier one."""
        heard = self._heard
        same = heard.author == there.author
        later = self._recent.by_author[there.author][-1].count_of_author - there.count_of_author
        out = self._place(there, same, later)
        if not same and not heard.is_first:
            place = there.place
            out.append(_own_since((self._own_1 > place) + (self._own_2 > place) + (self._own_3 > place)))
            if self._own_1 == place - 1:
                out.append("it follows the own last message")
        self._addressed(there, same, later, out)
        self._words(there, same, out)
        self._in_topic(there, same, out)
        _answered(heard, there, out)
        return out

    def _addressing(self, author: str) -> list[str]:
        heard = self._heard
        if heard.to:
            return ["addresses the author" if heard.to == author else "addresses somebody else"]
        if heard.names:
            return ["names the author" if author in heard.names else "names somebody else"]
        return ["addresses somebody unknown, not the author"] if heard.to_unknown else []

    def _place(self, there: Heard, same: bool, later: int) -> list[str]:
        heard = self._heard
        distance, seconds = heard.place - there.place, gap(there, heard)
        out = [_distance(distance), _gap(seconds), _later(later), _ASKS[there.said.asks, heard.said.asks, same]]
        if same:
            out += (_same_distance(distance), _same_gap(seconds), _same_later(later))
        else:
            out.append(_other_distance(distance))
            if there.said.asks and not later:
                out.append("its author asks and waits")
        return out

    def _addressed(self, there: Heard, same: bool, later: int, out: list[str]) -> None:
        """Whom the new message names, whom the earlier one."""
        heard = self._heard
        if heard.to:
            if heard.to == there.author:
                out.append(_to_later(later))
            if heard.to == there.to:
                out.append(f"both address one person, same author {same:d}")
            if same and not there.to:
                out.append("same author, addresses somebody now")
        elif there.author in heard.names:
            out.append(_names_later(later))
        if same and there.to and not heard.to:
            out.append("same author, had addressed somebody")
        if there.to == heard.author:
            self._to_me(there, out)
        elif there.to or there.to_unknown:
            out.append("it addresses somebody else" if there.to else "it addresses somebody unknown")
        elif heard.author in there.names:
            out.append("it names the writer")

    def _to_me(self, there: Heard, out: list[str]) -> None:
        heard = self._heard
        out.append("it addresses the writer")
        out.append(_me_later(self._recent.to[heard.author][-1].count_of_to - there.count_of_to))
        if self._own_1 < there.place:
            out.append("it addresses the writer, unanswered")
        if heard.to is None:
            out.append("it addresses the writer, who addresses nobody")
        elif heard.to == there.author:
            out.append("each addresses the other")

    def _words(self, there: Heard, same: bool, out: list[str]) -> None:
        mine, theirs = self._heard.said, there.said
        if shared := mine.words & theirs.words:
            rarity = [self._rarity[w] for w in shared]
            out += (_shared(len(shared)), _shared_rarity(sum(rarity)), _rarest(max(rarity)))
            if not same:
                out.append(_other_rarest(max(rarity)))
        elif mine.words and theirs.words:
            out.append("no shared words")
        if mine.urls and not mine.urls.isdisjoint(theirs.urls):
            out.append("same link")

    def _in_topic(self, there: Heard, same: bool, out: list[str]) -> None:
        last = there.topic[-1]
        out.append(_topic_later(last.count_of_topic - there.count_of_topic))
        if self._own_last:
            out.append(_TOGETHER[self._own_last.topic is there.topic, same])
        if last.author == self._heard.author and last is not there:
            out.append("writer has the last word of its conversation")


def _answered(heard: Heard, there: Heard, out: list[str]) -> None:
    out.append(_answers(len(there.answers)))
    if there.answers:
        by = {m.author for m in there.answers}
        if heard.author in by:
            out.append("answered by the writer")
        if by == {there.author}:
            out.append("answered by its author only")
    if above := there.above:
        if above.author == heard.author:
            out.append("it answers the writer")
        else:
            out.append("it answers itself" if above.author == there.author else "it answers others")


def _last_addressed(own: Sequence[Heard]) -> str | None:
    """Whom an author addressed last."""
    return next((m.to for m in islice(reversed(own), _DIALOGUE) if m.to), None)
