"""Personal data is looked for in the test's own process: what starts processes has tests elsewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bots import wiring
from bots.settings import Settings
from tests.planted.errors import InProcess


@pytest.fixture(scope="session")
def finder() -> InProcess:
    return InProcess()


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch, finder: InProcess) -> None:
    @asynccontextmanager
    async def detector(settings: Settings) -> AsyncIterator[InProcess]:
        yield finder

    monkeypatch.setattr(wiring, "detector", detector)
