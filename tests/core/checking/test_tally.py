"""When the rest of a model's answer is not shown."""

import pytest

from core.checking import Tally


@pytest.mark.parametrize(
    ("verdicts", "broken"),
    [
        ("", False),
        ("-", False),  # one slip, even where it is all there is
        ("--", True),
        ("+-+-", True),
        ("-+-+++", False),  # a third exactly
        ("-+-++", True),
        ("++++++--", False),
    ],
)
def test_over_a_third_and_at_least_two_must_fail(verdicts: str, broken: bool) -> None:
    tally = Tally()
    for verdict in verdicts:
        tally.count(verdict == "+")
    assert tally.broken == broken
