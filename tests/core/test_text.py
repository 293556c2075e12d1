"""Sentences, words and visible characters in the ways people write in chat."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.graphemes import cut
from core.text.joined import Joined
from core.text.sentences import sentences
from core.text.words import content, length, words


@given(st.text(st.sampled_from("ab Z1.!?…\n`-。？، \"')e.g؟।") | st.characters(), max_size=120))
def test_splitting_loses_no_character_but_white_space(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Use tabs, e.g. in Makefiles, as Mr. Smith said.",
        "It takes 3.5 s with v1.2.3 from https://example.org/a.b?c=d now.",
        "Wait... maybe not",
        "Ask J. Smith about fig. 3 today",
        "1. Do the first thing",
        "It depends on the answers to 1. and 2. then",
        "remove them with find . -name x",
        "```\nif x:\n    return 1. \n\nprint(x)\n```",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("it broke. i fixed it! did you see?", 3),
        ("- one\n- two\n* three", 3),
        ("明天发布。谁来测试？我来！", 3),
        ("明日リリースします。誰がテストしますか？「私です。」と言った", 4),
        ("هل انتهى العمل؟ نعم انتهى. شكرا", 3),
        ("यह ठीक है। कल मिलते हैं।", 2),
        ("Shipped 🎉! Next is QA. Done…", 3),
        ('He said "no." Then he left.', 2),
        ("We take plan B. It is cheaper.", 1),
    ],
)
def test_sentences_of_any_script_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_wrapped_line_is_one_sentence() -> None:
    text = "The nightly build failed again because the disk of the runner\nwas full, I cleaned it up."
    assert len(sentences(text)) == 1


def test_vowel_signs_belong_to_their_word() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]
    assert words("ทำงาน") != []
    assert words("café Don’t") == ["café", "don't"]


def test_forms_of_a_word_count_as_one() -> None:
    assert set(content("votes voted voting")) == {"vot"}


@given(st.text(st.characters() | st.sampled_from(" 明天ไทย🎉a"), max_size=60))
def test_length_is_never_below_the_words_between_spaces(text: str) -> None:
    assert length(text) >= len(text.split())


def test_a_text_without_spaces_has_a_length() -> None:
    assert length("我们明天下午三点发布新版本") == 6


@pytest.mark.parametrize("one", ["👨‍👩‍👧", "🇩🇪", "👍🏽", "é", "नि", "🏴\U000e0067\U000e0062\U000e007f", "\r\n", "❤️"])
def test_no_cut_inside_what_is_seen_as_one_character(one: str) -> None:
    text = f"a{one}b{one}"
    seen = {text[:0], "a", f"a{one}", f"a{one}b", text}
    assert {cut(text, i) for i in range(len(text) + 1)} <= seen


@given(st.text(st.sampled_from("aZ09_-'.,:@ \n`"), max_size=60))
def test_words_of_plain_ascii_are_those_of_any_script(text: str) -> None:
    assert words(text) == words(f"{text} é")[:-1]


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_words_are_what_stands_between_signs_and_an_apostrophe_is_part_of_one(text: str) -> None:
    assert words(text) == re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower())


@given(st.lists(st.text("ab\n", max_size=5), max_size=9), st.text("ab", min_size=1, max_size=2))
def test_letters_are_found_in_each_of_many_texts_that_holds_them(texts: list[str], letters: str) -> None:
    assert list(Joined(texts).holding(letters)) == [n for n, text in enumerate(texts) if letters in text]
