"""Guards for every test: a clean environment, no home of the developer's, no blocked event loop."""

import logging
import math
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test judges how fast a machine is, and the same commit gives the same examples everywhere.
settings.register_profile(
    "recap", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("recap")

# Far above what a busy machine takes for a step, far below what a person would call working.
STEP_MAX_SECONDS = 5.0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write what people see now over the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with golden/NAME beside the test, or writes it there with --refresh-golden."""

    def check(name: str, text: str) -> None:
        file = request.path.parent / "golden" / name
        if request.config.getoption("--refresh-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return check


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the developer's machine reaches a test; data goes to a folder of the test's own."""
    for name in [n for n in os.environ if n.startswith(("RECAP_", "ANTHROPIC_", "SLACK_", "DISCORD_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _no_blocked_loop(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """asyncio in debug mode logs each step that held the loop; such a test fails."""
    caplog.set_level(logging.WARNING, "asyncio")
    yield
    blocked = [
        r.getMessage() for r in caplog.get_records("call") if r.name == "asyncio" and _seconds(r) > STEP_MAX_SECONDS
    ]
    assert not blocked, f"the event loop was blocked: {blocked}"


def _seconds(record: logging.LogRecord) -> float:
    """How long a step held the loop, as asyncio's debug mode reports it; other warnings count as endless."""
    took = re.search(r"took ([\d.]+) seconds", record.getMessage())
    return float(took[1]) if took else math.inf
