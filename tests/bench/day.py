"""What a day costs: messages in several channels, their digests, and what people ask, many of it again."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from core.answering import Question
from core.models import Channel
from core.ports import Entry, Priority
from core.summary import SummaryRequest
from tests.bench.asked import ASKER, CHANNEL, Room, room
from tests.bench.chat import chat

CHANNELS, MESSAGES, REQUESTS = 10, 10_000, 50
REPEATED, HIGH, GROWN = 0.6, 0.05, 0.25  # of requests; the last of repeats: there the channel has grown meanwhile
SIZES = (50, 100, 200, 500)
NEW_MESSAGES = 20


@dataclass
class Mix:
    """What was asked, and how many of the repeats the cache answered."""

    digests: int = 0
    new: int = 0
    repeats: int = 0
    grown: int = 0
    high: int = 0
    from_cache: int = 0


def run(channels: int = CHANNELS, messages: int = MESSAGES, requests: int = REQUESTS) -> None:
    asyncio.run(_day(channels, messages, requests))


async def _day(count: int, messages: int, requests: int) -> None:
    async with room("none") as there:
        channels = [replace(CHANNEL, id=f"C{n}", name=f"channel-{n}") for n in range(count)]
        each = messages // count
        for n, channel in enumerate(channels):
            await there.store(channel, chat(each, datetime.now(UTC) - timedelta(days=1), 80_000 / each, n * messages))
        mix = Mix()
        await _asked(there, channels, requests, mix)
        at_500 = await _cost(there, Question(ASKER, channels[0], newest=500, fresh=True))
        for channel in channels:
            await there.minutes.answer(Question(ASKER, channel, priority=Priority.DIGEST))
            mix.digests += 1
        entries = await there.stores.ledger.entries(workspace=CHANNEL.workspace)
    print(
        f"a day of {messages:,} messages in {count} channels: {mix.digests} digests, {mix.new} requests and"
        f" {mix.repeats} repeats, {mix.grown} of these after {NEW_MESSAGES} new messages; {mix.high} of high stakes"
    )
    print(f"repeats answered from the cache: {mix.from_cache} of {mix.repeats}")
    print(f"500 messages cost ${at_500:.4f}")
    _tell(entries, mix.digests + mix.new + mix.repeats)


async def _asked(there: Room, channels: Sequence[Channel], requests: int, mix: Mix) -> None:
    """The first of each kind, then repeats of them; a few are about a matter of high stakes."""
    chance = Random(7)
    mix.repeats = round(REPEATED * requests)
    mix.new = requests - mix.repeats
    firsts = [_question(chance, channels, n) for n in range(mix.new)]
    for n, question in enumerate(firsts):
        high = n < math.ceil(HIGH * requests)
        if high:
            await there.stores.settings.change(
                CHANNEL.platform, CHANNEL.workspace, [f"high_stakes_channels={question.channel.name}"]
            )
        await there.minutes.answer(question)
        if high:
            await there.stores.settings.change(CHANNEL.platform, CHANNEL.workspace, ["high_stakes_channels="])
        mix.high += high
    for n in range(mix.repeats):
        question = chance.choice(firsts[mix.high :])
        if n >= (1 - GROWN) * mix.repeats:
            await there.store(question.channel, chat(NEW_MESSAGES, datetime.now(UTC), 1, 900_000 + n * NEW_MESSAGES))
            mix.grown += 1
        mix.from_cache += (await there.minutes.answer(question)).cached


def _question(chance: Random, channels: Sequence[Channel], number: int) -> Question:
    """Each about other messages: no two of the day's first questions share an answer."""
    channel = channels[number % len(channels)]
    return Question(ASKER, channel, newest=chance.choice(SIZES), request=SummaryRequest(focus=f"matter {number}"))


async def _cost(there: Room, question: Question) -> float:
    return (await there.minutes.answer(question)).cost


def _tell(entries: Sequence[Entry], summaries: int) -> None:
    calls = [e for e in entries if e.cached is None]
    small = [e for e in calls if e.cost < e.large]
    cost, large = sum(e.cost for e in calls), sum(e.large for e in calls)
    print(f"the day cost ${cost:.3f}, ${cost / summaries:.4f} a summary on average")
    print(f"{len(small) / len(calls):.1%} of {len(calls)} calls on the small model")
    print(f"{1 - cost / large:.1%} cheaper than the same calls on the large model")
