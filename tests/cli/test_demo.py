"""`recap demo`: what a newcomer sees first."""

import re
from pathlib import Path

import pytest

from bots.cli.main import main


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["demo"]) == 0
    return capsys.readouterr().out


def test_the_demo_shows_a_thread_and_a_day_each_with_its_coverage(shown: str) -> None:
    assert "Thread: Priya, “Good question" in shown
    assert "#engineering   Wednesday 4 March 2026" in shown
    assert re.findall(r"Read (\d+) of (\d+) messages", shown) == [("27", "27"), ("77", "86")]
    assert "Left out: bot post (8)" in shown


def test_the_demo_shows_a_busy_day_conversation_by_conversation(shown: str) -> None:
    day = shown.split("#engineering   Wednesday")[1]
    headings = re.findall(r"^[A-Z][\w ]+   .+, \d\d:\d\d to \d\d:\d\d, \d+ messages$", day, re.MULTILINE)
    assert len(headings) > 3
    assert any("Hanneke, Tomasz, Priya, 4 others, 07:12 to 16:40, 39 messages" in h for h in headings)


def test_the_demo_shows_decisions_action_items_and_open_questions(shown: str) -> None:
    day = shown.split("#engineering   Wednesday")[1]
    for heading in ("Decisions", "Action items", "Open questions"):
        assert f"\n{heading}\n" in day
    assert "✓ we refund all double charges in full today" in day
    assert "✓ Agreed, then the cut-off is noon the day before" in shown


def test_every_statement_of_the_demo_names_who_said_it_and_when(shown: str) -> None:
    statements = re.findall(r"^ [•✓☐?] .*(?:\n   .*)*", shown, re.MULTILINE)
    assert len(statements) > 8
    assert [s for s in statements if not re.search(r"\([^()]*\d\d:\d\d\)$", " ".join(s.split()))] == []


def test_the_demo_says_what_to_try_next(shown: str) -> None:
    assert "import PATH" in shown
    assert "Stored: 427 new." in shown
    assert "summarize --channel NAME" in shown


def test_the_demo_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["demo"]) == 0
    assert list(tmp_path.rglob("*")) == []
