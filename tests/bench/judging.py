"""What judging a statement costs in a transcript of 5,000 messages, the detector in this process included."""

import asyncio
import time
from itertools import islice
from statistics import median, quantiles

from core.checking import Judge
from core.models import Message, Transcript
from core.redaction.outgoing import prepare
from core.text.words import words
from tests.bench.summarizing import seconds
from tests.planted.errors import InProcess, Written
from tests.planted.talks import Talk, talks

SCENES = "scenes_blind.txt"


def joined(count: int) -> Talk:
    """Talks one after the other until there are `count` messages, with all that is true of them."""
    messages: list[Message] = []
    true = []
    for talk in talks(count, scenes=SCENES):
        offset = len(messages)
        messages += [Message(f"m{offset + i}", m.author, m.text, m.sent_at) for i, m in enumerate(talk.transcript)]
        true += [{**s, "sources": [offset + n for n in s["sources"]]} for s in talk.true]
        if len(messages) >= count:
            break
    return Talk(Transcript("long", tuple(messages)), tuple(true))


async def milliseconds(messages: int, statements: int) -> list[float]:
    """Processor time of each statement; the first ones are not counted: weights and patterns are loaded with them."""
    talk, detector = joined(messages), InProcess()
    outgoing = await prepare(talk.transcript, detector)
    judge, taken = Judge(talk.transcript, outgoing, detector), []
    _, true = talk.written(outgoing)
    for place, statement in enumerate(islice(true, statements + 10)):
        await asyncio.sleep(0)
        start = time.thread_time()
        await judge.judge(Written.of(statement))
        taken += [1000 * (time.thread_time() - start)] if place >= 10 else []
    return taken


def run(messages: int = 5_000, statements: int = 400) -> None:
    taken = asyncio.run(milliseconds(messages, statements))
    transcript = joined(messages).transcript
    reference = 1000 * seconds(lambda: [words(m.text) for m in transcript]) / messages
    p99 = quantiles(taken, n=100)[98]
    print(
        f"judging a statement on {messages} messages: {median(taken):.1f} ms, p99 {p99:.1f} ms,"
        f" {median(taken) / reference:.0f} times finding the words of a message"
    )
