"""What a reader gets of an answer, and who gives the rest where it is not whole."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core.asking import first_words, offline
from core.asking.readers import Nobody, Reader
from core.errors import LimitError, ModelError
from core.models import Message, Transcript
from core.ports import Call, Ended, Prompt, Usage
from core.summary import Statement
from core.workspace import WorkspaceSettings
from tests.core.asking.scripted import (
    ANA,
    BEN,
    Notes,
    ScriptedModel,
    Step,
    always,
    answer,
    asked,
    stated,
    summarizer,
)

SAID = Transcript(
    "C1",
    (
        Message("m1", ANA, "The launch moves to Friday because the printer is late."),
        Message("m2", BEN, "I will tell the printer in Leeds tomorrow."),
        Message("m3", ANA, "We agreed: the price stays at 40 euros."),
        Message("m4", BEN, "Who orders the boxes?"),
    ),
)
LAUNCH = stated("The launch moves to Friday because the printer is late.", 1, kind="gist")
PRINTER = stated("<PERSON_2> will tell the printer in Leeds tomorrow.", 2, kind="action", owner="<PERSON_2>")
PRICE = stated("The price stays at 40 euros.", 3, kind="decision")
BOXES = stated("Who orders the boxes?", 4, kind="question")
WRONG = stated("The price stays at 45 euros.", 3, kind="decision")
MOSTLY_RIGHT = LAUNCH, PRINTER, BOXES, WRONG
INVENTED = stated("The boxes cost 12 pounds.", 4)


async def test_names_come_back_from_the_sources_of_each_statement_only() -> None:
    model = ScriptedModel(always(*answer(stated("<PERSON_2> moves the launch to Friday.", 1))))
    summary = (await summarizer(model).summarize(asked())).summary
    assert [(p.text, p.sources) for p in summary.points] == [("Ben moves the launch to Friday.", ("m1",))]
    assert summary.engine == "claude-haiku-5-5"


async def test_each_kind_has_its_place_and_the_gist_is_the_overview() -> None:
    model = ScriptedModel(always(*answer(LAUNCH, PRINTER, PRICE, BOXES)))
    summary = (await summarizer(model).summarize(asked(SAID))).summary
    assert (summary.overview, summary.overview_sources) == (LAUNCH["text"], ("m1",))
    assert [(a.text, a.owner) for a in summary.action_items] == [("Ben will tell the printer in Leeds tomorrow.", BEN)]
    assert [d.text for d in summary.decisions] == [PRICE["text"]]
    assert [q.text for q in summary.open_questions] == [BOXES["text"]]


async def test_each_statement_is_shown_as_soon_as_it_is_whole_and_checked() -> None:
    notes = Notes()

    def script(prompt: Prompt, call: Call) -> list[Step]:
        pieces = answer(LAUNCH, PRICE)
        return [*pieces[:20], 0.3, *pieces[20:]]

    task = asyncio.create_task(summarizer(ScriptedModel(script)).summarize(asked(SAID), notes))
    await asyncio.sleep(0.15)
    shown = list(notes.texts)
    await task
    assert shown == [LAUNCH["text"]]
    assert notes.texts == [LAUNCH["text"], PRICE["text"]]


async def test_a_statement_that_fails_is_repaired_once() -> None:
    def script(prompt: Prompt, call: Call) -> list[Step]:
        return answer(PRICE) if prompt.schema and prompt.schema["title"] == "repair" else answer(LAUNCH, PRINTER, WRONG)

    notes = Notes()
    summary = (await summarizer(ScriptedModel(script)).summarize(asked(SAID), notes)).summary
    assert [d.text for d in summary.decisions] == [PRICE["text"]]
    assert (summary.checks["repaired"], summary.checks["left_out"]) == (1, 0)
    assert WRONG["text"] not in notes.texts


@pytest.mark.parametrize("reader", [Nobody(), Notes()])
async def test_nothing_is_repaired_where_the_deadline_leaves_no_time_for_it(reader: Reader) -> None:
    model, settings = ScriptedModel(always(*answer(*MOSTLY_RIGHT))), WorkspaceSettings(deadline_seconds=1.5)
    summary = (await summarizer(model).summarize(asked(SAID, settings=settings), reader)).summary
    assert (summary.checks["left_out"], len(model.asked)) == (1, 1)


async def test_what_cannot_be_repaired_is_left_out_and_counted() -> None:
    def script(prompt: Prompt, call: Call) -> list[Step]:
        return answer(WRONG) if prompt.schema and prompt.schema["title"] == "repair" else answer(*MOSTLY_RIGHT)

    model = ScriptedModel(script)
    summary = (await summarizer(model).summarize(asked(SAID))).summary
    assert (summary.checks["stated"], summary.checks["left_out"]) == (4, 1)
    assert summary.decisions == ()
    assert len(model.asked) == 2, "one repair and no more"


async def test_where_over_a_third_fail_the_engine_gives_the_rest_and_the_draft_is_kept() -> None:
    notes = Notes()
    model = ScriptedModel(always(*answer(LAUNCH, WRONG, INVENTED, PRICE)))
    answered = await summarizer(model).summarize(asked(SAID), notes)
    assert notes.texts == [LAUNCH["text"]], "nothing further of the model's answer is shown"
    assert answered.summary.engine == "claude-haiku-5-5 and offline"
    assert "did not pass" in str(answered.summary.checks["offline"])
    assert answered.held_back
    assert [f.statement.text for f in answered.held_back.failed] == [WRONG["text"], INVENTED["text"]]


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (ModelError("the model fell silent"), "the model fell silent"),
        (Ended("length", "claude-haiku-5-5", Usage(1, 1)), "the model's answer was cut off"),
        (Ended("refused", "claude-haiku-5-5", Usage(1, 1)), "the model refused to answer"),
    ],
)
async def test_what_was_shown_stays_and_the_engine_completes_it(end: Step, why: str) -> None:
    notes = Notes()
    model = ScriptedModel(always(json.dumps({"statements": [LAUNCH]})[:-2], end))
    summary = (await summarizer(model).summarize(asked(SAID), notes)).summary
    assert notes.texts == [LAUNCH["text"]]
    assert summary.overview == LAUNCH["text"]
    assert (summary.engine, summary.checks["offline"]) == ("claude-haiku-5-5 and offline", why)
    assert summary.decisions, "the engine found the decision that the model did not come to"


@pytest.mark.parametrize("steps", [[ModelError("the model is busy")], answer(), ["Sorry, no.", *answer()[-1:]]])
async def test_the_engine_answers_where_the_model_gives_nothing_to_rely_on(steps: list[Step]) -> None:
    summary = (await summarizer(ScriptedModel(always(*steps))).summarize(asked(SAID))).summary
    assert summary.engine == "offline"
    assert summary.checks["offline"]


async def test_who_asked_too_often_is_told_so_and_no_model_is_asked() -> None:
    async def before() -> None:
        raise LimitError("ask again later", datetime(2026, 3, 2, tzinfo=UTC))

    model = ScriptedModel(always(*answer(LAUNCH)))
    with pytest.raises(LimitError, match="ask again later"):
        await summarizer(model).summarize(asked(SAID, before=before))
    assert model.asked == []


async def test_stopping_stops_the_model() -> None:
    model = ScriptedModel(always(30.0))
    task = asyncio.create_task(summarizer(model).summarize(asked(SAID)))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert model.stopped == 1


class Gone(Notes):
    """A reader whose place was taken away after the first statement."""

    async def said(self, statement: Statement) -> None:
        await super().said(statement)
        raise ModelError("there is no such channel any more")


async def test_a_reader_that_has_gone_ends_the_answer_and_its_failure_is_not_the_models() -> None:
    model, reader = ScriptedModel(always(*answer(LAUNCH), 60.0)), Gone()
    with pytest.raises(ModelError, match="no such channel"):
        await summarizer(model).summarize(asked(SAID), reader)
    assert len(reader.texts) == model.stopped == 1


class Whole:
    """A reader that shows no preliminary answer."""

    async def said(self, statement: Statement) -> None:
        pass


@pytest.mark.parametrize(("reader", "made"), [(Notes(), 1), (Whole(), 0), (Nobody(), 0)])
async def test_a_preliminary_answer_is_made_only_for_a_reader_that_shows_one(
    monkeypatch: pytest.MonkeyPatch, reader: Reader, made: int
) -> None:
    computed = []

    async def compute(function: Callable[..., object], *arguments: object) -> object:
        computed.append(function)
        return function(*arguments)

    monkeypatch.setattr(first_words, "PRELIMINARY_SECONDS", 0.02)
    model = ScriptedModel(always(0.1, *answer(LAUNCH)))
    await summarizer(model, compute=compute).summarize(asked(SAID), reader)
    assert computed.count(offline.preliminary) == made


async def test_after_the_deadline_the_model_still_replaces_what_was_shown_early_and_nobody_else_waits() -> None:
    model, settings = ScriptedModel(always(0.5, *answer(LAUNCH))), WorkspaceSettings(deadline_seconds=0.1)
    notes = Notes()
    replaced = (await summarizer(model).summarize(asked(SAID, settings=settings), notes)).summary
    assert replaced.engine == "claude-haiku-5-5"
    assert [bool(early.checks["preliminary"]) for early in notes.early] == [True]
    late = (await summarizer(model).summarize(asked(SAID, settings=settings), Whole())).summary
    assert (late.engine, late.checks["offline"]) == ("offline", "the model was too late")


async def test_a_model_that_never_comes_is_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_words, "PATIENCE_SECONDS", 0.2)
    model, settings, notes = ScriptedModel(always(60.0)), WorkspaceSettings(deadline_seconds=0.1), Notes()
    summary = (await summarizer(model).summarize(asked(SAID, settings=settings), notes)).summary
    assert (summary.checks["offline"], len(notes.early), model.stopped) == ("the model was too late", 1, 1)


async def test_a_preliminary_answer_that_says_nothing_is_not_shown() -> None:
    model, settings = ScriptedModel(always(0.3, *answer())), WorkspaceSettings(deadline_seconds=0.1)
    notes = Notes()
    await summarizer(model).summarize(asked(Transcript("C1", (Message("m1", ANA, "ok"),)), settings=settings), notes)
    assert notes.early == []


async def test_an_answer_with_nothing_but_a_gist_is_one_point() -> None:
    summary = (await summarizer(ScriptedModel(always(*answer(LAUNCH)))).summarize(asked(SAID))).summary
    assert ([p.text for p in summary.points], summary.overview) == ([LAUNCH["text"]], "")
