"""Claims that the large model reads: what it changes, and what it never does."""

import json
from dataclasses import replace

import pytest

from core.asking.claims import read
from core.errors import ModelError
from core.grounding.verifying import Verdict, Verifier
from core.ports import Ended, Usage
from tests.core.asking.scripted import TRANSCRIPT, ScriptedModel, Step, always, asked, summarizer

CLAIMS = ["Ben moves the launch to Friday.", "Ben moves the launch to Monday."]
ENDED = Ended("complete", "claude-sonnet-5-5", Usage(1, 1))


def offline() -> list[Verdict]:
    verifier = Verifier(TRANSCRIPT.messages)
    return [verifier.verify(claim) for claim in CLAIMS]


def says(*sound: bool) -> list[Step]:
    verdicts = [{"statement": n, "supported": s} for n, s in enumerate(sound, 1)]
    return [json.dumps({"verdicts": verdicts}), ENDED]


async def test_a_hard_failure_stands_and_is_not_even_asked_about() -> None:
    model = ScriptedModel(always(*says(True)))
    first, second = await read(summarizer(model), asked(), CLAIMS, offline())
    assert (first.supported, second.supported) == (True, False)
    [prompt] = model.asked
    [item] = json.loads(prompt.text)
    assert item["text"] == "<PERSON_2> moves the launch to Friday."


@pytest.mark.parametrize("sound", [True, False])
async def test_the_model_decides_where_nothing_is_wrong(sound: bool) -> None:
    doubted = [replace(verdict, supported=not sound, score=0.5) for verdict in offline()]
    first, _ = await read(summarizer(ScriptedModel(always(*says(sound)))), asked(), CLAIMS, doubted)
    assert (first.supported, first.score) == (sound, 0.75 if sound else 0.25)


async def test_where_the_model_fails_the_verdicts_stay() -> None:
    model = ScriptedModel(always(ModelError("busy")))
    assert await read(summarizer(model), asked(), CLAIMS, offline()) == offline()
