"""`recap verify PATH --json`: the contract that other tools rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from bots.cli.main import main

MESSAGES = [
    {"id": "m1", "author": "Ana", "text": "We deploy version 2 on Friday."},
    {"id": "m2", "author": "Ben", "text": "Fine, I write the release notes for the deployment."},
    {"id": "m3", "author": "Ana", "text": "The printer is out of paper again"},
]


def verified(tmp_path: Path, *claims: str, options: tuple[str, ...] = ("--json", "--offline")) -> int:
    rows = [{"id": f"c{i}", "messages": MESSAGES, "claim": claim} for i, claim in enumerate(claims)]
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return main(["verify", str(file), *options])


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_claim_gets_a_line_with_its_verdict_and_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        verified(
            tmp_path, "Ben writes release notes.", "We deploy version 2 on Monday.", "The printer is out of paper."
        )
        == 0
    )
    first, second, third = answers(capsys.readouterr().out)
    assert [first["id"], second["id"], third["id"]] == ["c0", "c1", "c2"]
    assert [first["supported"], second["supported"], third["supported"]] == [True, False, True]
    assert [first["sources"][0], second["sources"][0], third["sources"][0]] == ["m2", "m1", "m3"]
    assert first["score"] > second["score"]
    assert set(first) == {"id", "supported", "score", "sources"}


def test_a_person_reads_what_is_wrong_and_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(tmp_path, "We deploy version 2 on Monday.", options=()) == 0
    line = capsys.readouterr().out
    assert line.startswith("c0: not supported (")
    assert "date 'Monday' is not what the messages say; see m1" in line


def test_a_conversation_without_messages_supports_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"id": "a", "messages": [], "claim": "Ana agreed"}))
    assert main(["verify", str(file), "--json"]) == 0
    assert answers(capsys.readouterr().out) == [{"id": "a", "supported": False, "score": 0.0, "sources": []}]


def test_a_row_without_a_claim_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps({"id": "a", "messages": MESSAGES}))
    assert main(["verify", str(file), "--json"]) == 2
    assert "claims.jsonl: row a: field 'claim' is missing or no text" in capsys.readouterr().err


def test_what_stands_before_a_wrong_row_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"id": "c0", "messages": MESSAGES, "claim": "Ben writes release notes."})
    (tmp_path / "claims.jsonl").write_text(f"{good}\n{json.dumps({'id': 'c1', 'messages': MESSAGES})}\n{good}\n")
    assert main(["verify", str(tmp_path / "claims.jsonl"), "--json", "--offline"]) == 2
    out, err = capsys.readouterr()
    assert [answer["id"] for answer in answers(out)] == ["c0"]
    assert "row c1: field 'claim' is missing" in err
