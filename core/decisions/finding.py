"""What a summary found, put beside what is kept: the same decision is kept once."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from core.action_items.same import Task, likeness
from core.decisions.recorded import Recorded
from core.decisions.unreached import answers, calls_of
from core.findings.matter import Matter
from core.models import Channel, Message
from core.standing import fingerprint
from core.summary import Decision, Summary

SAID_AGAIN_WITHIN = timedelta(days=30)
_ID_BYTES = 5


def found(summary: Summary, channel: Channel, messages: Sequence[Message]) -> list[Recorded]:
    """The summary's decisions, and where none was reached; `messages` are those it was made of."""
    by_id = {m.id: m for m in messages}
    made = (_recorded(decision, summary, channel, by_id) for decision in summary.decisions)
    calls = (_recorded(call, summary, channel, by_id, reached=False) for call in calls_of(summary))
    return [one for one in (*made, *calls) if one]


def put_together(kept: Sequence[Recorded], new: Sequence[Recorded]) -> tuple[list[Recorded], list[str]]:
    """All that stands from now on, and the ids of what was found, in its order; two of one summary stay two."""
    standing = {one.id: one for one in kept}
    before = list(standing)
    ids: list[str] = []
    for one in new:
        twins = [standing[id] for id in before if id not in ids and is_same(standing[id], one)]
        known = max(twins, key=lambda k: len(set(k.sources) & set(one.sources)), default=None)
        result = _again(known, one) if known else one
        standing[result.id] = result
        ids.append(result.id)
    return _unanswered(standing.values()), ids


def _unanswered(standing: Collection[Recorded]) -> list[Recorded]:
    """Without the calls for a decision that a later one answers."""
    reached = [one for one in standing if one.reached]
    return [
        one for one in standing if one.reached or not any(d.at >= one.at and answers(d.text, one.text) for d in reached)
    ]


def is_same(a: Recorded, b: Recorded) -> bool:
    """Whether two findings are one decision: said of the same messages, or in the same words within some weeks."""
    one, other = Task.of(a.text, None, a.sources), Task.of(b.text, None, b.sources)
    if a.reached != b.reached or Matter.of(a.text).negated != Matter.of(b.text).negated:
        return False
    together = not one.sources.isdisjoint(other.sources)
    return (together or abs(a.at - b.at) <= SAID_AGAIN_WITHIN) and likeness(one, other) > 0


def _recorded(
    decision: Decision, summary: Summary, channel: Channel, by_id: dict[str, Message], reached: bool = True
) -> Recorded | None:
    sources = [by_id[id] for id in decision.sources if id in by_id]
    said = [m.sent_at for m in sources if m.sent_at]
    if not said:
        return None
    return Recorded(
        id=secrets.token_hex(_ID_BYTES),
        channel=channel,
        text=decision.text,
        sources=tuple(m.id for m in sources),
        decided_at=max(said),
        scope=_topic(decision, summary) or channel.name,
        thread_id=next((m.thread_id for m in sources if m.thread_id), None),
        explicit=decision.explicit,
        texts=tuple(map(fingerprint, sources)),
        reached=reached,
    )


def _topic(decision: Decision, summary: Summary) -> str | None:
    """Of the conversation that most of its sources belong to."""
    shared = {d.topic: len(set(d.messages) & set(decision.sources)) for d in summary.conversations}
    topic = max(shared, key=shared.__getitem__, default=None)
    return topic if topic and shared[topic] else None


def _again(kept: Recorded, new: Recorded) -> Recorded:
    sources = tuple(dict.fromkeys((*kept.sources, *new.sources)))
    text = new.text if new.explicit and not kept.explicit else kept.text
    texts = tuple(dict.fromkeys((*kept.texts, *new.texts)))
    return replace(kept, text=text, sources=sources, texts=texts, explicit=kept.explicit or new.explicit)
