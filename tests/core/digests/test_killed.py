"""However often processes are killed, and wherever: each digest is posted once. At full size `make bench` kills 200."""

from pathlib import Path

from tests.core.digests.killing import killed


def test_no_digest_is_lost_or_doubled_whenever_a_process_is_killed(tmp_path: Path) -> None:
    seen = killed(tmp_path, 20)
    assert (seen.killed, seen.lost, seen.doubled) == (20, 0, 0)
