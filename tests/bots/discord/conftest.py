"""What the tests of Discord begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import behind
from tests.bots.conftest import LOOKS_EVERY
from tests.bots.discord.stage import Stage, stage


@pytest.fixture(autouse=True)
def _fetches_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Much of what people ask for here was said before Recap came."""
    monkeypatch.setattr(behind, "FETCHED_EVERY", LOOKS_EVERY)


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as it:
        yield it
