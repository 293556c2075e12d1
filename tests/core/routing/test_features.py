"""What makes a transcript hard: each feature rises with what it is named after, and with nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import untangle
from core.models import Message, Person, Reaction
from core.routing.complexity import WEIGHTS, Complexity
from core.routing.disagreement import disagreement
from core.routing.features import code, interleaving, length, participants
from core.routing.languages import languages, of
from core.routing.said import say
from core.workspace.settings import COMPLEXITY
from tests.core.routing.talk import GOLDEN, chat, plain, said

THREE = "ana: the report is late\nben: thanks\ncem: I will look"


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(0, 10**9))
def test_every_feature_of_any_text_lies_between_nothing_and_one(texts: list[str], tokens: int) -> None:
    messages = [Message(str(n), Person(str(n % 3), f"p{n % 3}"), text) for n, text in enumerate(texts)]
    found = Complexity(list(say(messages)), tokens)
    assert all(0 <= f.value <= 1 for f in found.features)
    assert 0 <= found.score <= 1


def test_length_rises_by_ratio_and_ends_at_one() -> None:
    assert [length(n) for n in (0, 100, 10_000, 10**6)] == [0, 0, 1, 1]
    assert length(2_000) - length(1_000) == pytest.approx(length(800) - length(400))


def test_somebody_who_says_one_word_hardly_counts_as_a_participant() -> None:
    four = plain(40, people=4)
    passing = [*four, Message("x", Person("zed", "zed"), "hi")]
    assert 0 < participants(list(say(passing))) - participants(list(say(four))) < 0.05
    assert participants(list(say(plain(40, people=8)))) == 1
    assert participants(list(say(plain(40, people=2)))) == 0


def test_two_conversations_that_take_turns_are_interleaved_and_one_after_the_other_are_not() -> None:
    turns = said("""
        ana: who has the report?
        ben>2: who has the printer?
        cem>1: the report is with me
        dan>2: I have the printer
        ana>3: is the report good?
        ben>4: and is the printer free?
    """)
    assert interleaving(turns) == 1
    assert interleaving([*turns[::2], *turns[1::2]]) == 0
    assert interleaving(said(THREE)) == 0


def test_known_links_say_what_the_words_do_not() -> None:
    messages = [Message(str(n), Person(f"p{n % 2}", f"p{n % 2}"), "well") for n in range(8)]
    assert interleaving(list(say(messages))) == 0
    assert interleaving(list(say(messages, [(str(n), str(n % 2)) for n in range(8)]))) == 1


def test_links_of_untangling_are_taken_as_they_are() -> None:
    messages = chat(THREE)
    links = [link for c in untangle(messages) for link in c.links]
    assert len({s.conversation for s in say(messages, links)}) == len(untangle(messages))


def test_without_links_an_answer_by_name_goes_to_the_conversation_of_the_one_named() -> None:
    found = said("ana: the report is late\nben: why?\ncem: who knows the printer?\ndan: cem: I do\neve: ben: it rained")
    assert [s.conversation for s in found] == ["1", "1", "3", "3", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "run `make`",
        "```\nx\n```",
        "for (i = 0; i < n; i++) {",
        "$ ls -l",
        "see /var/log/app.log",
        "main() failed",
        "Traceback (most recent call last)",
        "std::vector",
        "a && b",
    ],
)
def test_code_is_seen(text: str) -> None:
    assert code(list(say([Message("1", Person("a", "a"), text)]))) == 1


@pytest.mark.parametrize(
    "text",
    ["See you at 10:30 (or so)!", "Budget is $5 and/or more", "https://example.org/a/b/c", "it's fine :)", "- one"],
)
def test_plain_talk_is_no_code(text: str) -> None:
    assert code(list(say([Message("1", Person("a", "a"), text)]))) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("That is what you have", "en"),
        ("Wir haben das noch nicht", "de"),
        ("Nous avons fait les tests pour vous", "fr"),
        ("Pero no está muy bien, ya tiene los datos", "es"),
        ("Você não tem isso também", "pt"),
        ("明日リリースします", "kana"),
        ("明天发布", "han"),
        ("Завтра выпуск", "cyrillic"),
        ("내일 배포", "hangul"),
        ("ok", None),
        ("Die hard, con artist", None),
    ],
)
def test_the_language_of_a_message_is_told_where_it_shows(text: str, language: str | None) -> None:
    assert of(next(iter(say([Message("1", Person("a", "a"), text)])))) == language


def test_one_language_whichever_is_no_mixture() -> None:
    german = "ana: Wir haben das noch nicht\nben: Das ist schon gut, und die Tests sind da"
    assert languages(said(german)) == 0
    assert languages(said(f"{german}\ncem: That is what you have")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I disagree.",
        "No, that is something else",
        "scrap that",
        "Das sehe ich anders",
        "Je ne suis pas d'accord",
        "No estoy de acuerdo",
        "Discordo",
        "反対です",
        "-1",
    ],
)
def test_contradiction_is_seen_in_several_languages(text: str) -> None:
    assert disagreement(list(say([Message("1", Person("a", "a"), text)]))) == 1


@pytest.mark.parametrize(
    "text", ["No problem, will do", "no", "No worries at all", "Sure, I agree", "+1", "Nobody was there"]
)
def test_agreement_is_no_contradiction(text: str) -> None:
    assert disagreement(list(say([Message("1", Person("a", "a"), text)]))) == 0


def test_a_split_vote_is_disagreement_and_a_clear_one_is_not() -> None:
    message = Message("1", Person("a", "a"), "Friday?", reactions=(Reaction("+1", 4), Reaction("-1", 3)))
    clear = replace(message, reactions=(Reaction("+1", 7), Reaction("-1", 1)))
    assert disagreement(list(say([message]))) == 1
    assert disagreement(list(say([clear]))) == 0


def test_weights_of_the_settings_count_as_shares_of_all() -> None:
    spoken = list(say(GOLDEN["eight people quarrel"]))
    plain_, heavy = Complexity(spoken, 1_500), Complexity(spoken, 1_500, ("disagreement:1",))
    assert sum(f.weight for f in heavy.features) == pytest.approx(1)
    assert heavy.score > plain_.score
    assert Complexity(spoken, 1_500, [f"{name}:0" for name in WEIGHTS]).score == 0


def test_the_settings_name_the_features_that_there_are() -> None:
    assert tuple(WEIGHTS) == COMPLEXITY
    assert sum(WEIGHTS.values()) == pytest.approx(1)
