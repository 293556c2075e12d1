"""What stays together: pairs of a message and its answer, and code blocks."""

from dataclasses import replace

from core.chunks.ties import REACH, ties
from tests.core.chunks.talk import said


def test_a_message_and_its_answer_are_tied_with_what_stands_between_them() -> None:
    a, b, c, d = said("abcd")
    assert ties([a, b, replace(c, reply_to="0"), d]) == [1, 1, 0]


def test_links_tie_where_the_platform_says_nothing() -> None:
    assert ties(said("abcd"), [("3", "2"), ("0", "0"), ("1", "gone")]) == [0, 0, 1]


def test_what_the_platform_says_goes_before_links() -> None:
    a, b, c = said("abc")
    assert ties([a, b, replace(c, reply_to="1")], [("2", "0")]) == [0, 1]


def test_the_root_of_a_thread_is_tied_to_its_first_reply_only() -> None:
    root, *replies = [replace(m, thread_id="0") for m in said("abcd")]
    assert ties([root, *replies]) == [1, 0, 0]
    assert ties([root, *replies], [(m.id, "0") for m in replies]) == [1, 0, 0]


def test_an_answer_far_away_ties_nothing() -> None:
    talk = said("x" * (REACH + 2))
    assert ties([*talk[:-1], replace(talk[-1], reply_to="1")]) == [0, *[1] * REACH]
    assert not any(ties([*talk[:-1], replace(talk[-1], reply_to="0")]))


def test_two_messages_that_answer_each_other_are_a_pair() -> None:
    a, b = said("ab")
    assert ties([replace(a, reply_to="1"), replace(b, reply_to="0")]) == [2]


def test_a_code_block_is_tied_from_the_message_that_opens_it_to_the_one_that_closes_it() -> None:
    assert ties(said(["see", "```py", "x = 1", "``` done", "thanks"])) == [0, 1, 1, 0]
    assert ties(said(["```x = 1```", "fine"])) == [0]


def test_a_code_block_left_open_ties_nothing() -> None:
    assert not any(ties(said(["```", *"x" * (REACH + 5)])))
    assert ties(said(["```", *"x" * (REACH + 5), "```", "y", "```"]))[-3:] == [0, 1, 1]
