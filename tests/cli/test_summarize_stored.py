"""`recap summarize` without a file: what was imported, by channel, thread, window and author."""

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

MONDAY = datetime(2024, 5, 6, 9, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
LAUNCH = Channel("slack", "acme", "C2", "launch")
ELSEWHERE = Channel("slack", "globex", "C1", "general")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")

Stored = dict[Channel, Sequence[Message]]


def message(id: str, hour: float, text: str, author: Person = ANA, thread: str | None = None) -> Message:
    return Message(id, author, text, MONDAY + timedelta(hours=hour), thread)


WORKSPACE: Stored = {
    GENERAL: [
        message("1714990000.000100", 0, "The build is red since this morning."),
        message("1714990001.000100", 24, "The cache was full, so the build could not write.", BEN),
    ],
    LAUNCH: [
        message("1714990002.000100", 1, "The launch moves to Thursday.", BEN, "1714990002.000100"),
        message("1714990003.000100", 25, "The press knows about the launch.", ANA, "1714990002.000100"),
        message("1714990004.000100", 26, "The price list is not ready yet."),
    ],
}


def store(stored: Stored) -> None:
    async def importing() -> None:
        async with stores(read_settings()) as opened, opened.messages.importing() as batch:
            for channel, sent in stored.items():
                await batch.add(channel, sent)

    asyncio.run(importing())


@pytest.fixture
def _workspace() -> None:
    store(WORKSPACE)


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The number of messages of each answer, by id."""
    assert main(["summarize", *arguments, "--json"]) == 0
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {answer["id"]: answer["coverage"]["messages"] for answer in lines}


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["summarize", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_nothing_imported_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert refusal(capsys) == "recap: nothing was imported yet: recap import PATH\n"


@pytest.mark.usefixtures("_workspace")
class TestOneWorkspace:
    def test_each_channel_is_answered_in_turn(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answers(capsys) == {"C1": 2, "C2": 3}

    def test_an_answer_says_where_it_was(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["summarize", "--channel", "launch", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer["workspace"], answer["channel"]) == ("acme", "launch")

    def test_a_channel_is_known_by_name_and_id(self, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("launch", "#launch", "Launch", "C2"):
            assert answers(capsys, "--channel", name) == {"C2": 3}

    def test_an_unknown_channel_gets_the_names_that_are_close(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert refusal(capsys, "--channel", "#lunch") == 'recap: no channel "lunch"; did you mean launch?\n'
        assert "there are general, launch" in refusal(capsys, "--channel", "zzz", "--from", "Ana")

    @pytest.mark.parametrize(
        "thread",
        [
            "1714990002.000100",
            "1714990003.000100",
            "https://acme.slack.com/archives/C2/p1714990003000100?thread_ts=1714990002.000100&cid=C2",
        ],
    )
    def test_a_thread_is_reached_by_any_of_its_messages(self, capsys: pytest.CaptureFixture[str], thread: str) -> None:
        assert answers(capsys, "--thread", thread) == {"1714990002.000100": 2}
        assert answers(capsys, "--thread", thread, "--from", "Ana") == {"1714990002.000100": 1}
        assert answers(capsys, "--thread", thread, "--since", "2024-05-07T00:00Z") == {"1714990002.000100": 1}

    def test_an_unknown_message_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert 'no message "9"' in refusal(capsys, "--thread", "9")
        elsewhere = "https://acme.slack.com/archives/C1/p1714990003000100"  # the channel is another one
        assert 'no message "1714990003.000100"' in refusal(capsys, "--thread", elsewhere)
        assert 'no message "1714990003.000100"' in refusal(
            capsys, "--thread", "1714990003.000100", "--channel", "general"
        )

    def test_a_window_narrows_each_channel_and_a_quiet_one_says_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answers(capsys, "--since", "2024-05-07T00:00Z") == {"C1": 1, "C2": 2}
        assert answers(capsys, "--since", "2024-05-07T09:30Z") == {"C1": 0, "C2": 2}

    def test_an_author_narrows_to_the_channels_where_they_wrote(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert answers(capsys, "--from", "ben") == {"C1": 1, "C2": 1}
        assert answers(capsys, "--from", "be", "--until", "2024-05-07T00:00Z") == {"C2": 1}
        assert 'nothing by "Bens"; did you mean Ben?' in refusal(capsys, "--from", "Bens")
        assert 'nothing by "Ana"; nobody wrote' in refusal(capsys, "--from", "Ana", "--until", "2001-01-01")

    def test_a_page_is_shown_to_people(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["summarize", "--channel", "launch"]) == 0
        assert "#launch" in capsys.readouterr().out


def test_a_name_in_two_workspaces_asks_for_the_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    sent = [message("1", 0, "The offices are closed.")]
    store({**WORKSPACE, ELSEWHERE: sent, GENERAL: [*WORKSPACE[GENERAL], *sent]})
    for question in (("--channel", "general"), ("--thread", "1")):
        assert "is in the workspaces acme, globex: add --workspace acme" in refusal(capsys, *question)
    assert answers(capsys, "--channel", "general", "--workspace", "globex") == {"C1": 1}
    assert answers(capsys, "--thread", "1", "--workspace", "globex") == {"1": 1}
    assert 'no workspace "globe"; did you mean globex?' in refusal(capsys, "--workspace", "globe")


def test_a_name_twice_in_one_workspace_asks_for_the_id(capsys: pytest.CaptureFixture[str]) -> None:
    twin = Channel("slack", "acme", "C3", "general")
    store({**WORKSPACE, twin: [message("1", 0, "The offices are closed.")]})
    assert "is in #general (C1), #general (C3): add --channel C1" in refusal(capsys, "--channel", "general")
    assert answers(capsys, "--channel", "c3") == {"C3": 1}


def test_a_broken_database_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_DATABASE", "/dev/null/recap.sqlite3")
    assert main(["summarize"]) == 3
    assert capsys.readouterr().err.startswith("recap: /dev/null/recap.sqlite3 cannot be opened: set RECAP_DATABASE")
