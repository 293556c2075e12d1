"""Parts end where the topic shifts."""

import pytest

from core.chunks import split
from core.chunks.shifts import APART, REACH, depths, peaks
from tests.core.chunks.talk import about, said, topics


@pytest.mark.parametrize(("count", "size"), [(2, 6), (3, 12), (4, 40)])
def test_each_topic_is_a_part(count: int, size: int) -> None:
    assert [len(p.messages) for p in split(topics(count, size), 5000)] == [size] * count


def test_a_thread_with_one_topic_is_one_part() -> None:
    assert len(split(said(about(0, 60)), 5000)) == 1


def test_topics_of_other_scripts_are_told_apart() -> None:
    talk = said(["プリンターの紙が詰まりました"] * 10 + ["請求書の税金を確認してください"] * 10)
    assert [len(p.messages) for p in split(talk, 5000)] == [10, 10]


def test_a_higher_threshold_splits_less() -> None:
    talk = said(text for word in "ab" for text in [f"shared words of both {word}{word}{word}"] * 12)
    assert [len(split(talk, 5000, threshold)) for threshold in (0.2, 0.9)] == [2, 1]


def test_small_topics_stay_with_their_neighbours_where_parts_have_a_least_size() -> None:
    talk = topics(4, 12)
    largest = max(p.tokens for p in split(talk, 5000))
    assert [len(p.messages) for p in split(talk, 5000, least_tokens=largest + 1)] == [24, 24]


def test_of_shifts_between_the_least_size_and_twice_as_much_the_deepest_is_cut_at() -> None:
    near, far = about(0, 20), [f"{text} printer toner" for text in about(1, 12)]  # little changes, then all does
    talk = said([*near, *far, *about(2, 20)])
    first = split(talk, 5000, threshold=0.1)[0].tokens
    assert [len(p.messages) for p in split(talk, 5000, threshold=0.1)] == [20, 12, 20]
    assert [len(p.messages) for p in split(talk, 5000, threshold=0.1, least_tokens=first - 1)] == [32, 20]


def test_what_passes_the_budget_is_cut_at_its_deepest_drop_even_if_that_is_no_shift() -> None:
    talk = said(about(0, 16) + about(1, 12))
    whole = sum(p.tokens for p in split(talk, 5000))
    assert [len(p.messages) for p in split(talk, whole - 1, threshold=1.1)] == [16, 12]


def test_a_shift_inside_a_pair_moves_out_of_it_or_is_none() -> None:
    talk = topics(2, 12)
    parts = split(talk, 5000, links=[("12", "11")])
    assert [len(p.messages) for p in parts] in ([11, 13], [13, 11], [24])


def test_depth_is_the_share_of_its_surroundings_that_a_similarity_lacks() -> None:
    assert depths([0.4, 0.1, 0.4]) == pytest.approx([0, 0.75, 0])
    assert depths([0.0, 0.0]) == [0.0, 0.0]
    assert depths([0.2, 0.6]) == pytest.approx([0.5, 0])


def test_surroundings_end_at_their_reach() -> None:
    far, near = ([0.9, *[0.4] * places, 0.4, *[0.4] * places, 0.9] for places in (REACH, REACH - 1))
    assert depths(far)[REACH + 1] == 0
    assert depths(near)[REACH] == pytest.approx(5 / 9)


def test_of_drops_side_by_side_the_deepest_counts_and_of_equal_ones_the_first() -> None:
    nothing = [0.0] * APART
    assert peaks([*nothing, 0.5, 0.9, 0.9, 0.4, *nothing], 0.3) == [APART + 1]
    assert peaks([*nothing, 0.9, *nothing, 0.8, 0.2, *nothing], 0.3) == [APART, 2 * APART + 1]
    assert peaks([*nothing, 0.2, 0.3, 0.1, *nothing], 0.3) == []


def test_the_first_and_last_few_messages_are_no_topic_of_their_own() -> None:
    talk = said([*about(1, 2), *about(0, 30), *about(2, 2)])
    assert len(split(talk, 5000)) == 1
