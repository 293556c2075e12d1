"""`recap check` asks Slack what the app may do."""

import asyncio
from collections.abc import Sequence

import pytest

from adapters.slack.scopes import SCOPES
from bots.cli.main import main
from tests.standins.slack.server import SlackServer


async def _line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], scopes: Sequence[str]) -> str:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme", scopes=list(scopes))
        monkeypatch.setenv("RECAP_SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("RECAP_SLACK_BOT_TOKEN", slack.world.tokens()[team])
        assert await asyncio.to_thread(main, ["check"]) == 0
        return slack_line(capsys)


def slack_line(capsys: pytest.CaptureFixture[str]) -> str:
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Slack")]
    return line.removeprefix("Slack").strip()


async def test_scopes_that_the_app_lacks_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECAP_SLACK_APP_TOKEN", "xapp-1")
    line = await _line(monkeypatch, capsys, [s for s in SCOPES if s not in ("groups:history", "users:read")])
    assert line == (
        "Socket Mode; lacks groups:history, users:read: add them as in manifests/slack.yaml and install Recap again"
    )


async def test_an_app_with_all_scopes_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECAP_SLACK_SIGNING_SECRET", "secret")
    line = await _line(monkeypatch, capsys, SCOPES)
    assert line == f"signed HTTP on port 8080; all {len(SCOPES)} scopes of manifests/slack.yaml are granted"


def test_a_slack_that_cannot_be_reached_is_one_line_and_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECAP_SLACK_API_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("RECAP_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("RECAP_SLACK_APP_TOKEN", "xapp-1")
    assert main(["check"]) == 0
    assert slack_line(capsys).startswith("Socket Mode; scopes not compared: Slack cannot be reached")


def test_a_token_without_a_way_in_is_pointed_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECAP_SLACK_BOT_TOKEN", "xoxb-1")
    assert main(["check"]) == 0
    assert "set RECAP_SLACK_APP_TOKEN, or RECAP_SLACK_SIGNING_SECRET" in slack_line(capsys)
