"""The form in which a digest is set up: what each platform's own form asks and offers, and what it says of mistakes."""

from core.digests.digest import EVERY_DAY, WORDS_MAX, Digest
from core.replies.digests import DAYS, LENGTHS, SET_UP

CHANNELS, TO, KIND, ON, AT, ZONE, LANGUAGE, LENGTH = (
    *("channels", "destination", "kind", "days", "at", "zone", "language", "length"),
)
LABELS = {
    CHANNELS: "Of which channels",
    TO: "Post it in",
    KIND: "It tells",
    ON: "On",
    AT: "At",
    ZONE: "Time zone",
    LANGUAGE: "Language; empty: that of the messages",
    LENGTH: "At most so many words",
}
NO_ZONE = 'I know no such time zone: try "Europe/Berlin".'
NO_LANGUAGE = 'I know no such language: try "German".'


def title(digest: Digest | None) -> str:
    """None: a new one is set up."""
    return "Change a digest" if digest else SET_UP


def hour(digest: Digest | None) -> str:
    return f"{digest.at:%H:%M}" if digest else "09:00"


def days() -> dict[str, str]:
    """Value and name of each day of the week."""
    return {str(day): DAYS[day] for day in EVERY_DAY}


def lengths(digest: Digest | None) -> dict[str, str]:
    """Value and text of each; the digest's own is among them."""
    return {str(it): f"{it} words" for it in sorted({*LENGTHS, digest.max_words if digest else WORDS_MAX})}
