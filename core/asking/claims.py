"""Claims of others about a conversation, read by the large model where the hard checks found nothing wrong."""

from collections.abc import Sequence
from dataclasses import replace

from core import tokens
from core.asking.asked import Asked
from core.asking.prompts import verify as prompt
from core.asking.redacted import Redacted
from core.asking.stream import Stated
from core.asking.summarizer import Summarizer
from core.checking.verifying import question, supported
from core.errors import LaterError, OperatorError
from core.grounding.support import BAR
from core.grounding.verifying import Verdict
from core.models import Channel
from core.ports import Call
from core.spending.bill import Bill

PURPOSE = "verify"
AT_ONCE = 4  # claims of one prompt
WHOLE_TOKENS = 3_000  # up to so many the conversation is read whole
SOURCES = 8  # of each claim in a longer one: the best, with their neighbours
SURE = 0.75  # the least that a claim scores which the model supports; the most of others is the rest


async def read(tools: Summarizer, asked: Asked, claims: Sequence[str], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts, as the model changes them; as they were where it cannot be asked. A hard failure stands."""
    open_ = [place for place, verdict in enumerate(verdicts) if not verdict.failures and verdict.sources]
    out = list(verdicts)
    for at in range(0, len(open_), AT_ONCE):
        places = open_[at : at + AT_ONCE]
        said = await _asked(tools, asked, [claims[p] for p in places], [verdicts[p].sources for p in places])
        for place, sound in zip(places, said, strict=False):
            out[place] = _changed(verdicts[place], sound)
    return out


async def _asked(
    tools: Summarizer, asked: Asked, claims: Sequence[str], sources: Sequence[Sequence[str]]
) -> list[bool]:
    """Empty where the model fails, or nothing may leave."""
    assert tools.pay
    assert asked.server
    redacted = Redacted(asked.transcript, asked.request, asked.policy, tools.detector, tools.store)
    try:
        leaving = await redacted.leaving()
        whole = sum(map(tokens.of_message, asked.transcript)) <= WHOLE_TOKENS
        shown = [leaving.numbered.ids if whole else ids[:SOURCES] for ids in sources]
        stated = [
            Stated("point", await redacted.hidden(claim), tuple(sorted(leaving.numbered.numbers(ids))))
            for claim, ids in zip(claims, shown, strict=True)
        ]
        text = question(stated, leaving.outgoing)
        call = Call(asked.server, (asked.settings.large_model,), *_place(asked))
        pieces = tools.pay(asked.settings, Bill(PURPOSE)).ask(prompt(text, len(stated)), call)
        return supported("".join([piece async for piece in pieces if isinstance(piece, str)]), len(stated))
    except (LaterError, OperatorError):
        return []


def _place(asked: Asked) -> tuple[str, str, str]:
    channel = asked.transcript.channel or Channel("jsonl", "", asked.transcript.id, asked.transcript.id)
    return channel.platform, channel.workspace, channel.id


def _changed(verdict: Verdict, sound: bool) -> Verdict:
    score = max(verdict.score, SURE) if sound else min(verdict.score, 1 - SURE)
    return replace(verdict, supported=score >= BAR, score=score)
