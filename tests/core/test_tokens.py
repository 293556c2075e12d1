"""The estimate of tokens errs upwards."""

from hypothesis import given
from hypothesis import strategies as st

from core import tokens
from core.models import Message, Person


def test_a_token_is_three_bytes_at_most() -> None:
    assert [tokens.of_text(x) for x in ("", "a", "abc", "abcd", "ñandú")] == [0, 1, 1, 2, 3]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("かなカナ한글𠮷")))
def test_every_cjk_character_counts_one_or_more(text: str) -> None:
    assert tokens.of_text(text) >= len(text)


@given(st.text(), st.text())
def test_joining_texts_never_costs_more_than_they_cost_apart(one: str, other: str) -> None:
    assert tokens.of_text(one + other) <= tokens.of_text(one) + tokens.of_text(other)


def test_half_a_surrogate_pair_is_counted_too() -> None:
    assert tokens.of_text("\ud83d") == 1


def test_a_message_costs_more_than_its_text_and_its_author() -> None:
    message = Message("1", Person("u", "Ana Lima"), "Ship it on Friday.")
    assert tokens.of_message(message) > tokens.of_text("Ana Lima") + tokens.of_text("Ship it on Friday.")
