"""What people mark themselves is found, all of it, and nothing beside it is called marked."""

from datetime import date

import pytest

from core.findings import find
from core.findings.markers import ACTION, DECISION, PROPOSAL, Marked, marked
from core.models import Person
from tests.core.findings.talk import talk


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ACTION: Ben to write it up", "Ben to write it up"),
        ("Action item: write it up", "write it up"),
        ("ACTION ITEMS: write it up", "write it up"),
        ("*Action*: write it up", "write it up"),
        ("[ACTION] write it up", "write it up"),
        ("> ACTION: quoted from elsewhere", None),
        ("TODO: write it up", "write it up"),
        ("TODO write it up", "write it up"),
        ("to-do: write it up", "write it up"),
        ("/todo write it up", "write it up"),
        ("- [ ] write it up", "write it up"),
        ("☐ write it up", "write it up"),
        ("AI: write it up", "write it up"),
        ("Follow-up: write it up", "write it up"),
        ("Done. ACTION: write it up", "write it up"),
        ("action: action: Dan, Ann to name it", "action: Dan, Ann to name it"),
        ("ACTION：完成报告", "完成报告"),
        ("ai: what a mess", None),
        ("I have no todo list", None),
        ("Topic: Action Items", None),
        ("Action items: https://example.org/list", None),
        ("Action items: none", None),
        ("TODO:", None),
        ("the reaction: mixed", None),
    ],
)
def test_a_marker_of_an_action_is_recognized_and_dropped(text: str, rest: str | None) -> None:
    assert [m.text for m in marked(text) if m.kind == ACTION] == ([rest] if rest else [])


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("RESOLVED: ship it on Friday", DECISION, "ship it on Friday"),
        ("RESOLVED that we ship it", DECISION, "we ship it"),
        ("Resolution: ship it", DECISION, "ship it"),
        ("Decision: ship it", DECISION, "ship it"),
        ("Then we say so. Decision: ship it", DECISION, "ship it"),
        ("**AGREED:** ship it", DECISION, "ship it"),
        ("PROPOSAL: ship it", PROPOSAL, "ship it"),
    ],
)
def test_markers_of_decisions_and_proposals(text: str, kind: str, rest: str) -> None:
    assert list(marked(text)) == [Marked(kind, rest)]


def test_a_decision_that_is_asked_for_is_none() -> None:
    assert list(marked("Decision: do we ship it?")) == []


def test_a_list_under_a_heading_is_marked_line_by_line() -> None:
    text = "Notes\\nAction items:\\n- Ben: book the venue by March 20\\n2. @Ana call the bank\\n\\nSee you\\n- not this"
    found = find(talk(f"Ana: {text}\nBen: ok\nCleo: fine")).action_items
    assert [a.text for a in found] == ["Ben: book the venue by March 20", "@Ana call the bank"]
    assert [a.owner and a.owner.name for a in found] == ["Ben", "Ana"]
    assert [a.due for a in found] == [date(2025, 3, 20), None]
    assert all(a.explicit and a.sources == ("0",) for a in found)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("ACTION: Ben to write the report", Person("ben", "Ben")),
        ("ACTION: @ben write the report", Person("ben", "Ben")),
        ("ACTION: Ben write the report", Person("ben", "Ben")),
        ("ACTION: Ben Miller will write the report", Person("ben", "Ben")),
        ("TODO(ben): write the report", Person("ben", "Ben")),
        ("TODO: write the report (Ben)", Person("ben", "Ben")),
        ("TODO: write the report -> @ben", Person("ben", "Ben")),
        ("ACTION: Ben and Ana to write the report", Person("ben", "Ben")),
        ("ACTION: Zoe to write the report", Person("", "Zoe")),
        ("ACTION: Chairs to write the report", Person("", "Chairs")),
        ("ACTION: need to write the report", None),
        ("TODO: write to the press", None),
        ("TODO: Write to Leeds", None),
        ("TODO: subscribe to the list", None),
        ("ACTION: write the report", None),
        ("TODO: remember to write the report", None),
    ],
)
def test_the_owner_of_a_marked_item_is_who_it_names(line: str, owner: Person | None) -> None:
    (found,) = find(talk(f"Ana: morning\nBen: hello\nAna: {line}")).action_items
    assert found.owner == owner


def test_a_promise_written_down_as_an_action_is_said_once_with_both_sources() -> None:
    found = find(talk("Ana: who reviews the draft?\nBen: I'll review the draft\nAna: ACTION: Ben to review the draft"))
    assert [(a.text, a.sources) for a in found.action_items] == [("Ben to review the draft", ("1", "2"))]


def test_the_same_action_marked_twice_is_one_item_with_both_sources() -> None:
    found = find(talk("Ana: TODO: rotate the keys\nBen: hm\nAna: TODO: rotate the keys by Friday"))
    assert [(a.sources, a.due) for a in found.action_items] == [(("0", "2"), date(2025, 3, 7))]


def test_a_proposal_and_its_resolution_are_one_decision() -> None:
    lines = "Ana: PROPOSAL: adopt the charter\nBen: +1\nCleo: +1\nAna: RESOLVED: adopt the charter"
    assert [(d.text, d.explicit) for d in find(talk(lines)).decisions] == [("adopt the charter", True)]
    assert set(find(talk(lines)).decisions[0].sources) == {"0", "1", "2", "3"}


def test_a_reversed_decision_follows_the_one_it_reverses() -> None:
    lines = "Ana: DECISION: release on Monday\nBen: ok\nAna: DECISION: no release on Monday, we wait for the audit"
    assert [d.sources for d in find(talk(lines)).decisions] == [("0",), ("2",)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("move the standup to 10:00", "move the standup to 11:00"),
        ("release on Monday", "release on Tuesday"),
        ("we ship the importer", "we do not ship the importer"),
    ],
)
def test_decisions_that_differ_in_a_detail_are_two(first: str, second: str) -> None:
    lines = f"Ana: DECISION: {first}\nBen: ok\nAna: DECISION: {second}"
    assert [d.text for d in find(talk(lines)).decisions] == [first, second]


def test_a_decision_said_again_is_one_with_both_sources() -> None:
    lines = "Ana: DECISION: move the standup to 10:00\nBen: ok\nCleo: Agreed: we move the standup to 10:00"
    assert [d.sources for d in find(talk(lines)).decisions] == [("0", "2")]
