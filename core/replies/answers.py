"""Around summaries: help, headings, coverage, and what is said where there is none."""

from datetime import tzinfo

from core.errors import RecapError
from core.models import Channel, Coverage
from core.replies.times import moment, span

HELP = """\
I keep the minutes: what was discussed and decided, who does what by when, and what is still open. Only you see it.
No words: what was said here since you were last active, a day at most.
Which messages: last 50 · 2h · yesterday · since monday · since I last asked · catch me up · a message link · two links
Where and whose: #channel · from @ana
How: about pricing · in German · shorter · in 100 words
All of it in any order: "since monday about pricing in German". A question does too: "what is still open?"
In a thread: mention me, use the message shortcut "Summarize thread", or react to any of its messages.
todos: your action items; "todos here" this channel's. decisions about pricing: what was decided, and what changed it.
digest help: summaries that come by themselves."""
WHICH_CHANNEL = 'Say which channel: "#general since monday", or paste a link to a message.'
WHICH_CHANNEL_HERE = 'There is no channel here: name one, as in "todos #general".'
WORKING = "One moment …"
POINTER = "The answer is in your direct messages."
POINTER_TO_CHAT = "The answer is in your chat with me."  # as Teams calls them
TRY_AGAIN = "I cannot find out right now: try again in a minute."
STOPPED = "Stopped. Nothing more is spent on this answer."
TOO_LATE_TO_STOP = "There is nothing to stop any more: the answer is complete."
THANKS = "Thank you: it is kept with the answer, to make the next ones better."
TOO_LATE_TO_RATE = "This answer is not kept any more, so your rating could not be: it helps on a newer one."
PUBLISHED = "Published: everybody in the channel can read it now."
UNKNOWN = "Something went wrong on my side. Ask again; if it stays so, tell your admin."
CUT = "The rest does not fit here: ask for fewer messages, or for it shorter."


def reading(channel: Channel) -> str:
    return f"Reading {title_of(channel)} …"


def heading(channel: Channel, thread: bool) -> str:
    return f"{'A thread in' if thread else 'Minutes of'} {title_of(channel)}"


def released(channel: Channel) -> str:
    """Over a draft that an admin has let through."""
    return (
        f"The answer about {title_of(channel)} that was held back: an admin has looked at it. What the messages do not"
        " prove is marked unconfirmed."
    )


def published_by(name: str) -> str:
    return f"Published by {name}"


def title_of(channel: Channel) -> str:
    return f"#{channel.name}" if channel.name else "this channel"


def no_channel(name: str) -> str:
    return f"I know no channel #{name}: pick it from the list, or invite me there first."


def nothing(channel: Channel, coverage: Coverage) -> str:
    """Said only where reading succeeded: what could not be read is named."""
    if coverage.unread_before:
        return (
            f"Nothing I could read yet in {title_of(channel)}: older messages are still being fetched. Ask again soon."
        )
    if coverage.messages:
        why = f": {_left_out(coverage)} left out" if coverage.left_out else ""
        return f"Nothing to sum up in {title_of(channel)}{why}."
    return f"All quiet in {title_of(channel)}: nobody wrote in that time."


def failure(error: RecapError) -> str:
    """The error's own sentence, as a sentence."""
    text = str(error).strip() or UNKNOWN
    return text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def coverage(found: Coverage, zone: tzinfo) -> str:
    """How many messages of which time were read, and what was not and why."""
    line = f"Read {found.read:,} of {found.messages:,} messages"
    if found.start and found.end:
        line += f", {span(found.start.astimezone(zone), found.end.astimezone(zone))}"
    if found.left_out:
        line += f". Left out: {_left_out(found)}"
    if found.unread_before:
        line += f". Not fetched yet: what is older than {moment(found.unread_before.astimezone(zone))}"
    return line + "."


def _left_out(found: Coverage) -> str:
    return ", ".join(f"{x.count:,} {x.reason}" for x in found.left_out)
