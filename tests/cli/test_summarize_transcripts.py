"""`recap summarize FILE --json`: the contract that other tools rely on."""

import json
from pathlib import Path

import pytest

from bots.cli.main import main

ROW = {"id": "a", "messages": [{"id": "1", "author": "Ana", "text": "The build is red since this morning."}]}


def test_each_row_gives_one_object_with_the_same_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps({**ROW, "id": x}) for x in "abc"))
    assert main(["summarize", str(file), "--json", "--offline"]) == 0
    assert [json.loads(x)["id"] for x in capsys.readouterr().out.splitlines()] == ["a", "b", "c"]
