"""What a reader gets: statements that name the messages they rest on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.models import Coverage, Person


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What was asked for. `max_words` bounds all texts together; `focus` is what the reader wants to hear about.

    `language` is that of the answer, by its English name or code; quotes stay as they were written. The offline engine,
    which only quotes, answers in the language of the messages.
    """

    max_words: int | None = None
    focus: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a summary and the ids of its sources, never none.

    `unconfirmed`: nothing in it is wrong, but its sources support it only weakly.
    """

    text: str
    sources: tuple[str, ...]
    unconfirmed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Point(Statement):
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Decision(Statement):
    """`changed_by` are the sources of a later decision that takes it back, none where it stands."""

    explicit: bool = False  # marked by the people themselves: RESOLVED:, a vote
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionItem(Statement):
    """Owner and due date only where the messages give them."""

    owner: Person | None = None
    due: date | None = None
    explicit: bool = False  # marked by the people themselves: ACTION:, TODO:


@dataclass(frozen=True, slots=True)
class Discussed:
    """One of several conversations: the topic of its points, and the ids of all its messages."""

    topic: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The result for one transcript. Every sentence of the overview restates points, whose sources it lists."""

    id: str
    overview: str
    overview_sources: tuple[str, ...]
    points: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    action_items: tuple[ActionItem, ...]
    open_questions: tuple[Statement, ...]
    coverage: Coverage
    engine: str
    conversations: tuple[Discussed, ...] = ()  # those of a busy channel; none where all is one conversation
    checks: Mapping[str, object] = field(default_factory=dict)

    def statements(self) -> Iterator[Statement]:
        """All statements, in the order in which they are shown."""
        yield from self.points
        yield from self.decisions
        yield from self.action_items
        yield from self.open_questions

    @property
    def sources(self) -> frozenset[str]:
        """Ids of all messages that it rests on."""
        said = {id for statement in self.statements() for id in statement.sources}
        return frozenset(said | set(self.overview_sources))

    @property
    def words(self) -> int:
        """Length of all texts together, in words."""
        return len(self.overview.split()) + sum(len(s.text.split()) for s in self.statements())
