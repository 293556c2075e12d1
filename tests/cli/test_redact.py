"""`recap redact PATH --json`: the contract that other tools rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from bots.cli.main import main


def redacted(tmp_path: Path, capsys: pytest.CaptureFixture[str], *rows: dict[str, Any]) -> list[dict[str, Any]]:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    assert main(["redact", str(file), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_findings_are_spans_on_the_text_and_stand_as_placeholders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ana's mail is ana@example.com, again: ana@example.com"
    [row] = redacted(tmp_path, capsys, {"id": "a", "text": text, "people": ["Ana Lima"]})
    assert row["text"] == "<PERSON_1>'s mail is <EMAIL_ADDRESS_1>, again: <EMAIL_ADDRESS_1>"
    assert [(f["type"], text[f["start"] : f["end"]]) for f in row["findings"]] == [
        ("PERSON", "Ana"),
        ("EMAIL_ADDRESS", "ana@example.com"),
        ("EMAIL_ADDRESS", "ana@example.com"),
    ]


def test_rows_keep_their_order_and_their_own_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": str(i), "text": f"ask P{i}xy and P{i + 1}xy", "people": [f"P{i}xy"]} for i in range(30)]
    answers = redacted(tmp_path, capsys, *rows)
    assert [a["text"] for a in answers] == [f"ask <PERSON_1> and P{i + 1}xy" for i in range(30)]
    assert [a["id"] for a in answers] == [str(i) for i in range(30)]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": "x", "people": "Ana"}'])
def test_a_broken_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "text": "x"}\n' + line)
    assert main(["redact", str(file), "--json"]) == 2
    assert "rows.jsonl, line 2: " in capsys.readouterr().err
