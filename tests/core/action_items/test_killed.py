"""Whenever a process that sends is killed: nobody is told twice, and nothing is lost. `make bench` kills 200."""

from pathlib import Path

from tests.core.action_items.killing import killed

KILLS = 6


async def test_what_was_claimed_by_a_process_that_was_killed_is_never_sent_twice_and_comes_with_an_answer(
    tmp_path: Path,
) -> None:
    seen = await killed(tmp_path, KILLS)
    assert (seen.lost, seen.doubled) == (0, 0)
    assert len(seen.unsent) <= KILLS
    assert 0 < seen.before < seen.expected
