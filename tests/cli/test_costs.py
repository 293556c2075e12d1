"""`recap costs`: what an admin reads about money."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bots.cli.main import main
from bots.settings import read_settings
from bots.wiring import stores
from core.models import Channel, Message, Person
from core.ports import Entry, Usage
from core.replies.times import day

GENERAL = Channel("slack", "acme", "C1", "general")
NOW = datetime.now(UTC)


def entry(workspace: str, channel: str, model: str, cost: float, days: int = 0, cached: float | None = None) -> Entry:
    at, large = NOW - timedelta(days=days), 0.0 if cached else cost * 20 if model == "small" else cost
    return Entry(at, "slack", workspace, channel, model, "summary", Usage(1_000, 100), cost, large, cached)


ENTRIES = (
    entry("acme", "C1", "small", 0.002),
    entry("acme", "C1", "large", 0.05, days=1),
    entry("acme", "C1", "small", 0.0, cached=0.002),
    entry("acme", "C2", "small", 0.001, days=9),
    entry("globex", "", "small", 1.5),
)


@pytest.fixture(autouse=True)
def _spent() -> None:
    async def settling() -> None:
        async with stores(read_settings()) as opened:
            async with opened.messages.importing() as batch:
                await batch.add(GENERAL, [Message("1", Person("U1", "Ana"), "Hello", NOW)])
            for one in ENTRIES:
                await opened.ledger.settle(one)

    asyncio.run(settling())


def recap(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["costs", *arguments]) == status
    return "".join(capsys.readouterr())


def figures(rows: Sequence[Any], name: str) -> dict[Any, tuple[float, int]]:
    return {row[name]: (row["cost"], row["calls"]) for row in rows}


def test_json_tells_the_spend_by_workspace_channel_model_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(recap(capsys, "--json"))
    assert (found["cost"], found["calls"], found["cached"]) == (1.553, 4, 1)
    assert found["saved"] == {"cache": 0.002, "routing": pytest.approx(1.503 * 19)}
    assert figures(found["workspaces"], "workspace") == {"globex": (1.5, 1), "acme": (0.053, 3)}
    assert figures(found["models"], "model") == {"small": (1.503, 3), "large": (0.05, 1)}
    channels = {(c["workspace"], c["channel"]["id"], c["channel"]["name"]): c["cost"] for c in found["channels"]}
    assert channels == {("globex", "", None): 1.5, ("acme", "C1", "general"): 0.052, ("acme", "C2", None): 0.001}
    assert figures(found["days"], "day") == {
        (NOW - timedelta(days=9)).date().isoformat(): (0.001, 1),
        (NOW - timedelta(days=1)).date().isoformat(): (0.05, 1),
        NOW.date().isoformat(): (1.502, 2),
    }


def test_since_and_workspace_narrow_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(recap(capsys, "--workspace", "acme", "--since", "3 days ago", "--json"))["cost"] == 0.052
    assert "no workspace 'umbrella': there is acme, globex" in recap(capsys, "--workspace", "umbrella", status=2)


def test_the_page_shows_tables_and_a_bar_for_each_day(capsys: pytest.CaptureFixture[str]) -> None:
    page = recap(capsys)
    assert page.startswith("$1.55 for 4 calls. Saved: $0.0020 by the cache (1 answer), $28.56 by routing.\n")
    lines = [line.split() for line in page.splitlines()]
    assert ["#general", "(acme)", "2", "$0.0520", "$0.0020", "$0.0380"] in lines
    bars = {" ".join(line[:4]): line[5:] for line in lines}
    assert bars[day(NOW.date())] == ["█" * 24]
    assert bars[day((NOW - timedelta(days=1)).date())] == ["█"]


def test_a_workspace_that_spent_nothing_reads_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert recap(capsys, "--since", (NOW + timedelta(days=1)).date().isoformat()) == "Nothing was spent.\n"
