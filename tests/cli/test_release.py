"""`recap review release`: who asked on a platform gets the answer there, if they may still read what it rests on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bots.cli.main import main
from bots.settings import Settings
from bots.wiring import hearing, stores
from core.hearing import Deleted
from core.models import Channel, Coverage, Message, Person
from core.review import Draft, Failed
from core.summary import Point, Statement, Summary, SummaryRequest
from tests.bots.discord.stage import stage as discord_stage
from tests.bots.slack.asking.stage import texts
from tests.bots.teams.stage import staged as teams_stage
from tests.standins.slack.server import SlackServer

KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


@dataclass(frozen=True)
class Asked:
    """Where Ana asked. `read` is what she sees of Recap, `leaves` takes away her right to read the channel."""

    settings: Settings
    channel: Channel
    ana: str
    read: Callable[[], str]
    leaves: Callable[[], None]


@asynccontextmanager
async def slack(folder: Path) -> AsyncIterator[Asked]:
    async with SlackServer(retries=()) as there:
        team = there.world.add_workspace("Acme")
        ana = there.world.add_user(team, "ana")
        channel = there.world.add_channel(team, "general", [ana], "private")
        token = there.world.tokens()[team]
        settings = Settings(
            folder / "recap.sqlite3", master_key=KEY, slack_bot_token=token, slack_api_url=there.api_url
        )

        def read() -> str:
            return " ".join(texts(m) for m in there.seen_by(ana) if m["user"] == there.world.bot(team))

        members = there.state.channels[channel].members
        yield Asked(settings, Channel("slack", team, channel, "general"), ana, read, lambda: members.remove(ana))


@asynccontextmanager
async def discord(folder: Path) -> AsyncIterator[Asked]:
    async with discord_stage(
        folder,
    ) as there:
        direct = there.discord.direct(there.ana)

        def leaves() -> None:
            there.discord.sets_overwrite(there.channel, there.ana, deny="VIEW_CHANNEL")

        def read() -> str:
            return str(there.said_to(there.ana, direct))

        yield Asked(there.settings, Channel("discord", there.guild, there.channel, "general"), there.ana, read, leaves)


@asynccontextmanager
async def teams(folder: Path) -> AsyncIterator[Asked]:
    await asyncio.to_thread(import_module, "adapters.claude.model")  # as `recap run` does: it takes a while
    async with teams_stage(folder) as there:
        await there.says("good morning")
        ana = there.aad(there.ana)

        def leaves() -> None:
            there.teams.state.teams[there.team].members.remove(there.ana)

        def read() -> str:
            return " ".join(there.read(there.ana, there.chat))

        yield Asked(there.settings, Channel("teams", there.group, there.channel, "Planning"), ana, read, leaves)


Place = Callable[[Path], AbstractAsyncContextManager[Asked]]
PLACES = pytest.mark.parametrize("place", [slack, discord, teams])


@PLACES
async def test_a_draft_reaches_who_asked_for_it_and_nobody_else_reads_it_on_the_terminal(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with place(tmp_path) as asked:
        await _held_back(asked)
        assert await _recap(asked.settings, monkeypatch, "review", "release", "d1") == 0
        printed = capsys.readouterr().out
        assert printed.startswith("d1 is released to Ana, by direct message in ")
        assert "build is red" not in printed
        read = asked.read()
        assert "The build is red" in read
        assert "that was held back: an admin has looked at it" in read
        async with stores(asked.settings) as opened:
            assert await opened.drafts.list() == []
            await hearing(opened).hear(Deleted(asked.channel, "1"))
            [post] = await opened.posts.stale(asked.channel.platform)
            assert post.summary is None, "what is deleted later leaves it too"


@PLACES
async def test_who_may_read_the_sources_no_more_gets_nothing_and_the_draft_stays(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with place(tmp_path) as asked:
        await _held_back(asked)
        asked.leaves()
        assert await _recap(asked.settings, monkeypatch, "review", "release", "d1") == 2
        assert "Ana may not read #" in capsys.readouterr().err
        assert "build is red" not in asked.read()
        async with stores(asked.settings) as opened:
            assert [draft.id for draft in await opened.drafts.list()] == ["d1"]


async def _held_back(asked: Asked) -> None:
    said, now = Point("The build is red", ("1",)), datetime.now(UTC)
    ana, about = Person(asked.ana, "Ana"), asked.channel
    summary = Summary(about.id, "", (), (said,), (), (), (), Coverage(1, 1), "claude")
    failed = Failed(Statement("Ship it Friday", ("1",)), "the day is not in its sources")
    async with stores(asked.settings) as opened:
        async with opened.messages.importing() as batch:
            await batch.add(about, [Message("1", ana, "The build is red.", now)])
        await opened.drafts.add(Draft("d1", now, about, ana, SummaryRequest(), summary, (failed,), ("1",)))


async def _recap(settings: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """As another process would run it: with these settings in its environment."""
    for name, value in _environment(settings).items():
        monkeypatch.setenv(name, value)
    return await asyncio.to_thread(main, arguments)


def _environment(settings: Settings) -> Mapping[str, str]:
    prefixes = ("database", "master_key", "slack_", "discord_", "teams_")
    held: dict[str, Any] = {name: getattr(settings, name) for name in Settings.__slots__ if name.startswith(prefixes)}
    return {f"RECAP_{name.upper()}": str(value) for name, value in held.items() if value is not None}
