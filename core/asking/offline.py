"""What the offline engine gives where the model gave nothing, or not all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.asking.kept import ACTION, DECISION, POINT, QUESTION, Kept
from core.models import LeftOut, Message, Transcript
from core.offline import engine
from core.summary import Summary, SummaryRequest

PRELIMINARY_MESSAGES = 1_000  # the newest: what the engine reads in half a second
PRELIMINARY_SECONDS_EACH = 0.0007  # of a message, where others compute too
NOT_YET = "not read yet"


def whole(transcript: Transcript, request: SummaryRequest, why: str | None) -> Summary:
    """All of an answer by the engine; `why` no model gave it, None where nobody expected one."""
    summary = engine.summarize(transcript, request)
    return replace(summary, checks={**summary.checks, "offline": why}) if why else summary


def kept(messages: Sequence[Message]) -> tuple[Kept, ...]:
    """The engine's statements about some messages, as if a model had made them."""
    return tuple(_kept(engine.summarize(Transcript("", tuple(messages)))))


def preliminary(transcript: Transcript, request: SummaryRequest) -> Summary:
    """A quick answer to read until the model's comes; its coverage counts what it has not read."""
    newest = transcript.messages[-PRELIMINARY_MESSAGES:]
    older = len(transcript.messages) - len(newest)
    left_out = (*transcript.left_out, LeftOut(NOT_YET, older)) if older else transcript.left_out
    summary = engine.summarize(replace(transcript, messages=newest, left_out=left_out), request)
    return replace(summary, checks={**summary.checks, "preliminary": True})


def preliminary_seconds(transcript: Transcript) -> float:
    """How long the preliminary answer takes."""
    return PRELIMINARY_SECONDS_EACH * min(PRELIMINARY_MESSAGES, len(transcript.messages))


def _kept(summary: Summary) -> Iterator[Kept]:
    yield from (Kept(DECISION, s) for s in summary.decisions)
    yield from (Kept(ACTION, s) for s in summary.action_items)
    yield from (Kept(QUESTION, s) for s in summary.open_questions)
    yield from (Kept(POINT, s) for s in summary.points)
