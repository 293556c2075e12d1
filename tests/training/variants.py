"""The same log as it would look elsewhere: without names in front, without times, read from the middle, by a team."""

from collections import defaultdict
from dataclasses import replace
from random import Random

from core.conversations.people import opening
from core.models import Message, Person
from tests.training.irc import Log

CONTEXT = 500  # messages before the annotated ones that are read
TEAM = 8  # people
_UNNAMED, _UNTIMED, _CUT, _TEAM = 0.3, 0.15, 0.3, 0.5  # shares of logs that are also trained on in this form


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
    if random.random() < _TEAM:
        out += cut(team(unnamed(log, random, share=0.9), random), random)
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


def team(log: Log, random: Random) -> Log:
    """As if a few people had written it all, slower: each takes part in many conversations, never answering oneself."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    author = {m.id: m.author.id for m in log.messages}
    for id, parents in log.answers.items():
        for parent in parents & author.keys():
            partners[author[id]].add(author[parent])
            partners[author[parent]].add(author[id])
    played: dict[str, str] = {}
    for a in dict.fromkeys(author.values()):
        taken = {played.get(x) for x in partners[a] - {a}}
        played[a] = random.choice([str(i) for i in range(TEAM) if str(i) not in taken] or ["0"])
    slower, start = random.choice((1, 2, 5, 10)), log.messages[0].sent_at
    messages = []
    for m in log.messages:
        at = start + (m.sent_at - start) * slower if start and m.sent_at else None
        messages.append(replace(m, author=Person(played[m.author.id], played[m.author.id]), sent_at=at))
    return replace(log, messages=tuple(messages))


def _annotated_from(log: Log) -> int:
    return next(i for i, m in enumerate(log.messages) if m.id in log.answers)


def _from(log: Log, place: int) -> Log:
    return replace(log, messages=log.messages[max(0, place) :])


def _unnamed(message: Message) -> Message:
    name, text = opening(message.text)
    return replace(message, text=text.strip() or message.text) if name else message
