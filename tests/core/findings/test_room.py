"""In a short answer only the surest of what nobody marked is called a finding."""

from core.findings.found import CERTAIN, Found, fitting
from core.summary import Decision


def found(text: str, score: float) -> Found[Decision]:
    return Found(0, Decision(text, ("1",)), score)


SURE, MIDDLING, MARKED = found("we take the red", 3.0), found("we take the blue one", 1.0), found("no red", CERTAIN)


def test_without_a_bound_everything_stays() -> None:
    assert fitting([MIDDLING, MARKED, SURE], None) == [MIDDLING, MARKED, SURE]


def test_what_people_marked_stays_however_short_the_answer() -> None:
    assert fitting([MIDDLING, MARKED, SURE], 0) == [MARKED]


def test_the_surest_stay_in_the_order_given() -> None:
    assert fitting([MIDDLING, MARKED, SURE], 6) == [MARKED, SURE]
    assert fitting([MIDDLING, MARKED, SURE], 11) == [MIDDLING, MARKED, SURE]
