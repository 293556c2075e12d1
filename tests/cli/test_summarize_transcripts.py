"""`recap summarize FILE --json`: the contract that other tools rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bots.cli.main import main

ROOT = Path(__file__).parents[2]
ROW: dict[str, Any] = {
    "id": "a",
    "messages": [{"id": "1", "author": "Ana", "text": "The build is red since this morning."}],
}
WEEK: dict[str, Any] = {
    "id": "week",
    "channel": "dev",
    "messages": [
        {"id": "1", "author": "Ana", "text": "The build is red since this morning.", "sent_at": "2024-05-06T09:00:00Z"},
        {"id": "2", "author": "Ben", "text": "The cache was full, I cleared it.", "sent_at": "2024-05-07T09:00:00Z"},
        {"id": "3", "author": "Ana", "text": "The build is green again, thank you.", "sent_at": "2024-05-08T09:00:00Z"},
        {"id": "4", "author": "Bea", "text": "We ship on Thursday then.", "thread_id": "3"},
    ],
}


@pytest.fixture
def week(tmp_path: Path) -> str:
    file = tmp_path / "week.jsonl"
    file.write_text(json.dumps(WEEK))
    return str(file)


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["summarize", *arguments, "--json", "--offline"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that is said instead of an answer."""
    try:
        status = main(["summarize", *arguments])
    except SystemExit as left:
        status = int(str(left.code))
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n")) == (2, "", 1)
    return err


def sources(answer: dict[str, Any]) -> set[str]:
    kinds = ("points", "decisions", "action_items", "open_questions")
    return {source for kind in kinds for statement in answer[kind] for source in statement["sources"]}


def test_each_row_gives_one_object_with_the_same_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps({**ROW, "id": x}) for x in "abc"))
    assert [answer["id"] for answer in answers(capsys, str(file))] == ["a", "b", "c"]


def test_a_row_without_messages_has_an_empty_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "a", "messages": []}))
    [answer] = answers(capsys, "rows.jsonl")
    assert (answer["overview"], answer["points"]) == ("", [])
    nothing = {"messages": 0, "read": 0, "left_out": [], "from": None, "to": None, "unread_before": None}
    assert answer["coverage"] == nothing


@pytest.mark.parametrize("times", [(None, None), ("2024-05-06T09:00:00Z", None), (None, "2024-05-06T09:00")])
def test_times_may_be_missing_in_some_messages_or_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], times: tuple[str | None, ...]
) -> None:
    messages = [{**WEEK["messages"][n], "sent_at": time} for n, time in enumerate(times)]
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "a", "messages": messages}))
    [answer] = answers(capsys, "rows.jsonl")
    assert answer["coverage"]["read"] == 2


def test_standard_input_is_answered_line_by_line() -> None:
    command = [sys.executable, "-m", "bots", "summarize", "-", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "", "LC_ALL": "C"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id in ("früh", "spät \ud800"):  # half a character cannot be written, and stops nothing
            process.stdin.write(json.dumps({**ROW, "id": id}).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())  # hangs where answers are held back
            assert answer["id"] == id.replace("\ud800", "?")
        process.stdin.close()
        assert process.wait() == 0


def test_a_reader_that_leaves_early_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n".join([json.dumps(ROW)] * 300))
    command = [sys.executable, "-m", "bots", "summarize", "rows.jsonl", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


def test_a_page_is_shown_to_people(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summarize", week]) == 0
    assert "#dev" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "no such file or directory"),
        (b'{"id": "a", "messages": [', "line 1: not JSON"),
        (json.dumps(ROW).encode() + b"\n\n\xff\xfe\n", "line 3: not UTF-8 text"),
        (b'{"id": "a"}', "line 1: field 'messages' is missing"),
    ],
)
def test_a_broken_file_is_named_with_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, line: str
) -> None:
    if content is not None:
        (tmp_path / "rows.jsonl").write_bytes(content)
    assert main(["summarize", "rows.jsonl", "--json"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("recap: rows.jsonl")
    assert line in err
    assert err.count("\n") == 1


def test_what_was_asked_wrongly_is_said_in_one_line(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "a folder, not a file of transcripts" in refusal(capsys, str(Path(week).parent))
    for number in ("0", "-3", "many", "1.5"):
        assert f"--max-words: '{number}' is not a whole number above zero" in refusal(
            capsys, week, f"--max-words={number}"
        )
    assert '"someday" is no time I know' in refusal(capsys, week, "--since", "someday")
    assert '--since "2024-05-08" is not before' in refusal(
        capsys, week, "--since", "2024-05-08", "--until", "2024-05-07"
    )
    assert "--workspace is for what was imported" in refusal(capsys, week, "--workspace", "acme")
    assert "is not a permalink" in refusal(capsys, week, "--thread", "https://example.com/1")
    assert "recap summarize --help" in refusal(capsys, week, "--max-words")


def test_a_window_narrows_what_is_counted_and_cited(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    [answer] = answers(capsys, week, "--since", "2024-05-07T00:00Z", "--until", "2024-05-08T00:00Z")
    assert answer["coverage"]["messages"] == 2  # one has no time and is always inside
    assert sources(answer) <= {"2", "4"}


def test_a_quiet_window_is_an_answer(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    messages = [m for m in WEEK["messages"] if "sent_at" in m]
    Path(week).write_text(json.dumps({**WEEK, "messages": messages}))
    [answer] = answers(capsys, week, "--until", "2024-01-01")
    assert answer["coverage"]["messages"] == 0


def test_an_author_narrows_what_is_counted_and_cited(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    [answer] = answers(capsys, week, "--from", "ana")
    assert answer["coverage"]["messages"] == 2
    assert sources(answer) <= {"1", "3"}
    assert '"b" may be Bea or Ben' in refusal(capsys, week, "--from", "b")
    assert 'nothing by "Anna"; did you mean Ana?' in refusal(capsys, week, "--from", "Anna")


def test_a_thread_is_reached_by_any_of_its_messages(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    for id in ("3", "4"):
        [answer] = answers(capsys, week, "--thread", id)
        assert answer["coverage"]["messages"] == 2
    assert 'no message "9"' in refusal(capsys, week, "--thread", "9")


def test_a_channel_picks_the_rows_that_are_answered(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(week).open("a") as file:
        file.write("\n" + json.dumps(ROW))
    for name, id in (("#Dev", "week"), ("dev", "week"), ("a", "a")):
        assert [answer["id"] for answer in answers(capsys, week, "--channel", name)] == [id]
    assert 'no channel "dve"; did you mean dev?' in refusal(capsys, week, "--channel", "dve")


def test_rows_without_the_author_or_the_thread_are_passed_over(week: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path(week).open("a") as file:
        file.write("\n" + json.dumps(ROW))
    assert [answer["id"] for answer in answers(capsys, week, "--from", "Ben")] == ["week"]
    assert [answer["id"] for answer in answers(capsys, week, "--thread", "4")] == ["week"]
    assert 'nothing by "Ana"; nobody wrote' in refusal(
        capsys, week, "--from", "Ana", "--thread", "2", "--until", "2024-01-01"
    )
