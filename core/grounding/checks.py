"""Hard checks: each finds what a statement claims and its messages do not give. Any failure decides against it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.grounding import days, negation, polarity
from core.grounding.links import links, normal
from core.grounding.names import is_alike, is_known, maybe_names, names, spelled_out, undotted
from core.grounding.numbers import Number, among, numbers
from core.grounding.passage import Passage
from core.text.words import stem

_COUNTED = 3  # above that, people do not count for themselves


@dataclass(frozen=True, slots=True)
class Failure:
    """`kind` is "number", "date", "name", "link" or "polarity"; `what` the words at fault.

    Of a model's statements (core/checking) also "id", "placeholder", "personal", "order", "owner" and "speaker".
    """

    kind: str
    what: str


def facts(text: str, passage: Passage) -> tuple[Failure, ...]:
    """Numbers, dates, names and links of a text that the passage does not give."""
    return (*_links(text, passage), *_numbers(text, passage), *_days(text, passage), *_names(text, passage))


def flips(text: str, passage: Passage) -> tuple[Failure, ...]:
    """Where a text says the contrary of its passage."""
    turned = (*polarity.turned(text, passage.claims), *negation.differences(text, passage.said))
    return tuple(Failure("polarity", w) for w in dict.fromkeys(turned))


def may_name_others(text: str, passage: Passage) -> bool:
    """Whether a German text has a noun that its passage lacks: nothing tells there whether it is a name."""
    return any(not is_alike(noun, passage.words) for noun in maybe_names(_without_links(text)))


def _links(text: str, passage: Passage) -> Iterator[Failure]:
    return (Failure("link", link) for link in links(text) if normal(link) not in passage.links)


def _numbers(text: str, passage: Passage) -> Iterator[Failure]:
    found = list(numbers(days.without(_without_links(text))))
    yield from (
        Failure("number", n.text) for n in found if not among(n, passage.numbers) and not _is_own_count(n, passage)
    )
    # Said twice where the messages say it once, it has taken the place of another. Days count: "30 seats on 30 June".
    given = Counter(n.value for n in passage.numbers)
    said = Counter(n.value for n in numbers(_without_links(text)))
    yield from (Failure("number", n.text) for n in found if _counts(n) and 0 < given[n.value] < said[n.value])


def _counts(number: Number) -> bool:
    return number.value > _COUNTED or not number.value.is_integer()


def _is_own_count(number: Number, passage: Passage) -> bool:
    """Whether a writer may have counted: "two hosts" where the hosts are named and nobody says that they are three."""
    if not number.text.isalpha() or number.value > _COUNTED or not number.of:
        return False
    return not any(k.of and stem(k.of) == stem(number.of) for k in passage.numbers)


def _days(text: str, passage: Passage) -> Iterator[Failure]:
    times = {m.sent_at for m in passage.messages if m.sent_at}
    return (Failure("date", words) for words in days.unknown(text, passage.days, times))


def _names(text: str, passage: Passage) -> Iterator[Failure]:
    spelled = spelled_out(text, passage.acronyms)
    for name in names(_without_links(text)):
        lower = undotted(name).lower()
        if not is_known(name, passage.words) and lower not in spelled and lower not in passage.initials:
            yield Failure("name", name)


def _without_links(text: str) -> str:
    for link in links(text):
        text = text.replace(link, " ")
    return text
