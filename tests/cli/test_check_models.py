"""`recap check` compares the models that are set with those that the server lists."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from bots.cli import checking_models
from bots.cli.main import main
from core.errors import ModelError
from core.ports import Listed, Server
from core.workspace import WorkspaceSettings
from tests.standins.claude.server import KEY, ClaudeServer

TODAY = date(2026, 3, 2)
SERVER = Server("http://127.0.0.1:9", ("sk-one",))
OWN = WorkspaceSettings(small_model="small", large_model="large", prices=("small:1/2", "large:2/10", "spare:1/2"))
GOOD = [Listed("small-20260101"), Listed("large")]


class Lists:
    """A fake of `core.ports.Models`."""

    def __init__(self, listed: Sequence[Listed] | ModelError) -> None:
        self._listed = listed

    async def list(self, server: Server) -> Sequence[Listed]:
        if isinstance(self._listed, ModelError):
            raise self._listed
        return self._listed


async def said(listed: Sequence[Listed] | ModelError, own: WorkspaceSettings = OWN) -> list[str]:
    return await checking_models.compared(Lists(listed), SERVER, [own, own], TODAY)


async def test_models_that_are_listed_without_a_day_are_well_by_their_short_names_too() -> None:
    assert await said(GOOD) == ["http://127.0.0.1:9 lists all of them, and retires none that it names a day for"]


async def test_a_model_that_is_not_listed_is_named_with_its_setting() -> None:
    assert await said([Listed("small"), Listed("largest")]) == [
        "large is not listed there: give large_model another one (recap settings)"
    ]
    assert await said(GOOD, replace(OWN, fallback_models=("spare",))) == [
        "spare is not listed there: give fallback_models another one (recap settings)"
    ]


@pytest.mark.parametrize(
    ("day", "line"),
    [("2026-03-12", "retires on Thu 12 Mar 2026, in 10 days"), ("2026-03-02", "was retired on Mon 2 Mar 2026")],
)
async def test_the_day_of_retirement_is_warned_of(day: str, line: str) -> None:
    assert await said([Listed("small", day), Listed("large")]) == [
        f"small {line}: give small_model another one by then"
    ]


async def test_a_model_that_reads_less_than_it_would_be_sent_is_warned_of() -> None:
    assert await said([Listed("small", None, 4_000), Listed("large", None, 5_000)]) == [
        "small reads up to 4,000 tokens: lower one_call_tokens and part_tokens"
    ]


async def test_a_model_without_a_price_is_warned_of() -> None:
    assert await said(GOOD, replace(OWN, prices=("large:2/10",))) == [
        "small has no price and counts as the dearest: give prices=small:IN/OUT"
    ]


async def test_a_server_that_cannot_be_asked_is_one_line() -> None:
    assert await said(ModelError("the model cannot be reached")) == [
        "not compared with what http://127.0.0.1:9 lists: the model cannot be reached"
    ]


@pytest.fixture
def service() -> Iterator[ClaudeServer]:
    """The stand-in in a thread of its own: the command line has its own event loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(ClaudeServer().start(0), loop).result()
    yield server
    asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_with_a_key_the_server_is_asked_what_it_lists(
    service: ClaudeServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_ANTHROPIC_URL", service.url)
    monkeypatch.setenv("RECAP_ANTHROPIC_API_KEY", KEY)
    assert main(["check"]) == 0
    assert f"          {service.url} lists all of them" in capsys.readouterr().out
    monkeypatch.setenv("RECAP_ANTHROPIC_API_KEY", "sk-wrong")
    assert main(["check"]) == 0
    shown = capsys.readouterr().out
    assert f"not compared with what {service.url} lists: " in shown
    assert "sk-wrong" not in shown


def test_no_network_is_one_line_and_no_failure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_ANTHROPIC_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RECAP_ANTHROPIC_API_KEY", KEY)
    assert main(["check"]) == 0
    assert "          not compared with what http://127.0.0.1:9 lists: " in capsys.readouterr().out


def test_without_a_key_nothing_is_asked_and_only_who_insists_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--online"]) == 0
    assert "nothing to compare with: without a key no server is asked" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "compare" not in capsys.readouterr().out
