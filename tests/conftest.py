"""Guards for every test: a clean environment, no home of the developer's, no blocked event loop."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.steps import blocking

# No test judges how fast a machine is, and the same commit gives the same examples everywhere.
settings.register_profile(
    "recap", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("recap")

# Of one step of an event loop: far above what ours take, also where the machine is busy with other things.
COMPUTING_MAX_SECONDS, LASTING_MAX_SECONDS = 5.0, 30.0


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
    """A test fails where a step held the event loop, or where asyncio warned of anything."""
    caplog.set_level(logging.WARNING, "asyncio")
    with blocking(COMPUTING_MAX_SECONDS, LASTING_MAX_SECONDS) as blocked:
        yield
    warned = [record.getMessage() for record in caplog.get_records("call") if record.name == "asyncio"]
    assert not blocked, f"the event loop was blocked: {blocked}"
    assert not warned, f"asyncio warned: {warned}"
