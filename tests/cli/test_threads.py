"""`recap threads`: the contract that other tools rely on, and the page that people read."""

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bots.cli.conversations_page import show
from bots.cli.main import main
from core.conversations import untangle
from core.models import Message, Person
from tests.core.conversations.chat import START, chat

ROW = {
    "id": "day",
    "messages": [
        {"id": "1", "author": "Ana", "text": "Is the build green again?", "sent_at": "2024-05-06T09:00:00Z"},
        {"id": "2", "author": "Ben", "text": "Yes.", "sent_at": "2024-05-06T09:01:00Z", "reply_to": "1"},
        {"id": "3", "author": "Cem", "text": "Inside.", "sent_at": "2024-05-06T09:02:00Z", "thread_id": "gone"},
    ],
}


@pytest.fixture
def rows(tmp_path: Path) -> str:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(ROW) + "\n" + json.dumps({"id": "empty", "messages": []}))
    return str(file)


def page(messages: list[Message]) -> str:
    out = StringIO()
    show("dev", untangle(messages), Console(file=out, width=60), START.tzinfo)
    return out.getvalue()


def test_each_row_gives_its_links_and_its_conversations(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", rows, "--json"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": "day", "links": [["1", "1"], ["2", "1"], ["3", "3"]], "threads": [["1", "2"], ["3"]]},
        {"id": "empty", "links": [], "threads": []},
    ]


def test_without_json_people_get_a_page(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", rows]) == 0
    out = capsys.readouterr().out
    assert "2 conversations in 3 messages." in out
    assert "No messages here." in out


def test_the_page_shows_each_conversation_with_name_people_time_and_beginning() -> None:
    assert page(
        chat("""
            0 ana: the invoice export does not work
            7 ben: ana: you could try the invoice export of ben
        """)
    ).splitlines() == [
        "dev",
        "─" * 60,
        "invoice export   2 messages, Mon 3 Mar 09:00 to 09:07",
        "  ana, ben",
        "  ana: the invoice export does not work",
        "",
        "1 conversation in 2 messages.",
    ]


def test_the_page_does_without_times_and_words_and_shows_no_control_characters() -> None:
    shown = page([Message("1", Person("1", "ana"), "\x1b[2J🎉")])
    assert shown.splitlines()[2:5] == ["␛[2J🎉   1 message", "  ana", "  ana: ␛[2J🎉"]
    assert "without words   1 message\n" in page([Message("1", Person("1", "ana"), "🎉")])
