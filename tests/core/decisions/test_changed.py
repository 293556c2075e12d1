"""In one summary a decision that a later one takes back says so, and what stands does not."""

from core.asking.joining import join
from core.asking.kept import DECISION, Kept
from core.decisions.changed import marked_as_changed
from core.models import Message, Transcript
from core.offline import engine
from core.replies.lines import statement
from core.summary import Decision, SummaryRequest
from core.taken_back import without
from tests.core.action_items.room import ANA, BEN, CLEO, GENERAL, given, said

EVENING = "Let's go with 18:00 as the cut-off for skip and swap."
NOON = "Agreed, then the cut-off is noon and no longer 18:00."
LUNCH = "RESOLVED: lunch moves to the park"
TALK = [
    said("1", EVENING, ANA),
    said("2", "sounds good", CLEO),
    said("3", LUNCH, BEN),
    said("4", NOON, ANA),
]
EARLIER, LATER, OTHER = Decision(EVENING, ("1",)), Decision(NOON, ("4",)), Decision(LUNCH, ("3",), explicit=True)


def by_text(decisions: tuple[Decision, ...]) -> dict[str, tuple[str, ...]]:
    return {d.text: d.changed_by for d in decisions}


def test_the_offline_engine_marks_the_earlier_and_the_later_one_stands() -> None:
    found = by_text(engine.summarize(Transcript("t", tuple(TALK))).decisions)
    assert found[EVENING] == ("4",)
    assert found[NOON] == ()


def test_a_model_that_tells_both_in_any_order_and_parts_is_marked_too() -> None:
    transcript = Transcript("t", tuple(TALK), GENERAL)
    parts = [[Kept(DECISION, LATER)], [Kept(DECISION, OTHER), Kept(DECISION, EARLIER)]]
    summary = join(transcript, parts, SummaryRequest(), transcript.coverage, "model", {})
    assert by_text(summary.decisions) == {NOON: (), EVENING: ("4",), "RESOLVED: lunch moves to the park": ()}


def test_what_people_marked_stays_among_the_decisions_and_keeps_its_mark() -> None:
    marked = Decision(EVENING, ("1",), explicit=True)
    [first, _] = marked_as_changed((marked, LATER), TALK)
    assert (first.explicit, first.changed_by) == (True, ("4",))


def test_only_what_is_surely_about_the_same_is_marked() -> None:
    likely = Decision("We talk about the cut-off and the flyer after all", ("4",))
    assert marked_as_changed((EARLIER, OTHER, likely), TALK) == (EARLIER, OTHER, likely)
    twice = marked_as_changed((EARLIER, LATER), [Message("1", ANA, EVENING), *TALK[1:]])
    assert marked_as_changed(twice, TALK) == twice


def test_two_decisions_of_one_message_change_nothing_about_each_other() -> None:
    both = (EARLIER, Decision(NOON, ("1",)))
    assert marked_as_changed(both, TALK) == both


def test_it_stands_again_where_the_later_one_is_taken_back() -> None:
    one = given(TALK, decisions=marked_as_changed((EARLIER, LATER), TALK))
    left = without(one.summary, {"4"})
    assert left
    assert left.decisions == (EARLIER,)


def test_a_reader_is_told_behind_the_text() -> None:
    [first, second] = (statement(d, GENERAL) for d in marked_as_changed((EARLIER, LATER), TALK))
    assert (first.text, first.remark) == (EVENING, "(changed later)")
    assert second.remark == ""
