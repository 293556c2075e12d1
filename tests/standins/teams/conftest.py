from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.standins.teams.server import TeamsServer
from tests.standins.teams.stage import Stage
from tests.standins.teams.teamsbot import bot_of


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with TeamsServer() as teams, bot_of(teams) as bot, aiohttp.ClientSession() as session:
        teams.notifying.retries = (0.01,)
        yield Stage(teams, bot, session)
