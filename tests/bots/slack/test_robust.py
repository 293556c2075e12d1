"""Three seconds for an acknowledgement, an orderly end, and logs without a word of what people wrote."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from tests.bots.slack.process import free_port
from tests.bots.slack.stage import Stage, stage
from tests.standins.slack.state import SIGNING_SECRET

MARK = "zorblatt"


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as it:
        yield it


async def test_a_handler_is_acknowledged_while_it_works_and_a_stop_waits_for_it(acme: Stage) -> None:
    begun = asyncio.Event()
    go_on = asyncio.Event()

    def register(app: AsyncApp) -> None:
        async def summarize(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack("One moment.")
            begun.set()
            await go_on.wait()
            await respond("Here it is.")

        app.command("/summarize")(summarize)

    async with acme.recap(register):
        done = await acme.slack.uses_command(acme.ana, acme.channel, "/summarize", "").answered()
        await begun.wait()
        asyncio.get_running_loop().call_later(0.2, go_on.set)
    assert done.acknowledged
    assert [seen["text"] for seen in acme.slack.seen_by(acme.ana)] == ["One moment.", "Here it is."]


async def test_what_is_not_done_in_time_is_cancelled_when_recap_stops(
    acme: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.slack.wiring.GRACE_SECONDS", 0.1)
    settled = asyncio.Event()

    def register(app: AsyncApp) -> None:
        async def summarize(ack: AsyncAck) -> None:
            await ack()
            try:
                await asyncio.Event().wait()
            finally:
                settled.set()

        app.command("/summarize")(summarize)

    async with acme.recap(register):
        await acme.slack.uses_command(acme.ana, acme.channel, "/summarize", "").answered()
    assert settled.is_set()


async def test_an_event_that_comes_again_is_answered_once_and_what_recap_wrote_never(acme: Stage) -> None:
    answered: list[str] = []

    def register(app: AsyncApp) -> None:
        async def answer(event: dict[str, str]) -> None:
            answered.append(event["text"])

        app.event("app_mention")(answer)
        app.event("message")(answer)

    async with acme.recap(register):
        slack, direct = acme.slack, acme.slack.direct(acme.ana)
        slack.deliveries.goes_wrong("double", 3)
        slack.says(acme.ana, acme.channel, f"<@{slack.world.bot(acme.team)}> summarize")
        slack.says(slack.world.bot(acme.team), direct, "a summary")
        slack.says(acme.ana, direct, "thanks")
        await slack.deliveries.settled()
    assert sorted(answered) == [f"<@{slack.world.bot(acme.team)}> summarize", "thanks"]


async def test_an_event_that_comes_to_two_processes_is_answered_by_one(acme: Stage) -> None:
    answered: list[str] = []

    def register(app: AsyncApp) -> None:
        async def answer(event: dict[str, str]) -> None:
            answered.append(event["text"])

        app.event("app_mention")(answer)

    async with acme.recap(register), acme.recap(register):
        await acme.slack.sockets.connected(2)
        acme.slack.deliveries.goes_wrong("double", 10)
        texts = [f"<@{acme.slack.world.bot(acme.team)}> last {n}" for n in range(1, 11)]
        for text in texts:
            acme.slack.says(acme.ana, acme.channel, text)
        await acme.slack.deliveries.settled()
    assert sorted(answered) == sorted(texts)


async def test_a_handler_that_fails_ends_nothing(acme: Stage) -> None:
    def register(app: AsyncApp) -> None:
        async def fail() -> None:
            raise ValueError(MARK)

        app.event("app_mention")(fail)

    async with acme.recap(register):
        acme.slack.says(acme.ana, acme.channel, f"<@{acme.slack.world.bot(acme.team)}> summarize")
        acme.slack.says(acme.ana, acme.channel, "hello")
        await acme.slack.deliveries.settled()
        assert len(await acme.texts()) == 2
    assert acme.slack.deliveries.counts["attempts"] == 3


@pytest.mark.parametrize("http", [False, True])
async def test_no_log_at_debug_has_a_word_of_what_people_wrote(
    acme: Stage, caplog: pytest.LogCaptureFixture, http: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    slack = acme.slack
    if http:
        port = free_port()
        acme.settings = replace(
            acme.settings, slack_app_token=None, slack_signing_secret=SIGNING_SECRET, http_port=port
        )

    def register(app: AsyncApp) -> None:
        async def fail() -> None:
            raise ValueError(MARK)

        app.event("app_mention")(fail)

    async with acme.recap(register):
        if http:
            await slack.posts_to(f"http://127.0.0.1:{port}/slack/events")
            slack.deliveries.goes_wrong("forge")
        ts = slack.says(acme.ana, acme.channel, MARK)
        slack.says(acme.ana, acme.channel, f"<@{slack.world.bot(acme.team)}> {MARK}")
        slack.says(acme.ana, slack.direct(acme.ana), MARK)
        slack.says(slack.world.bot(acme.team), acme.channel, MARK)
        slack.edits(acme.ana, acme.channel, ts, f"{MARK}!")
        slack.deletes(acme.ana, acme.channel, ts)
        await slack.uses_command(acme.ana, acme.channel, "/summarize", MARK).answered()
        await slack.deliveries.settled()
    assert slack.deliveries.counts["lost"] == 0
    ours = [r for r in caplog.records if not r.name.startswith("tests.")]
    assert ours, "nothing was logged: the test would pass whatever is"
    assert [r.name for r in ours if MARK in r.getMessage() or MARK in str(r.exc_info)] == []


async def test_over_http_nothing_is_taken_that_slack_did_not_sign(acme: Stage) -> None:
    port = free_port()
    acme.settings = replace(acme.settings, slack_app_token=None, slack_signing_secret=SIGNING_SECRET, http_port=port)
    async with acme.recap(), aiohttp.ClientSession() as session:
        body = {"type": "event_callback", "team_id": acme.team, "event": {"type": "app_uninstalled"}}
        async with session.post(f"http://127.0.0.1:{port}/slack/events", json=body) as got:
            assert got.status == 401


async def test_with_a_socket_alone_there_is_no_address_for_events(acme: Stage) -> None:
    port = free_port()
    acme.settings = replace(acme.settings, http_port=port, slack_client_id="1.2", slack_client_secret="secret")
    url = f"http://127.0.0.1:{port}/slack/events"
    async with acme.recap(), aiohttp.ClientSession() as session, session.post(url, json={}) as got:
        assert got.status == 404
