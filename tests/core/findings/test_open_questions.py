"""Questions that got no answer, and no others."""

from dataclasses import replace

import pytest

from core.findings import find
from core.models import Transcript
from tests.core.findings.talk import talk


def questions(lines: str) -> list[str]:
    return [q.text for q in find(talk(lines)).open_questions]


OPEN = "Who owns the staging certificate?"


def test_a_question_that_nobody_takes_up_is_open() -> None:
    assert questions(f"Ana: morning\nBen: {OPEN}\nCleo: lunch\nAna: tasty soup today") == [OPEN]


@pytest.mark.parametrize(
    "answer",
    [
        "Cleo: Ben: ask the platform team",
        "Cleo: @Ben no idea",
        "Cleo: that's me",
        "Cleo: soup!\nAna: the certificate is with the platform team",
        "Cleo: it expires soon, Dan does",
    ],
)
def test_a_question_somebody_else_answered_is_not(answer: str) -> None:
    assert questions(f"Ana: morning\nBen: {OPEN}\n{answer}") == []


def test_a_reply_in_its_thread_answers_it_however_late() -> None:
    later = "\n".join(f"Ana: item number {n}" for n in range(30))
    said = talk(f"Ana: morning\nBen: {OPEN}\n{later}\nCleo: Dan").messages
    threaded = replace(said[-1], thread_id=said[1].id)
    assert [q.text for q in find(Transcript("t", said)).open_questions] == [OPEN]
    assert find(Transcript("t", (*said[:-1], threaded))).open_questions == ()


@pytest.mark.parametrize(
    "text",
    ["Really?", "is that true though?", "how are you?", "makes sense?", "You there?", "any questions?", "right?"],
)
def test_courtesies_leave_nothing_open(text: str) -> None:
    assert questions(f"Ana: morning\nBen: {text}\nCleo: soup") == []


def test_a_request_is_an_action_and_not_also_a_question() -> None:
    found = find(talk("Ana: morning\nAna: Ben: can you send the slides to Cleo by Friday?\nBen: sure\nCleo: soup"))
    assert len(found.action_items) == 1
    assert found.open_questions == ()


@pytest.mark.parametrize("text", ["谁负责测试？", "من المسؤول عن الاختبار؟"])
def test_questions_in_other_scripts_are_found_whole(text: str) -> None:
    assert questions(f"Ana: 早上好\nBen: {text}\nCleo: 🍜") == [text]
