"""What the tests of Discord begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bots.discord.stage import Stage, stage


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as it:
        yield it
