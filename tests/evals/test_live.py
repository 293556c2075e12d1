"""`make live` works, tried on the stand-in: the figures of a real model are nobody's test."""

import json
import sys
from pathlib import Path

import pytest

from bots.settings import read_settings
from tests.evals import live
from tests.standins.claude.server import KEY, ClaudeServer


async def test_the_sample_is_summarized_with_checks_cost_and_time_and_the_sets_with_rouge(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [{"id": "1", "user": "Ana", "text": "The oven is at 180 degrees and does not get any hotter."}]
    row = {"id": "a", "messages": said, "refs": ["The oven does not get hotter than 180 degrees."]}
    for name in live.SETS:
        (tmp_path / f"a_summ_{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    async with ClaudeServer() as server:
        settings = read_settings({"RECAP_ANTHROPIC_API_KEY": KEY, "RECAP_ANTHROPIC_URL": server.url})
        await live.live(settings, tmp_path, 1)
        assert server.received
    told = capsys.readouterr().out
    assert "#launch" in told
    assert "Checked: " in told
    assert "again: " in told
    assert "$0.00000, cached." in told
    assert told.count("ROUGE-1/2/L") == len(live.SETS)


def test_without_a_key_one_line_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["live"])
    with pytest.raises(SystemExit, match=f"^{live.NO_KEY}$"):
        live.main()
