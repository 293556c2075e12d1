"""What Recap says to people, on every platform: plain sentences, without a platform's marks.

answers   around summaries    showing      where they can be shown       lines    what lists are made of
digests   posts and lists     digest_form  how one is set up             remarks  what a digest says of itself
items     action items        decisions    what was decided              times    days and moments
workspaces  settings, limits, money
"""

from core.replies.answers import (
    CUT,
    HELP,
    POINTER,
    POINTER_TO_CHAT,
    PUBLISHED,
    STOPPED,
    THANKS,
    TOO_LATE_TO_RATE,
    TOO_LATE_TO_STOP,
    TRY_AGAIN,
    UNKNOWN,
    WHICH_CHANNEL,
    WHICH_CHANNEL_HERE,
    WORKING,
    coverage,
    failure,
    heading,
    no_channel,
    nothing,
    published_by,
    reading,
    title_of,
)
from core.replies.showing import (
    BY_COMMAND,
    LATE,
    NO_CONTENT,
    NO_LINK,
    NO_THREAD_HERE,
    ONLY_HERE,
    READY,
    TOO_OLD,
    WHICH_SERVER,
)
from core.replies.workspaces import ADMINS_ONLY, limits, reads, settings, spent

__all__ = [
    "ADMINS_ONLY",
    "BY_COMMAND",
    "CUT",
    "HELP",
    "LATE",
    "NO_CONTENT",
    "NO_LINK",
    "NO_THREAD_HERE",
    "ONLY_HERE",
    "POINTER",
    "POINTER_TO_CHAT",
    "PUBLISHED",
    "READY",
    "STOPPED",
    "THANKS",
    "TOO_LATE_TO_RATE",
    "TOO_LATE_TO_STOP",
    "TOO_OLD",
    "TRY_AGAIN",
    "UNKNOWN",
    "WHICH_CHANNEL",
    "WHICH_CHANNEL_HERE",
    "WHICH_SERVER",
    "WORKING",
    "coverage",
    "failure",
    "heading",
    "limits",
    "no_channel",
    "nothing",
    "published_by",
    "reading",
    "reads",
    "settings",
    "spent",
    "title_of",
]
