"""A summary by a model: what leaves, what comes back, and who answers when something fails."""

import re
from collections.abc import AsyncIterator, Sequence

import pytest

from core.asking import ENGINE, prompt, summarize
from core.errors import ModelError, OperatorError, RecapError, RedactionError
from core.models import LeftOut, Message, Person, Transcript
from core.ports import Call, Ended, Prompt, Server, Usage
from core.redaction.outgoing import NOT_CHECKED, prepare
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from core.summary import SummaryRequest

CALL = Call(Server("http://127.0.0.1", ("key",)), ("claude-haiku-5-5",), "jsonl", "")
ANA, BEN = Person("U1", "Ana Lima"), Person("U2", "Ben")
TRANSCRIPT = Transcript(
    "C1",
    (
        Message("m1", ANA, "Ben moves the launch to Friday, the password is hunter2!"),
        Message("m2", BEN, "Ok, hunter2! works, call 212-555-0123"),
        Message("m3", ANA, "slow"),
    ),
    left_out=(LeftOut("bot post", 2),),
)


class NamesDetector:
    """Finds the roster's first names, `hunter2!` after the word password, and phone numbers; is too late for "slow"."""

    version = "1"

    def __init__(self, error: RecapError | None = None) -> None:
        self.error = error

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...] | None]:
        if self.error:
            raise self.error
        return [None if text == "slow" else tuple(self._of(text, policy)) for text in texts]

    def _of(self, text: str, policy: Policy) -> list[Finding]:
        found = [
            Finding("PERSON", *m.span(), person=p.id)
            for p in policy.people
            for m in re.finditer(p.names[0].split()[0], text)
        ]
        found += [Finding("PASSWORD", *m.span(1), secret=True) for m in re.finditer(r"password is (\S+)", text)]
        found += [Finding("PHONE_NUMBER", *m.span()) for m in re.finditer(r"\d{3}-\d{3}-\d{4}", text)]
        return sorted(found, key=lambda f: f.start)


class ScriptedModel:
    def __init__(self, answer: str | RecapError) -> None:
        self.answer = answer
        self.asked: list[Prompt] = []

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        self.asked.append(prompt)
        if isinstance(self.answer, RecapError):
            raise self.answer
        yield self.answer
        yield Ended("complete", call.models[0], Usage())


async def test_what_leaves_is_numbers_placeholders_and_the_rest_of_the_text() -> None:
    outgoing = await prepare(TRANSCRIPT, NamesDetector())
    assert prompt(outgoing).text == (
        "[1] <PERSON_1>: <PERSON_2> moves the launch to Friday, the password is <SECRET_1>\n"
        "[2] <PERSON_2>: Ok, <SECRET_1> works, call <PHONE_NUMBER_1>"
    )


async def test_a_message_that_was_not_checked_in_time_stays_and_is_counted() -> None:
    coverage = (await prepare(TRANSCRIPT, NamesDetector())).coverage
    assert (coverage.messages, coverage.read) == (5, 2)
    assert coverage.left_out == (LeftOut("bot post", 2), LeftOut(NOT_CHECKED, 1))


async def test_names_come_back_from_the_sources_of_each_statement_only() -> None:
    model = ScriptedModel(
        "- <PERSON_2> moves the launch. [1]\n- <PERSON_1> can be called at <PHONE_NUMBER_1> [2]\nBye!"
    )
    summary = await summarize(TRANSCRIPT, SummaryRequest(), NamesDetector(), model, CALL)
    assert summary.engine == ENGINE
    assert [(p.text, p.sources) for p in summary.points] == [
        ("Ben moves the launch.", ("m1",)),
        ("someone can be called at 212-555-0123", ("m2",)),
    ]


@pytest.mark.parametrize("error", [RedactionError("x"), OperatorError("x")])
async def test_no_model_is_asked_where_redaction_fails(error: RecapError) -> None:
    model = ScriptedModel("- Hello [1]")
    summary = await summarize(TRANSCRIPT, SummaryRequest(), NamesDetector(error), model, CALL)
    assert (summary.engine, model.asked) == ("offline", [])


@pytest.mark.parametrize("answer", [ModelError("x"), "", "No statement.", "- Of no message of ours. [7]"])
async def test_the_offline_engine_answers_where_the_model_gives_nothing_to_rely_on(answer: str | RecapError) -> None:
    summary = await summarize(TRANSCRIPT, SummaryRequest(), NamesDetector(), ScriptedModel(answer), CALL)
    assert summary.engine == "offline"


async def test_nothing_is_asked_about_nothing() -> None:
    model = ScriptedModel("- Hello [1]")
    assert (await summarize(Transcript("C1", ()), SummaryRequest(), NamesDetector(), model, CALL)).engine == "offline"
    assert model.asked == []
