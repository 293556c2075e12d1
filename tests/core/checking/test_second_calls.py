"""What a repair and a verification send, and how a verification's answer is read."""

import json

import pytest

from core import prompts
from core.checking import Failed
from core.checking.repairing import repair
from core.checking.verifying import VERDICTS, question, supported
from core.grounding.checks import Failure
from core.models import Coverage
from core.redaction.outgoing import Line, Outgoing
from core.redaction.pseudonyms import Pseudonyms
from tests.planted.errors import Written

OUTGOING = Outgoing(
    tuple(Line(f"m{n}", f"<PERSON_{1 + n % 2}>", f"message {n}") for n in range(1, 21)), Pseudonyms(), Coverage(20, 20)
)


def test_a_repair_shows_each_statement_what_is_wrong_and_its_messages_with_their_neighbours() -> None:
    failed = Failed(Written("action", "<PERSON_1> does 7.", (3,), "<PERSON_1>"), (Failure("number", "7"),))
    sent = repair([failed], OUTGOING)
    assert sent
    [item] = json.loads(sent.text)
    assert item == {
        "kind": "action",
        "text": "<PERSON_1> does 7.",
        "sources": [3],
        "owner": "<PERSON_1>",
        "wrong": ["the sources do not give the number 7"],
        "messages": [[n, 1 + n % 2, f"message {n}"] for n in range(1, 6)],
    }
    assert sent.asked == {1, 2, 3, 4, 5}


def test_a_name_that_was_restored_does_not_leave() -> None:
    failed = Failed(Written("point", "<PERSON_1> won.", (3,)), (Failure("name", "Ana"), Failure("id", "99")))
    sent = repair([failed], OUTGOING)
    assert sent
    assert "Ana" not in sent.text
    assert "there is no message 99" in sent.text


def test_an_obeyed_order_and_personal_data_are_not_sent_again() -> None:
    bad = [
        Failed(Written("point", "x", (3,)), (Failure(kind, "x"), Failure("number", "7")))
        for kind in ("order", "personal", "link")
    ]
    assert repair(bad, OUTGOING) is None


def test_a_verification_never_sends_the_whole_transcript() -> None:
    items = json.loads(question([Written("point", "a", (1,)), Written("point", "b", (10, 40))], OUTGOING))
    assert [[m[0] for m in item["messages"]] for item in items] == [[1, 2, 3], [8, 9, 10, 11, 12]]
    assert [item["statement"] for item in items] == [1, 2]


def test_what_the_verification_does_not_speak_of_is_not_supported() -> None:
    said = [(1, True), (2, "yes"), (9, True)]
    answer = json.dumps({"verdicts": [{"statement": n, "supported": s} for n, s in said]})
    assert supported(answer, 3) == [True, False, False]


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"verdicts":3}', '{"verdicts":[1]}', '{"verdicts":[{}]}'])
def test_a_verification_that_cannot_be_read_supports_nothing(broken: str) -> None:
    assert supported(broken, 2) == [False, False]


def test_the_schema_and_the_instructions_name_the_same_things() -> None:
    assert VERDICTS["title"] == "verdicts"
    for name in ("repair", "verify"):
        assert "<PERSON_3>" in prompts.load(name, 1)
