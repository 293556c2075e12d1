"""What can wait is summarized in batches at half the price, and is there when somebody asks."""

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest

from bots import wiring
from bots.settings import read_settings
from core.answering import Ahead
from core.reading import assemble
from tests.answering.room import GENERAL, Room, room, talk
from tests.standins.claude.server import KEY, ClaudeServer


def ahead(there: Room) -> AbstractAsyncContextManager[Ahead]:
    variables = {"RECAP_ANTHROPIC_API_KEY": KEY, "RECAP_ANTHROPIC_URL": there.server.url}
    return wiring.ahead(read_settings(variables), there.stores, there.access, there.admins)


def calls(server: ClaudeServer) -> int:
    return int(server.counts["requests"].get("POST /v1/messages", 0))


async def test_a_batch_is_answered_into_the_cache_at_half_the_price() -> None:
    async with ClaudeServer() as server, room(server, talk(40)) as there, ahead(there) as waits:
        assert await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        assert await waits.collect(["slack"]) == 1
        given = await there.ask()
        assert (given.cached, given.summary.engine) == (True, "claude-haiku-5-5")
        assert calls(server) == 0
        spent = sum(entry.cost for entry in await there.stores.ledger.entries())
        assert spent == pytest.approx(server.counts["dollars"])


async def test_another_process_collects_what_one_has_handed_in_and_only_once() -> None:
    async with ClaudeServer() as server, room(server, talk(40)) as there:
        async with ahead(there) as waits:
            await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        async with ahead(there) as later:
            assert [await later.collect(["slack"]), await later.collect(["slack"])] == [1, 0]


async def test_what_a_platforms_process_has_handed_in_no_process_of_another_platform_collects() -> None:
    async with ClaudeServer() as server, room(server, talk(40)) as there, ahead(there) as waits:
        await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        assert await waits.collect(["discord", "teams"]) == 0
        assert len(await there.stores.submissions.list()) == 1


async def test_a_batch_that_is_not_done_waits_and_its_money_stays_reserved() -> None:
    async with ClaudeServer(batch_seconds=3_600) as server, room(server, talk(40)) as there, ahead(there) as waits:
        await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        assert await waits.collect(["slack"]) == 0
        assert len(await there.stores.submissions.list()) == 1
        assert (await there.ask()).cached is False
        assert calls(server) == 1, "who asks meanwhile is answered by an ordinary call"


async def test_a_message_that_changed_meanwhile_is_not_summarized_as_it_was() -> None:
    async with ClaudeServer() as server, room(server, talk(40)) as there, ahead(there) as waits:
        await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        await there.stores.messages.delete(GENERAL, "m7")
        await waits.collect(["slack"])
        summary = (await there.ask()).summary
        assert "m7" not in {id for s in summary.statements() for id in s.sources}


async def test_a_server_without_batches_is_asked_when_the_time_has_come_and_nothing_stays_reserved() -> None:
    async with ClaudeServer(lacks=["batches"]) as server, room(server, talk(40)) as there, ahead(there) as waits:
        assert not await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        assert await there.stores.submissions.list() == []
        assert (await there.ask()).summary.engine == "claude-haiku-5-5"


async def test_a_channel_of_another_workspace_with_the_same_id_is_another_one() -> None:
    elsewhere = replace(GENERAL, workspace="elsewhere")
    async with ClaudeServer(batch_seconds=3_600) as server, room(server, talk(40)) as there, ahead(there) as waits:
        async with there.stores.messages.importing() as importing:
            await importing.add(elsewhere, talk(40))
        assert await waits.submit(assemble(GENERAL.id, talk(40), GENERAL))
        assert await waits.submit(assemble(elsewhere.id, talk(40), elsewhere))
