"""What Slack marks in what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.words import pieces
from core.words import InChannel, MessageAt, Named


def marked(text: str) -> list[object]:
    return [piece for piece in pieces(text, "UBOT") if not (isinstance(piece, str) and not piece.strip())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from <@U1|ana>", ["from ", Named("U1", "ana")]),
        ("from <@U1>", ["from ", Named("U1", "U1")]),
        ("<@UBOT> summarize", [" summarize"]),
        ("<#C1|general>", [InChannel("C1", "general")]),
        ("<#C1>", [InChannel("C1", "")]),
        ("<!subteam^S1|@ops> R&amp;D", ["@@ops", " R&D"]),
        ("<https://acme.slack.com/archives/C1/p1714996800000100>", [MessageAt("C1", "1714996800.000100")]),
        (
            "https://acme.slack.com/archives/C1/p1714996800000200?thread_ts=1714996800.000100&amp;cid=C1",
            [MessageAt("C1", "1714996800.000200", "1714996800.000100")],
        ),
        ("about <https://example.org/a|this>", ["about ", "https://example.org/a"]),
    ],
)
def test_marks_are_taken_as_what_they_refer_to(text: str, found: list[object]) -> None:
    assert marked(text) == found


@given(st.text())
def test_any_text_is_taken_apart(text: str) -> None:
    list(pieces(text, "UBOT"))
