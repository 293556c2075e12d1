"""The measures of the evals, on cases that can be counted by hand."""

import pytest

from core.chunks import Lexical
from core.models import Message, Person, Transcript
from tests.evals.splitting import Marked, at_shifts, equal, kept_whole, window_diff

SAID = tuple(Message(str(i), Person("ana", "Ana"), "four more words here") for i in range(12))


def test_equal_parts_have_as_many_messages_where_all_are_alike() -> None:
    assert [len(part) for part in equal(SAID, 3)] == [4, 4, 4]
    assert equal(SAID, 1) == [SAID]


def test_a_group_is_whole_inside_one_part_and_spread_over_others() -> None:
    marked = [Marked(Transcript("t", SAID), [[0, 3], [3, 4, 11], [8]])]
    assert kept_whole(marked, [equal(SAID, 3)]) == pytest.approx((200 / 3, 5 / 3))


def test_the_right_places_cost_nothing_and_wrong_ones_do() -> None:
    assert window_diff(12, [4, 8], [4, 8]) == (0, 0)
    assert window_diff(12, [6], []) == pytest.approx((3 / 9, 3 / 9))
    assert window_diff(12, [6], [5, 6])[0] > window_diff(12, [6], [5, 6])[1]


def test_parts_of_an_eval_are_the_whole_transcript() -> None:
    assert [m for part in at_shifts(Lexical())(Transcript("t", SAID), 40) for m in part] == list(SAID)
