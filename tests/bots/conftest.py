"""What every test of the bots begins with."""

from functools import partial

import pytest

from bots import behind, services
from bots.schedule import ticking

LOOKS_EVERY = 0.1  # seconds


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks every few seconds for what is due looks often, where it runs in the test's own process."""
    monkeypatch.setattr(behind, "SHOWN_EVERY", LOOKS_EVERY)
    monkeypatch.setattr(services, "ticking", partial(ticking, seconds=LOOKS_EVERY))
