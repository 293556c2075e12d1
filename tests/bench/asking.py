"""How long who asks waits, at a real model's pace and with a heavy tail, and what of it is our own share.

Our own share is the time in which no answer of the model was waited for. The model stands in a process of its own;
messages are stored and examined before; growth is 20 messages.
"""

import asyncio
import json
import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from core import tokens
from core.answering import Question
from core.models import Channel, Message
from core.ports import Prompt
from tests.bench.asked import ASKER, CHANNEL, Room, Times, room
from tests.bench.chat import chat

ROUNDS = {50: 20, 500: 30, 5_000: 8}
PACES = ("real", "heavy")
GROWTH = 20
PATIENCE_SECONDS = 60.0  # answers can be replaced, as in the bots
ENOUGH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds, `checked` and `read` to the first words: the model's, and whosever; `tokens` as the ledger has them."""

    checked: float
    read: float
    finished: float
    own: float
    computing: float
    tokens: int


def run(rounds: dict[int, int] = ROUNDS, paces: Sequence[str] = PACES) -> None:
    for pace in paces:
        for size, times in rounds.items():
            asyncio.run(_measure(pace, size, times))


async def _measure(pace: str, size: int, rounds: int) -> None:
    async with room(pace) as there:
        channel = replace(CHANNEL, id=f"C{size}")
        messages = chat(size + GROWTH, datetime.now(UTC) - timedelta(days=3))
        await there.store(channel, messages)
        question = Question(ASKER, channel, last=messages[size - 1].id, patience=PATIENCE_SECONDS)
        await _took(there, question)  # what is loaded at the first request is loaded
        took: dict[str, list[Took]] = {"cold": [], "cached": [], "grown": []}
        for _ in range(rounds):
            await there.stores.cache.drop(channel, [m.id for m in messages])
            took["cold"].append(await _took(there, question))
            prompts = list(there.waits.prompts)
            took["cached"].append(await _took(there, question))
            took["grown"].append(await _took(there, replace(question, last=None)))
    for what, all_of in took.items():
        print(f"asked about {size} messages, pace {pace}, {what}, {rounds} rounds: {_told(all_of)}")
    spent = took["grown"][-1].tokens / max(1, took["cold"][-1].tokens)
    print(f"asked again after {GROWTH} new messages in {size}: {spent:.1%} of the first run's tokens")
    print(f"prompts of {size} messages: {_ratio(prompts, messages[:size]):.2f} times the tokens of the text")


async def _took(there: Room, question: Question) -> Took:
    there.waits.clear()
    before = await _tokens(there, question.channel)
    reader, computing = Times(), time.process_time()
    await there.minutes.answer(question, reader)
    finished, computing = reader.since(), time.process_time() - computing
    checked = finished if reader.checked is None else reader.checked
    read = checked if reader.preliminarily is None else min(checked, reader.preliminarily)
    used = await _tokens(there, question.channel) - before
    return Took(checked, read, finished, finished - there.waits.seconds(), computing, used)


async def _tokens(there: Room, channel: Channel) -> int:
    """All that the ledger has counted so far."""
    used = [e.usage for e in await there.stores.ledger.entries(workspace=channel.workspace)]
    return sum(u.input + u.output + u.cache_read + u.cache_written for u in used)


def _told(took: Sequence[Took]) -> str:
    parts = [
        ("first checked words", [t.checked for t in took]),
        ("finished", [t.finished for t in took]),
        ("our own share", [t.own for t in took]),
        ("computing", [t.computing for t in took]),
    ]
    shown = "; ".join(f"{name} {statistics.median(all_of):.2f} s, p99 {_p99(all_of):.2f} s" for name, all_of in parts)
    early = sum(t.read <= ENOUGH_SECONDS for t in took) / len(took)
    return f"{shown}; {early:.0%} could read at {ENOUGH_SECONDS:.0f} s"


def _p99(seconds: Sequence[float]) -> float:
    return sorted(seconds)[math.ceil(0.99 * len(seconds)) - 1]


def _ratio(prompts: Sequence[Prompt], messages: Sequence[Message]) -> float:
    """All that leaves, the schema too as it is sent, to authors and texts; both as `core.tokens` counts."""
    left = "".join(f"{p.system}{p.text}{p.question}{json.dumps(p.schema, separators=(',', ':'))}" for p in prompts)
    return tokens.of_text(left) / tokens.of_text("".join(m.author.name + m.text for m in messages))
