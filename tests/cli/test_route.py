"""`recap route`: each transcript's way, for people and for other tools."""

import json
from pathlib import Path

import pytest

from bots.cli.main import main
from core.models import Message
from tests.core.routing.talk import GOLDEN


@pytest.fixture
def rows(tmp_path: Path) -> str:
    file = tmp_path / "rows.jsonl"
    lines = ({"id": n, "messages": [_row(m) for m in GOLDEN[n]]} for n in ("a breach", "500 messages"))
    file.write_text("\n".join(map(json.dumps, lines)))
    return str(file)


def _row(message: Message) -> dict[str, str]:
    return {"id": message.id, "author": message.author.name, "text": message.text}


def test_each_transcript_gives_one_object_with_its_route(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", rows, "--json"]) == 0
    breach, long = map(json.loads, capsys.readouterr().out.splitlines())
    assert (breach["id"], breach["route"], breach["verified"]) == ("a breach", "one call", True)
    assert breach["high_stakes"]["matters"] == ["security"]
    assert breach["high_stakes"]["messages"] == ["21"]
    assert (long["route"], long["large_model"], sum(long["parts"])) == ("parts", None, long["tokens"])
    together = sum(f["value"] * f["weight"] for f in long["features"].values())
    assert together == pytest.approx(long["complexity"], abs=1e-3)
    assert 0 < long["cost"] < 0.01


def test_people_get_a_table_of_the_features_and_the_reason(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", rows]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "feature value weight contributes length 0.36 0.20 0.071" in out
    assert "high stakes (security): claude-sonnet-5-5 verifies." in out
    assert "High stakes: security (data breach)." in out
    assert "Complexity 0.08, parts from 0.40 on." in out
    assert " in 3 parts of 2,824 to 4,792." in out
    assert "Expected cost $0.00" in out


def test_settings_and_money_can_be_tried(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", rows, "--json", "--money", "scarce", "--set", "small_model=tiny"]) == 0
    breach, long = map(json.loads, capsys.readouterr().out.splitlines())
    assert (breach["model"], breach["large_model"], long["model"]) == ("tiny", None, "tiny")


def test_a_weight_of_no_feature_is_one_line(rows: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", rows, "--set", "complexity_weights=mood:0.3"]) == 2
    line = "recap: complexity_weights=mood:0.3: give NAME:WEIGHT, names are length, participants, interleaving, code,"
    assert capsys.readouterr().err.startswith(line)
