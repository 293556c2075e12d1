"""What an answer says of itself: who made it, and what the checks found."""

import pytest

from core.models import Coverage
from core.provenance import sentences
from core.summary import Summary


def made_by(engine: str, **checks: object) -> Summary:
    return Summary("s", "", (), (), (), (), (), Coverage(0, 0), engine, checks=checks)


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (made_by("offline"), "Engine: offline."),
        (made_by("offline", offline="it was too late"), "Engine: offline, because it was too late."),
        (made_by("haiku", stated=1), "Engine: haiku. Checked: 1 statement."),
        (
            made_by("haiku", stated=4, left_out=1, repaired=0, unconfirmed=2, verified=True),
            "Engine: haiku. Checked: 4 statements, 1 left out, 2 unconfirmed (≈). Verified by the large model.",
        ),
        (
            made_by("haiku and offline", unverified="money is scarce", offline="it was cut off", offline_messages=4),
            "Engine: haiku and offline. Not verified by the large model: money is scarce."
            " The offline engine completed it, over 4 messages, because it was cut off.",
        ),
    ],
)
def test_it_says_who_made_it_and_what_the_checks_found(summary: Summary, line: str) -> None:
    assert " ".join(sentences(summary)) == line
