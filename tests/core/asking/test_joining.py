"""The parts' statements as one summary."""

from core.asking.joining import join
from core.asking.kept import GIST, POINT, Kept
from core.models import Message, Person, Transcript
from core.summary import Point, SummaryRequest

SAID = Transcript("C1", (Message("m1", Person("U1", "Ana"), "The launch moves to Friday."),))
SURE = Kept(GIST, Point("The launch moves to Friday.", ("m1",)))
DOUBTED = Kept(GIST, Point("Everybody was glad in the end.", ("m1",), unconfirmed=True))
POINTED = Kept(POINT, Point("The printer is late.", ("m1",)))


def test_what_is_unconfirmed_never_stands_in_the_overview_which_has_no_mark_for_it() -> None:
    summary = join(SAID, [[SURE, DOUBTED, POINTED]], SummaryRequest(), SAID.coverage, "small", {})
    assert summary.overview == SURE.statement.text
    assert {(p.text, p.unconfirmed) for p in summary.points} == {
        (DOUBTED.statement.text, True),
        (POINTED.statement.text, False),
    }
