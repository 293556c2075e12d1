"""From messages as they were stored or given to the transcript that an engine reads.

`within`, `by_author` and `of_thread` keep what was asked for: what they drop is outside of the question and is not
counted among the transcript's messages. `assemble` then leaves out what no engine should read, and counts it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from core.consent import Consent
from core.errors import RequestError
from core.instructions import instructions
from core.models import Channel, LeftOut, Message, Transcript
from core.ports import Window

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def assemble(
    id: str,
    messages: Iterable[Message],
    channel: Channel | None = None,
    consent: Consent = Consent(),
    unread_before: datetime | None = None,
) -> Transcript:
    """The transcript of these messages in order of time; what nobody may or should read is counted, not kept.

    `unread_before` is as in `Coverage`: what `core.hearing.Backfill.fetch` says.
    """
    read: list[Message] = []
    left_out: Counter[str] = Counter()
    ordered = in_order(messages)
    orders = instructions(message.text for message in ordered)
    for place, message in enumerate(ordered):
        if reason := consent.refusal(message, channel) or _why_not(message, place in orders):
            left_out[reason] += 1
        else:
            read.append(message)
    return Transcript(id, tuple(read), channel, tuple(LeftOut(r, n) for r, n in left_out.items()), unread_before)


def in_order(messages: Iterable[Message]) -> list[Message]:
    """By time of sending, equal times as given. A message without a time stays behind the one given before it."""
    times, last = [], _BEFORE_ALL
    given = list(messages)
    for message in given:
        last = message.sent_at or last
        times.append(last)
    return [given[place] for place in sorted(range(len(given)), key=times.__getitem__)]


def within(messages: Iterable[Message], window: Window) -> list[Message]:
    """Those sent in the window; those without a time are always inside."""
    return [m for m in messages if m.sent_at in window]


def by_author(messages: Iterable[Message], name: str) -> list[Message]:
    """What people of this display name wrote, in any case; else what the only one wrote whose name begins with it.

    Empty where nobody is called so. Errors: `RequestError` where several names begin with it.
    """
    given = list(messages)
    wanted = name.removeprefix("@").casefold()
    names = {m.author.name for m in given}
    fitting = {n for n in names if n.casefold() == wanted} or {n for n in names if n.casefold().startswith(wanted)}
    if len({n.casefold() for n in fitting}) > 1:
        raise RequestError(f'"{name}" may be {" or ".join(sorted(fitting))}: give more of the name')
    return [m for m in given if m.author.name in fitting]


def of_thread(messages: Iterable[Message], message_id: str) -> list[Message]:
    """The thread that a message belongs to, from its root on; empty where there is no such message."""
    given = list(messages)
    roots = {m.thread_id or m.id for m in given if m.id == message_id}
    return [m for m in given if m.id in roots or m.thread_id in roots]


def _why_not(message: Message, orders: bool) -> str | None:
    """Why a message stays out, None where it is read."""
    if message.author.bot:
        return "bot post"
    if not message.text.strip():
        return "no text"
    if orders:
        return "instruction to the summarizer"
    return None
