"""Digests, action items and decisions as sentences and lines, before a platform writes them in its marks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from core.action_items.item import Item
from core.action_items.note import Note
from core.decisions.recorded import Recorded
from core.digests.digest import EVERY_DAY, Digest
from core.digests.post import DigestPost, Failed, Section
from core.models import Channel, Coverage, Person
from core.ports import Window
from core.replies import decisions, digests, items
from core.replies.lines import Listing, listings, running, statement
from core.summary import ActionItem, Decision, Point, Statement, Summary

GENERAL, SALES = Channel("slack", "T1", "C1", "general"), Channel("slack", "T1", "C2", "sales")
ANA, BEN = Person("U1", "ana"), Person("U2", "ben")
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
TODAY = date(2026, 3, 4)
ITEM = Item("i1", GENERAL, "ana: write to the press", ("1.000001",), AT, owner=ANA, due=date(2026, 3, 2))
OLD = Recorded("d1", GENERAL, "The launch is on Friday", ("1.000001",), AT, "launch", reversed_by="d2")
NEW = Recorded("d2", SALES, "The launch is on Monday", ("2.000001",), AT.replace(day=3), "sales", reverses="d1")
SUMMARY = Summary(
    "s",
    "The launch moved.",
    ("1.000001",),
    (Point("Tests were slow.", ("1.000001",)),),
    (Decision("The launch moves to Monday.", ("1.000002",)),),
    (ActionItem("ben: tell sales", ("1.000003",), owner=BEN, due=date(2026, 3, 6)),),
    (Statement("Who tells the press?", ("1.000004",), unconfirmed=True),),
    Coverage(12, 12),
    "claude-haiku-5-5",
)
DIGEST = Digest("1", "slack", "T1", (GENERAL, SALES), GENERAL, ANA, AT, zone="Europe/Berlin")
POST = DigestPost(
    digest=DIGEST,
    key="k",
    slot="2026-03-03T09:00",
    window=Window(AT, AT.replace(day=3)),
    headline="Three things for Tuesday",
    sections=(Section(GENERAL, SUMMARY, SUMMARY, (ITEM,), ((OLD, NEW),)),),
    quiet=(SALES,),
    failed=(Failed(Channel("slack", "T1", "C3", "ops"), "Recap is not in this channel."),),
    left_out=2,
    notes=("Posted late: Recap was not running at 09:00.",),
    messages=12,
)


def written(listing: Listing) -> str:
    lines = (f"- {it.lead}{it.text} {it.remark} {list(it.sources)}" for it in listing.lines)
    return "\n".join([listing.heading, *lines])


def test_a_summary_is_told_by_topic_then_what_was_decided_what_is_to_do_and_what_is_open() -> None:
    points = (("1", "Launch"), ("2", None), ("3", "Decisions"), ("4", "Launch"))
    summary = replace(SUMMARY, points=tuple(Point(said, (said,), topic=topic) for said, topic in points))
    assert [(it.heading, [line.sources[0] for line in it.lines]) for it in listings(summary, GENERAL)] == [
        ("Launch", ["1", "4"]),
        ("Points", ["2"]),
        ("Decisions", ["3"]),
        ("Decisions", ["1.000002"]),
        ("Action items", ["1.000003"]),
        ("Open questions", ["1.000004"]),
    ]
    assert list(listings(replace(SUMMARY, points=(), decisions=(), action_items=(), open_questions=()), GENERAL)) == []


def test_a_day_is_said_as_in_every_list_with_its_year_where_that_is_not_the_one_read() -> None:
    items = tuple(replace(SUMMARY.action_items[0], due=due) for due in (date(2026, 3, 6), date(2027, 1, 4)))
    read = replace(SUMMARY, action_items=items, coverage=Coverage(12, 12, start=AT, end=AT))

    def leads(summary: Summary) -> list[str]:
        return [it.lead for shown in listings(summary, GENERAL) for it in shown.lines if it.lead]

    assert leads(read) == ["ben, by Fri 6 Mar: ", "ben, by Mon 4 Jan 2027: "]
    assert leads(replace(read, coverage=Coverage(0, 0))) == ["ben, by Fri 6 Mar 2026: ", "ben, by Mon 4 Jan 2027: "]
    assert statement(items[0], GENERAL, date(2026, 3, 5)).lead == "ben, by tomorrow: "


def test_what_is_still_being_made_names_its_owner_once() -> None:
    (item,) = SUMMARY.action_items
    assert [running(it) for it in (item, replace(item, text="tell sales"), replace(item, owner=None))] == [
        *("ben: tell sales", "ben: tell sales", "ben: tell sales")
    ]
    assert running(SUMMARY.points[0]) == "Tests were slow."


def test_a_digest_reads_from_headline_to_coverage(golden: Callable[[str, str], None]) -> None:
    said = digests.outline(POST)
    (part,) = said.parts
    text = [said.headline, part.title, part.about, *map(written, part.lists), *said.remarks, said.footer]
    golden("digest.txt", "\n".join(text) + "\n")


def test_all_quiet_is_said_only_where_every_channel_was_read_and_none_left_out() -> None:
    quiet = replace(POST, sections=(), failed=(), left_out=0, notes=(), quiet=(GENERAL, SALES))
    assert digests.outline(quiet).remarks == ("All quiet in #general and #sales.",)
    for more in ({"failed": POST.failed}, {"left_out": 1}):
        assert "All quiet" not in " ".join(digests.outline(replace(quiet, **more)).remarks)


def test_a_digest_is_told_in_one_line_with_when_it_comes_next_and_what_it_cost() -> None:
    assert digests.told(DIGEST) == "Weekdays at 09:00 (Europe/Berlin): #general and #sales to #general"
    weekly = replace(DIGEST, kind="weekly", days=(4,), at=time(16), language="German", max_words=200)
    assert digests.told(weekly).startswith("Weekly, Friday at 16:00 (Europe/Berlin): ")
    assert digests.told(weekly).endswith("to #general, in German, 200 words")
    assert digests.told(replace(DIGEST, days=EVERY_DAY)).startswith("Every day at 09:00")
    assert digests.standing(AT, (0.0021, 0.04)) == (
        "Next: Mon 2 Mar 2026 08:00. Cost: $0.0021 the last one, $0.0400 this month."
    )
    assert digests.standing(None, None).startswith("Paused.")


def test_ones_own_items_are_grouped_by_when_they_are_due() -> None:
    own = [replace(ITEM, id=str(n), due=due) for n, due in enumerate([None, TODAY, date(2026, 3, 9), date(2025, 3, 2)])]
    assert [(it.heading, it.lines[0].lead) for it in items.by_date(own, TODAY)] == [
        ("Overdue", "Overdue since Sun 2 Mar 2025: "),
        ("Due today", "Due today: "),
        ("Next", "By Mon 9 Mar: "),
        ("No date", ""),
    ]
    assert items.line(ITEM, TODAY, owned=True).lead == "ana, overdue since Mon 2 Mar: "
    assert items.line(ITEM, TODAY).text == "write to the press"


def test_a_note_opens_with_why_it_comes() -> None:
    note = Note("slack", "T1", ANA, "morning", (ITEM, replace(ITEM, id="i2", due=None)))
    assert items.opening(note, TODAY) == "Good morning. 2 action items are open for you, 1 overdue."
    assert items.opening(replace(note, occasion="found", items=(ITEM,)), TODAY) == "You have a new action item."
    assert items.opening(replace(note, occasion="reminder", items=(ITEM,)), TODAY) == "You asked me to remind you."


def test_what_changed_a_decision_stands_under_it_and_what_is_not_shown_to_the_reader_does_not() -> None:
    leads = [(it.lead, it.text) for it in decisions.lines([OLD], [NEW], UTC)]
    assert leads == [
        ("Mon 2 Mar 2026: ", "The launch is on Friday"),
        ("↳ changed by Tue 3 Mar 2026: ", "The launch is on Monday"),
    ]
    assert [it.lead for it in decisions.lines([OLD], [], UTC)] == ["Mon 2 Mar 2026: "]


def test_where_a_decision_was_expected_it_says_that_none_was_reached() -> None:
    assert decisions.heading([], "pricing", GENERAL).startswith("No decision was reached about “pricing” in #general,")
    assert decisions.heading([OLD], "", None) == "Decisions: 1"
    call = replace(OLD, id="d3", text="We need to decide on the price", reversed_by=None, reached=False)
    assert decisions.heading([OLD, call], "", GENERAL) == "Decisions in #general: 1"
    assert decisions.heading([call], "", GENERAL).startswith("No decision was reached in #general,")
    [*_, last] = decisions.lines([call, OLD], [], UTC)
    assert (last.lead, last.text) == ("No decision was reached, Mon 2 Mar 2026: ", "We need to decide on the price")
