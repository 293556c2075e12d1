"""Parts for a model: of even size, stable as a transcript grows, never above the price cliff."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import tokens
from core.models import Message, Person
from core.routing import PROMPT_MAX_TOKENS, TEXT_MAX_TOKENS, parts, shortened
from core.routing.portions import MOST
from core.workspace import WorkspaceSettings
from tests.core.routing.talk import plain, transcript

SETTINGS = WorkspaceSettings()
GROWTH = 20


def talk(size: int, seed: int) -> list[Message]:
    """Everyday messages of 5 to 60 words."""
    chance = Random(seed)
    lengths = [chance.randint(1, 12) for _ in range(size)]
    said = [" ".join(m.text for m in plain(n, seed=seed + i)) for i, n in enumerate(lengths)]
    return [
        Message(str(i), Person(f"p{i % 5}", f"p{i % 5}"), text[: 8 * n])
        for i, (n, text) in enumerate(zip(lengths, said, strict=True))
    ]


def test_no_part_of_500_messages_is_so_large_that_the_others_wait_for_it() -> None:
    for seed in range(5):
        sizes = [part.tokens for part in parts(transcript(talk(500, seed)), SETTINGS)]
        assert sum(sizes) > SETTINGS.part_tokens
        assert max(sizes) <= MOST * SETTINGS.part_tokens
        assert max(sizes) <= sum(sizes) / 2


def test_twenty_new_messages_in_five_thousand_cost_at_most_a_twentieth() -> None:
    for seed in range(3):
        messages = talk(5_000 + GROWTH, seed)
        before = parts(transcript(messages[:-GROWTH]), SETTINGS)
        after = parts(transcript(messages), SETTINGS)
        kept = {part.ids for part in before}
        changed = [part for part in after if part.ids not in kept]
        assert 1 <= len(changed) <= 2
        assert sum(p.tokens for p in changed) <= 0.05 * sum(p.tokens for p in before)


def test_parts_follow_the_setting_up_to_what_a_prompt_may_hold() -> None:
    messages = plain(2_000)
    small = parts(transcript(messages), SETTINGS.changed(["part_tokens=1000"]))
    assert max(p.tokens for p in small) <= 1_000
    huge = parts(transcript(messages * 3), SETTINGS.changed(["part_tokens=90000"]))
    assert max(p.tokens for p in huge) <= TEXT_MAX_TOKENS < PROMPT_MAX_TOKENS
    assert [m for p in huge for m in p.messages] == messages * 3


@pytest.mark.parametrize("text", ["a" * 1_000, "日本" * 500, "👩‍👩‍👧" * 200, "\ud800" * 900])
def test_a_message_too_long_for_a_prompt_keeps_its_beginning_and_its_end(text: str) -> None:
    short = shortened(f"begin {text} end", 60)
    assert tokens.of_text(short) <= 60
    assert short.startswith("begin ")
    assert short.endswith(" end")
    assert " … " in short


@given(st.text(max_size=200), st.integers(4, 100))
def test_a_shortened_text_never_costs_more_than_allowed_and_one_that_fits_is_not_touched(text: str, most: int) -> None:
    short = shortened(text, most)
    assert tokens.of_text(short) <= most
    assert (short == text) == (tokens.of_text(text) <= most)
