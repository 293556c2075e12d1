"""What Recap says to people."""

from datetime import UTC, datetime, timedelta

from core import replies
from core.errors import NotFound, RequestError
from core.models import Channel, Coverage, LeftOut

GENERAL = Channel("slack", "T1", "C1", "general")
AT = datetime(2026, 3, 2, 9, 41, tzinfo=UTC)
BOTS = (LeftOut("bot post", 2), LeftOut("no text", 1))


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


def test_a_failure_is_a_sentence() -> None:
    assert replies.failure(NotFound("this thread is gone")) == "This thread is gone."
    assert replies.failure(RequestError("Which one?")) == "Which one?"
    assert replies.failure(RequestError("")) == replies.UNKNOWN
