"""Whatever goes wrong, whoever asked is told so in a sentence, and the log has no word of what people wrote."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from core import replies
from tests.bots.slack.asking.stage import Scripted, Stage, staged

MARK = "zorblatt"
SOMETHING = "^Something went wrong on my side"

Asks = Callable[[Stage], Awaitable[object]]


async def command(stage: Stage) -> None:
    await stage.slack.uses_command(stage.ana, stage.channel, "/summarize").answered()


async def shortcut(stage: Stage) -> None:
    ts = await stage.says("one")
    await stage.slack.uses_shortcut(stage.ana, stage.channel, ts, "summarize_thread").answered()


async def reaction(stage: Stage) -> None:
    stage.slack.reacts(stage.ana, stage.channel, await stage.says("one"), "memo")


async def mention(stage: Stage) -> None:
    await stage.says(f"<@{stage.slack.world.bot(stage.team)}> summarize", by=stage.ana)


async def direct(stage: Stage) -> None:
    stage.slack.says(stage.ana, stage.slack.direct(stage.ana), f"<#{stage.channel}|general>")


@pytest.mark.parametrize("asks", [command, shortcut, reaction, mention, direct])
async def test_what_nobody_foresaw_ends_with_a_sentence_and_the_log_has_its_type_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, asks: Asks
) -> None:
    caplog.set_level(logging.INFO)
    minutes = Scripted("It moves.")
    minutes.error = ValueError(MARK)
    async with staged(tmp_path, minutes) as stage:
        await asks(stage)
        await stage.sees(stage.ana, SOMETHING)
        await stage.finished()
        assert "Reading" not in stage.read(stage.ana)[-1]
        assert not [text for text in stage.read(stage.ana, stage.slack.direct(stage.ana)) if "Reading" in text]
    assert "ValueError" in caplog.text
    assert MARK not in caplog.text


@pytest.mark.parametrize("asks", [command, reaction, mention, direct])
async def test_so_does_what_fails_before_the_question_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asks: Asks
) -> None:
    async with staged(tmp_path, Scripted("It moves.")) as stage:
        workspace = await stage.workspace(stage.team)

        async def fails(id: str) -> object:
            raise ValueError(MARK)

        monkeypatch.setattr(workspace.people, "profile", fails)
        await asks(stage)
        await stage.sees(stage.ana, SOMETHING)


@pytest.mark.parametrize("button", ["recap_refresh", "recap_shorter", "recap_publish"])
@pytest.mark.parametrize("asks", [command, reaction])
async def test_a_button_that_fails_says_so(tmp_path: Path, asks: Asks, button: str) -> None:
    minutes = Scripted("It moves.")
    async with staged(tmp_path, minutes) as stage:
        await asks(stage)
        await stage.sees(stage.ana, "Engine:")
        minutes.error = ValueError(MARK)
        await stage.slack.clicks(stage.ana, stage.last(stage.ana), button).answered()
        await stage.sees(stage.ana, SOMETHING)
        await stage.finished()
        assert not [text for text in stage.read(stage.ana) if text.startswith("Reading")]


async def test_an_answer_that_slack_does_not_take_says_what_to_do(tmp_path: Path) -> None:
    async with staged(tmp_path, Scripted("It moves.")) as stage:
        stage.slack.refuses("chat.update", "is_archived", times=2)
        await mention(stage)
        await stage.sees(stage.ana, "archived")


async def test_a_reaction_that_asks_for_nothing_is_never_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path, Scripted("It moves.")) as stage:
        ts = await stage.says("one")

        async def fails(platform: str, workspace: str) -> object:
            raise ValueError(MARK)

        monkeypatch.setattr(stage.stores.settings, "get", fails)
        stage.slack.reacts(stage.ana, stage.channel, ts, "thumbsup")
        await stage.slack.deliveries.settled()
        await stage.finished()
        assert stage.read(stage.ana) == []


async def test_home_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(tmp_path, Scripted("It moves.")) as stage:

        async def fails(platform: str, workspace: str) -> object:
            raise ValueError(MARK)

        monkeypatch.setattr(stage.stores.settings, "get", fails)
        stage.slack.opens_home(stage.ana)
        await stage.until(lambda: stage.slack.home(stage.ana))
        assert replies.UNKNOWN in str(stage.slack.home(stage.ana))
