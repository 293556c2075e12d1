"""A decision that changes an earlier one is told from one about something else, on pairs written before, and others."""

from pathlib import Path

import pytest

from core.decisions.reversing import changes
from tests.core.told import Told, lines

HERE = Path(__file__).parent


@pytest.mark.parametrize("file", ["reversals.txt", "reversals_unseen.txt"])
def test_what_changes_an_earlier_decision_is_told_from_what_is_about_something_else(file: str) -> None:
    pairs = [(kind == "changes", earlier, later) for kind, earlier, later in lines(HERE / file)]
    told = Told([(truth, changes(a, b) > 0, f"{a} | {b}") for truth, a, b in pairs])
    print(f"reversals, {file}: {told}")
    assert told.precision >= 0.97, told.wrong
    assert told.recall >= 0.9, told.wrong
