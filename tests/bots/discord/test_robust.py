"""What goes wrong around Recap in Discord, and what people and admins see of it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bots.discord.answering import Register
from bots.discord.app import Client
from bots.discord.tools import Tools
from core.answering import Minutes, Question
from core.asking.readers import Reader
from core.errors import OperatorError
from core.summary import Statement
from tests.bots.discord.stage import Stage, stage, until
from tests.standins.discord.state import APP_ID

DECISION = "Decision: the launch moves to Friday 6 March"
MARK = "zebra-7319"


async def test_no_log_at_debug_has_a_word_of_what_people_wrote(acme: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    discord = acme.discord

    @asynccontextmanager
    async def answers(tools: Tools) -> AsyncIterator[Register]:
        def register(client: Client) -> None:
            async def fail(message: Any) -> None:
                raise ValueError(MARK)

            client.listens("message", fail)

        yield register

    async with acme.recap(answers):
        id = discord.says(acme.ana, acme.channel, MARK)
        discord.says(acme.ana, discord.direct(acme.ana), MARK)
        discord.edits(acme.ana, acme.channel, id, f"{MARK}!")
        await acme.stored(f"{MARK}!")
        discord.deletes(acme.ana, acme.channel, id)
        await acme.stored()
    async with acme.recap():
        discord.says(acme.ana, acme.channel, f"Decision: {MARK}")
        await acme.stored(f"Decision: {MARK}")
        discord.refuses("POST", "/channels/{channel}/messages", 400, 50035)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5, "focus": MARK})
        await acme.sees(acme.ana, acme.channel, MARK)
    ours = [r for r in caplog.records if not r.name.startswith("tests.")]
    assert ours, "nothing was logged: the test would pass whatever is"
    assert [r.name for r in ours if MARK in r.getMessage() or MARK in str(r.exc_info)] == []


async def test_without_the_content_intent_it_says_what_still_works_and_how_to_enable_the_rest(acme: Stage) -> None:
    discord = acme.discord
    discord.switches("content", False)
    async with acme.recap():
        assert acme.ready
        assert "Message Content Intent is off" in acme.ready.lines[1]
        assert "page Bot" in acme.ready.lines[1]
        said = discord.says(acme.ben, acme.channel, DECISION)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        await acme.sees(acme.ana, acme.channel, "Message Content Intent")
        discord.uses_menu(acme.ana, acme.channel, said, "Summarize thread")
        await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        discord.says(acme.ana, discord.direct(acme.ana), "help")
        await acme.sees(acme.ana, discord.direct(acme.ana), "I keep the minutes")
        discord.says(acme.ben, acme.channel, f"<@{APP_ID}> help")
        await acme.sees(acme.ben, discord.direct(acme.ben), "I keep the minutes")


async def test_several_connections_share_the_servers(tmp_path: Path) -> None:
    async with stage(tmp_path) as acme:
        discord = acme.discord
        acme.settings = replace(acme.settings, discord_shards=2)
        others = [discord.world.add_guild(f"Other {n}") for n in range(4)]
        async with acme.recap():
            assert len(discord.gateway.open) == 2
            assert acme.ready
            assert acme.ready.lines == ["Discord: connected over 2 shards, in 5 servers"]
            for guild in others:
                person, channel = discord.world.add_member(guild, "cid"), discord.world.add_channel(guild, "general")
                discord.says(person, channel, "hello")

                async def heard(guild: str = guild, channel: str = channel) -> bool:
                    return await acme.texts(channel, guild) == ["hello"]

                await until(heard)


class Impatient(Client):
    """Waits for two seconds for a heartbeat's answer, and not for a minute."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._connection.heartbeat_timeout = 2.0


async def test_a_connection_that_answers_no_heartbeat_is_begun_again(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.discord.wiring.Client", Impatient)
    discord = acme.discord
    discord.gateway.heartbeat_seconds = 0.3
    async with acme.recap():
        discord.says(acme.ana, acme.channel, "before")
        await acme.stored("before")
        discord.gateway.acknowledges = False
        old = discord.gateway.open[0]
        discord.says(acme.ana, acme.channel, "meanwhile")
        async with asyncio.timeout(90):
            await old.gone.wait()
        discord.gateway.acknowledges = True
        discord.says(acme.ana, acme.channel, "after")
        await acme.stored("before", "meanwhile", "after")


async def test_where_discord_asks_to_wait_the_answer_comes_after_that(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.limits("PATCH", "/webhooks/{webhook}/{token}/messages/{message}", 0.3)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        await acme.sees(acme.ana, acme.channel, "the launch moves")


async def test_a_stop_waits_for_the_answer_that_is_under_way(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        await discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5}).answered()
    assert "the launch moves" in json.dumps(acme.said_to(acme.ana, acme.channel))


async def test_where_discord_takes_the_token_away_recap_ends_with_what_to_do(acme: Stage) -> None:
    async def refused() -> None:
        async with acme.recap():
            acme.discord.gateway.forgets()
            acme.discord.gateway.closes(4004)
            await asyncio.sleep(30)

    with pytest.raises(OperatorError, match="4004"):
        await refused()


async def test_a_channel_that_recap_may_not_write_in_says_so_to_whoever_publishes(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        answer = await acme.sees(acme.ana, acme.channel, "the launch moves")
        discord.sets_overwrite(acme.channel, APP_ID, deny="SEND_MESSAGES")
        publish = answer["components"][0]["components"][0]["custom_id"]
        discord.presses(acme.ana, acme.channel, answer["id"], publish)
        await acme.sees(acme.ana, acme.channel, "Recap lacks a permission")
        assert not acme.said_to(acme.ben, acme.channel)


async def test_an_answer_that_is_stopped_says_so_and_later_there_is_nothing_to_stop(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    discord, ended = acme.discord, list[str]()

    async def slow(self: Minutes, question: Question, reader: object = None) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(question.requester.name)

    monkeypatch.setattr(Minutes, "answer", slow)
    async with acme.recap():
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        line = await acme.sees(acme.ana, acme.channel, "Reading #general")
        [stop] = line["components"][0]["components"]
        discord.presses(acme.ana, acme.channel, line["id"], stop["custom_id"])
        await acme.sees(acme.ana, acme.channel, "Stopped. Nothing more is spent on this answer.")
        assert ended == ["Ana"]


async def test_an_answer_grows_where_it_was_asked_for_as_its_statements_come(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    discord = acme.discord

    async def slow(self: Minutes, question: Question, reader: Reader) -> None:
        for n in range(9):
            await asyncio.sleep(0.5)
            await reader.said(Statement(f"the launch moves, part {n}", ("5",)))
        await asyncio.sleep(60)

    monkeypatch.setattr(Minutes, "answer", slow)
    async with acme.recap():
        discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
        early = await acme.sees(acme.ana, acme.channel, "part 0")
        late = await acme.sees(acme.ana, acme.channel, "part 5")
        assert early["id"] == late["id"]
        assert late["content"].startswith(early["content"])
        assert f"/channels/{acme.guild}/{acme.channel}/5)" in late["content"]
        edits = discord.called("PATCH", "/webhooks/{webhook}/{token}/messages/{message}")
        assert len(edits) < 8, "it keeps the pace that Discord allows"
        discord.presses(acme.ana, acme.channel, late["id"], late["components"][0]["components"][0]["custom_id"])
        await acme.sees(acme.ana, acme.channel, "Stopped")
