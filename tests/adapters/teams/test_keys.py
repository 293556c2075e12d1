"""The keys of Teams: fetched when they are needed, and not for everybody who names one."""

from datetime import UTC, datetime, timedelta

import aiohttp

from adapters.teams.keys import Keys
from tests.standins.teams.server import TeamsServer


async def test_a_new_key_is_found_and_unknown_ones_ask_once_in_a_while() -> None:
    async with TeamsServer() as teams:
        now = datetime.now(UTC)
        asked = []

        async def counted(session: object, context: object, params: aiohttp.TraceRequestStartParams) -> None:
            asked.append(params.url.path)

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(counted)
        async with aiohttp.ClientSession(trace_configs=[trace]) as watched:
            keys = Keys(watched, teams.login.openid_url, lambda: now)
            key = await keys.find("teams")
            assert key
            assert "msteams" in key.endorsements
            assert [await keys.find(f"unknown {n}") for n in range(50)] == [None] * 50
            assert len(asked) == 2
            teams.rotates_keys()
            new = teams.login.signers[-1]
            assert await keys.find(new) is None
            now += timedelta(minutes=6)
            assert await keys.find(new)
            assert len(asked) == 4
            now += timedelta(days=2)
            assert await keys.find("teams")
            assert len(asked) == 6
