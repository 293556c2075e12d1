"""Texts in several processes: in order, in time, closed when something fails, and nobody waits for another's text."""

import asyncio
import time
from pathlib import Path

import pytest

from adapters.presidio.detector import BATCH_MAX_TEXTS, PresidioDetector
from adapters.presidio.options import Options
from core.errors import OperatorError, RedactionError
from core.redaction.people import Member
from core.redaction.policy import Policy

# A recognizer of an admin's whose time doubles with each letter: what a bad pattern does.
SLOW = "a" * 40 + "!"
SLOW_YAML = """
recognizers:
  - name: Slow
    supported_language: en
    supported_entity: SLOW
    patterns: [{name: slow, regex: '^(a|aa)+$', score: 0.9}]
"""
DEADLINE = 0.4  # seconds


@pytest.fixture
def slow(tmp_path: Path) -> Options:
    file = tmp_path / "slow.yaml"
    file.write_text(SLOW_YAML)
    return Options(recognizers=file)


async def test_findings_come_in_the_order_of_the_texts() -> None:
    texts = [f"mail u{i}@example.com" for i in range(3 * BATCH_MAX_TEXTS + 1)]
    async with PresidioDetector(processes=2) as detector:
        found = await detector.find(texts, Policy())
    assert [texts[i][f.start : f.end] for i, [f] in enumerate(map(list, filter(None, found)))] == [
        text.removeprefix("mail ") for text in texts
    ]


async def test_no_text_is_no_work() -> None:
    async with PresidioDetector(processes=1) as detector:
        assert await detector.find([], Policy()) == []


async def test_a_text_past_its_deadline_is_withheld_and_its_neighbours_are_examined(slow: Options) -> None:
    async with PresidioDetector(slow, processes=1, deadline=DEADLINE) as detector:
        found = await detector.find(["a@example.com", SLOW, "b@example.com", SLOW], Policy())
        again = await detector.find(["c@example.com"], Policy())
    assert [None if f is None else len(f) for f in [*found, *again]] == [1, None, 1, None, 1]


async def test_a_stuck_text_delays_nobody_else(slow: Options) -> None:
    async with PresidioDetector(slow, processes=2, deadline=30) as detector:
        await asyncio.gather(detector.find(["x"], Policy()), detector.find(["y"], Policy()))  # both have started
        stuck = asyncio.create_task(detector.find([SLOW], Policy()))
        await asyncio.sleep(0.1)
        for _ in range(3):
            assert await detector.find(["b@example.com"], Policy()) != [None]
        assert not stuck.done()
        stuck.cancel()


async def test_who_gives_up_waiting_leaves_a_worker_that_works() -> None:
    async with PresidioDetector(processes=1) as detector:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(detector.find(["a@example.com"], Policy()), 0.001)
        assert await detector.find(["nothing", "b@example.com"], Policy()) != [None, None]


async def test_a_worker_that_dies_fails_closed_and_is_replaced() -> None:
    async with PresidioDetector(processes=1) as detector:
        await detector.find(["x"], Policy())
        process = detector._workers[0]._process
        process.kill()
        process.join()
        with pytest.raises(RedactionError, match="broke off; nothing was sent"):
            await detector.find(["a@example.com"], Policy())
        [found] = await detector.find(["a@example.com"], Policy())
        assert found


async def test_a_recognizer_that_fails_is_an_error_without_the_text(tmp_path: Path) -> None:
    broken = Policy(people=(Member("1", (7,)),))  # type: ignore[arg-type]
    async with PresidioDetector(processes=1) as detector:
        with pytest.raises(RedactionError, match=r"^the search for personal data failed \(\w+\); nothing was sent$"):
            await detector.find(["a@example.com"], broken)
        assert len(await detector.find(["a@example.com"], Policy())) == 1


async def test_a_wrong_option_is_the_admins_error(tmp_path: Path) -> None:
    async with PresidioDetector(Options(recognizers=tmp_path / "none.yaml"), processes=1) as detector:
        with pytest.raises(OperatorError, match=r"none\.yaml"):
            await detector.find(["x"], Policy())


async def test_the_event_loop_is_free_while_texts_are_examined() -> None:
    texts = ["call 212-555-0123 or write to ana@example.com"] * 2_000
    async with PresidioDetector(processes=1) as detector:
        task = asyncio.create_task(detector.find(texts, Policy()))
        longest, last = 0.0, time.monotonic()
        while not task.done():
            await asyncio.sleep(0.005)
            longest, last = max(longest, time.monotonic() - last), time.monotonic()
        assert None not in await task
    assert longest < 1.0


def test_another_version_says_that_what_was_examined_is_stale(slow: Options) -> None:
    assert PresidioDetector(slow).version != PresidioDetector().version == PresidioDetector().version


def test_recognizers_that_were_edited_are_another_version(tmp_path: Path) -> None:
    options = Options(recognizers=tmp_path / "ours.yaml")
    versions = {PresidioDetector(options).version}
    for text in ("recognizers: []", "recognizers: [] # none"):
        (tmp_path / "ours.yaml").write_text(text)
        versions.add(PresidioDetector(options).version)
    assert len(versions) == 3
