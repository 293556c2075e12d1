"""What Recap says to people."""

from datetime import UTC, datetime, timedelta

import pytest

from core import replies
from core.errors import NotFound, RequestError
from core.models import Channel, Coverage, LeftOut
from core.summary import Summary

GENERAL = Channel("slack", "T1", "C1", "general")
AT = datetime(2026, 3, 2, 9, 41, tzinfo=UTC)
BOTS = (LeftOut("bot post", 2), LeftOut("no text", 1))


def written_by(engine: str, **checks: object) -> Summary:
    return Summary("s", "", (), (), (), (), (), Coverage(0, 0), engine, checks=checks)


def test_all_quiet_is_said_only_where_everything_could_be_read() -> None:
    assert replies.nothing(GENERAL, Coverage(0, 0)) == "All quiet in #general: nobody wrote in that time."
    assert "2 bot post, 1 no text left out" in replies.nothing(GENERAL, Coverage(3, 0, BOTS))
    assert "still being fetched" in replies.nothing(GENERAL, Coverage(0, 0, unread_before=AT))


def test_coverage_says_what_was_read_and_what_was_not() -> None:
    days = Coverage(5, 2, BOTS, AT, AT + timedelta(days=1), AT)
    assert replies.coverage(days, UTC) == (
        "Read 2 of 5 messages, 2 Mar 2026 09:41 to 3 Mar 2026 09:41 UTC. Left out: 2 bot post, 1 no text."
        " Not fetched yet: what is older than 2 Mar 2026 09:41 UTC."
    )


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (written_by("offline"), "Written without a model, in the messages' own words."),
        (written_by("offline", offline="too late"), "Written without a model, in the messages' own words (too late)."),
        (written_by("haiku"), "Written by haiku; every statement was checked against its messages."),
        (
            written_by("haiku", stated=4, left_out=1, repaired=0, verified=True),
            "Written by haiku; every statement was checked against its messages: of 4 1 left out, 0 mended,"
            " and verified by a second model.",
        ),
        (
            written_by("haiku and offline", unverified="money is scarce", offline="it was cut off", offline_messages=4),
            "Written by haiku and offline; every statement was checked against its messages, but not verified by a"
            " second model: money is scarce. The offline engine completed it, over 4 messages, because it was cut off.",
        ),
    ],
)
def test_the_footer_says_who_wrote_it_and_what_the_checks_found(summary: Summary, line: str) -> None:
    assert replies.engine(summary) == line


def test_a_failure_is_a_sentence() -> None:
    assert replies.failure(NotFound("this thread is gone")) == "This thread is gone."
    assert replies.failure(RequestError("Which one?")) == "Which one?"
    assert replies.failure(RequestError("")) == replies.UNKNOWN
