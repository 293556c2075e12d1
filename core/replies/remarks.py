"""What a digest says of itself, in sentences: its headline, that it is late, what it had to leave out and why."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.digests.digest import Digest
from core.digests.post import Section
from core.errors import RecapError
from core.models import Channel
from core.replies.lines import number
from core.replies.times import hour
from core.summary import Statement

QUIET = "All quiet"
NOTHING = "Nothing to report"
CUT = "Not all of it fits here: the rest stands in the thread."
REDONE = "This digest was made without a model at its hour, because the budget was spent; it has been made again."
TOO_LONG = "reading it took too long"
NOT_RUNNING = "Recap was not running"
NOT_POSSIBLE = "it could not be posted for hours"
UNKNOWN = "something went wrong on my side"
NO_DIGEST = "This digest is not there any more."
WHICH_DAYS = "Say on which days it is to come: every day, on workdays, or on a day of the week."
TAKEN_BACK = "what was told of it has been edited or deleted since"
NOT_FETCHED = "its older messages are still being fetched"


def not_yours(digest: Digest) -> str:
    return f"Only {digest.created_by.name}, who set it up, or an admin can change this digest."


def cannot_read(channel: Channel) -> str:
    return f"You cannot read #{channel.name or channel.id}, so you cannot put it into a digest."


def which_channels(most: int) -> str:
    return f"Say which channels it tells of: at least one, at most {most}."


def how_long(least: int, most: int) -> str:
    return f"Give a length between {least} and {most} words."


def no_zone(name: str) -> str:
    return f'I know no time zone "{name}": give one such as Europe/Berlin.'


def headline(sections: Sequence[Section], quiet: bool) -> str:
    """What mattered most, and how much there is of what: of what the sections say, in their words."""
    if not sections:
        return QUIET if quiet else NOTHING
    most = _most(sections)
    counts = _counts(sections)
    return f"{most.text} ({counts})" if most else counts


def late(digest: Digest, due: datetime, now: datetime) -> str:
    return f"Due at {at(digest, due)}, posted at {at(digest, now)}: Recap was not running, or could not post."


def missed(digest: Digest, due: datetime, why: str) -> str:
    return f"Nothing was posted at {at(digest, due)}: {why}. This digest covers that time too."


def because(error: RecapError) -> str:
    """A reason within a sentence."""
    return str(error).strip().removesuffix(".") or UNKNOWN


def unsure(digest: Digest, due: datetime) -> str:
    """Where a platform does not tell what stands there."""
    return (
        f"Recap was stopped while it posted the digest of {at(digest, due)}, which may be missing. This one covers that"
        " time too."
    )


def taken_up(digest: Digest, name: str, since: datetime) -> str:
    return f"#{name} is told from {at(digest, since)} on: it could not be read last time."


def offline(why: str, names: Sequence[str]) -> str:
    where = f" ({', '.join('#' + name for name in names)})" if names else ""
    return f"Made without a model{where}: {why}."


def partly(name: str, reason: str) -> str:
    return f"#{name}: {reason}."


def at(digest: Digest, moment: datetime) -> str:
    """In the digest's own time."""
    return hour(moment.astimezone(ZoneInfo(digest.zone)))


def _most(sections: Sequence[Section]) -> Statement | None:
    """The first decision that people marked, else that was taken; else what is to be done; else what was said."""
    wholes = [section.whole for section in sections]
    decided = [d for whole in wholes for d in whole.decisions if not d.changed_by]
    marked = [d for d in decided if d.explicit]
    to_do = [a for whole in wholes for a in whole.action_items]
    points = [p for whole in sorted(wholes, key=lambda w: -w.coverage.read) for p in whole.points]
    asked = [q for whole in wholes for q in whole.open_questions]
    return next(iter([*marked, *decided, *to_do, *points, *asked]), None)


def _counts(sections: Sequence[Section]) -> str:
    wholes = [section.whole for section in sections]
    counted = (
        (sum(len(w.decisions) for w in wholes), "decision"),
        (sum(len(w.action_items) for w in wholes), "action item"),
        (sum(len(s.overdue) for s in sections), "overdue item"),
        (sum(len(w.open_questions) for w in wholes), "open question"),
    )
    told = ", ".join(number(count, word) for count, word in counted if count)
    where = number(len(sections), "channel")
    return f"{told} in {where}" if told else f"news in {where}"
