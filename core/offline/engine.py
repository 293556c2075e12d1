"""Puts a summary together from what was found and what was chosen."""

from core import findings
from core.models import Transcript
from core.summary import Point, Summary, SummaryRequest
from core.text.sentences import sentences

ENGINE = "offline"


def summarize(transcript: Transcript, request: SummaryRequest = SummaryRequest()) -> Summary:
    """The summary of one transcript. The same input gives the same output."""
    found = findings.find(transcript)
    return Summary(
        id=transcript.id,
        overview="",
        overview_sources=(),
        points=_points(transcript, request.max_words or 150),
        decisions=found.decisions,
        action_items=found.action_items,
        open_questions=found.open_questions,
        coverage=transcript.coverage,
        engine=ENGINE,
    )


def _points(transcript: Transcript, words: int) -> tuple[Point, ...]:
    chosen: list[Point] = []
    for message in transcript:
        for sentence in sentences(message.text):
            words -= len(sentence.split())
            if words < 0:
                return tuple(chosen)
            chosen.append(Point(sentence, (message.id,)))
    return tuple(chosen)
