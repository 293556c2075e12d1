"""A decision that changes an earlier one is told from one about something else, on pairs written before the code."""

from pathlib import Path

from core.decisions.reversing import changes

PAIRS = Path(__file__).with_name("reversals.txt")


def pairs() -> list[tuple[bool, str, str]]:
    lines = (line for line in PAIRS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    split = (line.split(" | ") for line in lines)
    return [(kind == "changes", earlier, later) for kind, earlier, later in split]


def measured() -> tuple[float, float, list[tuple[bool, str, str]]]:
    """Precision and recall of "changes", and what is told wrong."""
    found = [(truth, changes(a, b) > 0, (truth, a, b)) for truth, a, b in pairs()]
    right = sum(truth and told for truth, told, _ in found)
    told, true = sum(told for _, told, _ in found), sum(truth for truth, _, _ in found)
    return right / told, right / true, [one for truth, said, one in found if truth != said]


def test_what_changes_an_earlier_decision_is_told_from_what_is_about_something_else() -> None:
    precision, recall, wrong = measured()
    print(f"reversals: precision {precision:.3f}, recall {recall:.3f} of {len(pairs())} pairs")
    assert precision >= 0.95, wrong
    assert recall >= 0.9, wrong
