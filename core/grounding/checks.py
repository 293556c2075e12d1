"""Hard checks: each finds what a statement claims and its messages do not give. Any failure decides against it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.grounding import days, negation, polarity, speakers
from core.grounding.links import links, normal
from core.grounding.names import is_known, names, spelled_out, undotted
from core.grounding.numbers import Number, among, numbers
from core.grounding.passage import Passage
from core.models import Person, Transcript
from core.summary import ActionItem, Statement
from core.text.words import stem

_COUNTED = 3  # above that, people do not count for themselves


@dataclass(frozen=True, slots=True)
class Failure:
    """`kind` is "id", "number", "date", "name", "link", "owner", "speaker" or "polarity"; `what` the words at fault."""

    kind: str
    what: str


def check(statement: Statement, transcript: Transcript) -> tuple[Failure, ...]:
    """What is wrong with a statement, judged by the messages that it cites; empty where nothing was found."""
    by_id = {m.id: m for m in transcript}
    unknown = [Failure("id", id) for id in statement.sources if id not in by_id]
    cited = Passage(by_id[id] for id in statement.sources if id in by_id)
    if not cited.messages:
        return tuple(unknown) or (Failure("id", "no source"),)
    people = dict.fromkeys(m.author for m in transcript)
    return (
        *unknown,
        *facts(statement.text, cited),
        *_people(statement, cited, tuple(people)),
        *flips(statement.text, cited),
    )


def facts(text: str, passage: Passage) -> tuple[Failure, ...]:
    """Numbers, dates, names and links of a text that the passage does not give."""
    return (*_links(text, passage), *_numbers(text, passage), *_days(text, passage), *_names(text, passage))


def flips(text: str, passage: Passage) -> tuple[Failure, ...]:
    """Where a text says the contrary of its passage."""
    turned = (*polarity.turned(text, passage.claims), *negation.differences(text, passage.said))
    return tuple(Failure("polarity", w) for w in dict.fromkeys(turned))


def _links(text: str, passage: Passage) -> Iterator[Failure]:
    return (Failure("link", link) for link in links(text) if normal(link) not in passage.links)


def _numbers(text: str, passage: Passage) -> Iterator[Failure]:
    found = list(numbers(days.without(_without_links(text))))
    yield from (
        Failure("number", n.text) for n in found if not among(n, passage.numbers) and not _is_own_count(n, passage)
    )
    # Said twice where the messages say it once, it has taken the place of another.
    given = Counter(n.value for n in passage.numbers)
    said = Counter(n.value for n in found)
    yield from (Failure("number", n.text) for n in found if n.value > _COUNTED and 0 < given[n.value] < said[n.value])


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


def _people(statement: Statement, cited: Passage, people: Sequence[Person]) -> Iterator[Failure]:
    owner = statement.owner if isinstance(statement, ActionItem) else None
    due = statement.due if isinstance(statement, ActionItem) else None
    if due and due not in cited.days and f"day {due.month}-{due.day}" not in cited.days:
        yield Failure("date", due.isoformat())
    if owner and not speakers.is_in(owner, cited.messages):
        yield Failure("owner", owner.name)
    if speaker := speakers.misattributed(statement.text, cited.messages, people):
        yield Failure("speaker", speaker)


def _without_links(text: str) -> str:
    for link in links(text):
        text = text.replace(link, " ")
    return text
