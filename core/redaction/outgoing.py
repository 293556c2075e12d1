"""A transcript as it may leave: every message examined, every finding a placeholder, the rest kept back."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.models import Coverage, LeftOut, Message, Transcript
from core.ports import Detector, MessageStore
from core.redaction import examining
from core.redaction.people import members
from core.redaction.policy import Policy
from core.redaction.pseudonyms import Pseudonyms
from core.redaction.spans import Finding, join, places

NOT_CHECKED = "not checked for personal data in time"
# A secret that was found once is taken out wherever the conversation repeats it, also without the words around it.
REPEATED_SECRET_MIN_CHARS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it leaves: nothing of it but its number in the transcript, its author's placeholder, its text."""

    message_id: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`pseudonyms` lead back to what the lines hide; they stay here."""

    lines: tuple[Line, ...]
    pseudonyms: Pseudonyms
    coverage: Coverage


async def prepare(
    transcript: Transcript, detector: Detector, policy: Policy = Policy(), store: MessageStore | None = None
) -> Outgoing:
    """`store` is where the transcript was read, if it was: what was found before is taken from there and kept there.

    Errors: `RedactionError`, `OperatorError`, `StorageError`: nothing may leave then.
    """
    policy = policy.with_people(members({m.author.id: m.author for m in transcript}.values()))
    found = await examining.find(transcript, detector, policy, store)
    # In a thread: of five thousand messages it is half a second in which others would not be heard.
    return await asyncio.to_thread(_outgoing, transcript, found, policy)


def _outgoing(transcript: Transcript, found: Sequence[tuple[Finding, ...] | None], policy: Policy) -> Outgoing:
    examined = [(m, f) for m, f in zip(transcript, found, strict=True) if f is not None]
    secrets = _secrets(examined)
    pseudonyms = Pseudonyms({m.id: m.names[0] for m in policy.people})
    lines = [_line(m, join((*f, *places(m.text, secrets))), pseudonyms) for m, f in examined]
    return Outgoing(tuple(lines), pseudonyms, _coverage(transcript, [m for m, _ in examined]))


def _secrets(examined: Iterable[tuple[Message, tuple[Finding, ...]]]) -> dict[str, Finding]:
    values = {m.text[f.start : f.end]: f for m, found in examined for f in found if f.secret}
    return {value: f for value, f in values.items() if len(value) >= REPEATED_SECRET_MIN_CHARS}


def _line(message: Message, findings: Iterable[Finding], pseudonyms: Pseudonyms) -> Line:
    author = pseudonyms.author(message.id, message.author.id, message.author.name)
    return Line(message.id, author, pseudonyms.hide(message.id, message.text, findings))


def _coverage(transcript: Transcript, read: Sequence[Message]) -> Coverage:
    withheld = len(transcript.messages) - len(read)
    left_out = (*transcript.left_out, LeftOut(NOT_CHECKED, withheld)) if withheld else transcript.left_out
    return Transcript(transcript.id, tuple(read), transcript.channel, left_out).coverage
