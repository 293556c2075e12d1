"""The same log as it would look elsewhere: without names in front, without times, read from the middle."""

from dataclasses import replace
from random import Random

from core.conversations.people import opening
from core.models import Message
from tests.training.irc import Log

CONTEXT = 500  # messages before the annotated ones that are read
_UNNAMED, _UNTIMED, _CUT = 0.4, 0.2, 0.4  # shares of logs that are also trained on in this form


def variants(log: Log) -> list[Log]:
    """The log and some variants of it, always the same ones for the same log."""
    random = Random(log.id)
    log = _from(log, _annotated_from(log) - CONTEXT)
    out = [log]
    if random.random() < _UNNAMED:
        out.append(unnamed(log, random))
    if random.random() < _UNTIMED:
        out.append(untimed(log))
    if random.random() < _CUT:
        out += cut(log, random)
    return out


def unnamed(log: Log, random: Random, share: float = 0.8) -> Log:
    """Most messages without the name in front, as where people reply by other means."""
    changed = (_unnamed(m) if random.random() < share else m for m in log.messages)
    return replace(log, messages=tuple(changed))


def untimed(log: Log) -> Log:
    return replace(log, messages=tuple(replace(m, sent_at=None) for m in log.messages))


def cut(log: Log, random: Random) -> list[Log]:
    """Short logs with nothing before them; what answers a message before the cut opens a conversation."""
    start, out = _annotated_from(log), []
    while start < len(log.messages):
        size = random.randint(20, 150)
        messages = log.messages[start : start + size]
        known = {m.id for m in messages}
        out.append(Log(log.id, messages, {m.id: log.answers[m.id] & known or frozenset({m.id}) for m in messages}))
        start += size
    return out


def _annotated_from(log: Log) -> int:
    return next(i for i, m in enumerate(log.messages) if m.id in log.answers)


def _from(log: Log, place: int) -> Log:
    return replace(log, messages=log.messages[max(0, place) :])


def _unnamed(message: Message) -> Message:
    name, text = opening(message.text)
    return replace(message, text=text.strip() or message.text) if name else message
