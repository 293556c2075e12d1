"""A summary as a page in the terminal: what was said, each line with its sources, and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.rule import Rule
from rich.text import Text

from bots.cli.inert import inert
from bots.cli.marks import Marks
from core.models import Transcript
from core.provenance import MARK, sentences
from core.replies.lines import CHANGED
from core.replies.times import moment, span
from core.summary import ActionItem, Decision, Point, Statement, Summary

COLUMNS_MAX = 100  # longer lines are hard to read
_NO_TOPIC, _OTHERS = "What was discussed", "Also"


def show(summary: Summary, transcript: Transcript, console: Console, zone: tzinfo | None = None) -> None:
    """Prints the page; times are shown in `zone`, by default the machine's own."""
    marks = Marks(transcript, zone)
    title = Group(*_title(transcript, marks), Rule(style="dim"))
    page = Group(title, *_sections(summary, marks), _coverage(summary, marks))
    console.print(page, width=min(console.width, COLUMNS_MAX))


@dataclass(frozen=True, slots=True)
class _Line:
    """A text behind a bullet; what wraps stays right of the bullet, and no line ends in spaces."""

    bullet: str
    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bullet = f" {self.bullet} " if self.bullet else ""
        for line in self.text.wrap(console, options.max_width - len(bullet), overflow="fold"):
            line.rstrip()
            yield Text.assemble((bullet, "bold"), line)
            bullet = " " * len(bullet)


def _title(transcript: Transcript, marks: Marks) -> Iterator[Text]:
    coverage = transcript.coverage
    title = Text(inert(f"#{transcript.channel.name}" if transcript.channel else transcript.id), "bold")
    if coverage.start and coverage.end:
        title.append(f"   {_days(marks.local(coverage.start), marks.local(coverage.end))}", "not bold dim")
    yield title
    first = next(iter(transcript), None)
    if first and first.thread_id and all(m.thread_id == first.thread_id for m in transcript):
        yield Text(f"Thread: {inert(first.author.name)}, “{inert(first.text)}”", no_wrap=True, overflow="ellipsis")


def _sections(summary: Summary, marks: Marks) -> Iterator[Group]:
    """Everything between title and coverage; what is empty is not there."""
    if summary.overview:
        yield Group(_Line("", Text(inert(summary.overview)) + marks.of(summary.overview_sources)), "")
    conversations = {inert(c.topic): marks.conversation(c.messages) for c in summary.conversations}
    for topic, points in _by_topic(summary.points, marks):
        about = conversations.get(topic, Text())
        yield _section(topic, "cyan", (_statement("•", p, marks) for p in points), about)
    yield _section("Decisions", "green", (_decision(d, marks) for d in summary.decisions))
    yield _section("Action items", "yellow", (_action_item(a, marks) for a in summary.action_items))
    yield _section("Open questions", "magenta", (_statement("?", q, marks) for q in summary.open_questions))
    if not summary.overview and not any(summary.statements()):
        yield Group("Nothing here that a summary would keep." if summary.coverage.read else "No messages here.", "")


def _section(heading: str, colour: str, lines: Iterable[_Line], about: Text = Text()) -> Group:
    shown = list(lines)
    title = Text.assemble((heading[:1].upper() + heading[1:], f"bold {colour}"), about)
    return Group(title, *shown, "") if shown else Group()


def _statement(bullet: str, statement: Statement, marks: Marks) -> _Line:
    return _Line(bullet, Text(inert(statement.text)) + _doubt(statement) + marks.of(statement.sources))


def _decision(decision: Decision, marks: Marks) -> _Line:
    if not decision.changed_by:
        return _statement("✓", decision, marks)
    line = _statement("✗", decision, marks)
    return _Line(line.bullet, line.text + Text(f", {CHANGED}", "yellow") + marks.of(decision.changed_by))


def _action_item(item: ActionItem, marks: Marks) -> _Line:
    """Who and by when come first: that is what a reader looks for. A text that names the owner first says it once."""
    name = inert(item.owner.name) if item.owner else ""
    who = (name, "bold") if name else ("No owner", "dim")
    text = inert(item.text).removeprefix(f"{name}: ").removeprefix(f"{name} will ")
    due = (f", by {marks.day(item.due)}" if item.due else "", "yellow")
    return _Line("☐", Text.assemble(who, due, ": ", text, _doubt(item), marks.of(item.sources)))


def _doubt(statement: Statement) -> Text:
    return Text(f" {MARK}" if statement.unconfirmed else "", "yellow")


def _by_topic(points: Iterable[Point], marks: Marks) -> Iterable[tuple[str, list[Point]]]:
    """Points under their topics; topics, and the points of each, in the order in which they came up; others last."""
    topics: dict[str, list[Point]] = {}
    others: list[Point] = []
    for point in sorted(points, key=lambda p: min(map(marks.place, p.sources))):
        (topics.setdefault(inert(point.topic), []) if point.topic else others).append(point)
    if others:
        topics[_OTHERS if topics else _NO_TOPIC] = others
    return topics.items()


def _coverage(summary: Summary, marks: Marks) -> _Line:
    """What was read, what was not and why, and who wrote the summary."""
    coverage = summary.coverage
    line = f"Read {coverage.read:,} of {coverage.messages:,} messages"
    if coverage.start and coverage.end:
        line += f", {span(marks.local(coverage.start), marks.local(coverage.end))}"
    if coverage.left_out:
        line += ". Left out: " + ", ".join(f"{inert(x.reason)} ({x.count:,})" for x in coverage.left_out)
    if coverage.unread_before:
        line += f". Older messages, before {moment(marks.local(coverage.unread_before))}, are not fetched yet"
    if summary.checks.get("over_budget"):
        line += ". Longer than asked for, since decisions and action items are never cut"
    return _Line("", Text(inert(" ".join([f"{line}.", *sentences(summary)])), "dim"))


def _days(start: datetime, end: datetime) -> str:
    last = f"{end:%A} {end.day} {end:%B %Y}"
    if start.date() == end.date():
        return last
    return f"{start:%A} {start.day} {start:{'%B' if start.year == end.year else '%B %Y'}} to {last}"
