"""What a summary found, put beside what is kept: the same decision is kept once."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from core import records
from core.action_items.same import Task, likeness
from core.decisions.recorded import Recorded
from core.decisions.unreached import answers, calls_of
from core.findings.matter import Matter
from core.models import Channel, Message
from core.records import SAID_AGAIN_WITHIN, new_id, sources
from core.summary import Decision, Summary


def found(summary: Summary, channel: Channel, messages: Sequence[Message]) -> list[Recorded]:
    """The summary's decisions, and where none was reached; `messages` are those it was made of."""
    by_id = {m.id: m for m in messages}
    made = (_recorded(decision, summary, channel, by_id) for decision in summary.decisions)
    calls = (_recorded(call, summary, channel, by_id, reached=False) for call in calls_of(summary))
    return [one for one in (*made, *calls) if one]


def put_together(kept: Sequence[Recorded], new: Sequence[Recorded]) -> tuple[list[Recorded], list[str]]:
    """As `core.records.put_together`, without the calls for a decision that were answered."""
    standing, ids = records.put_together(kept, new, _twin, _merged)
    return _unanswered(standing), ids


def _twin(free: Sequence[Recorded], one: Recorded) -> Recorded | None:
    twins = (k for k in free if is_same(k, one))
    return max(twins, key=lambda k: len(set(k.sources) & set(one.sources)), default=None)


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
    rests_on = sources(decision, by_id)
    if rests_on is None:
        return None
    return Recorded(
        id=new_id(),
        channel=channel,
        text=decision.text,
        sources=rests_on.ids,
        decided_at=rests_on.last,
        scope=_topic(decision, summary) or channel.name,
        thread_id=rests_on.thread_id,
        explicit=decision.explicit,
        texts=rests_on.texts,
        reached=reached,
    )


def _topic(decision: Decision, summary: Summary) -> str | None:
    """Of the conversation that most of its sources belong to."""
    shared = {d.topic: len(set(d.messages) & set(decision.sources)) for d in summary.conversations}
    topic = max(shared, key=shared.__getitem__, default=None)
    return topic if topic and shared[topic] else None


def _merged(kept: Recorded | None, new: Recorded) -> Recorded:
    if kept is None:
        return new
    rests_on = tuple(dict.fromkeys((*kept.sources, *new.sources)))
    text = new.text if new.explicit and not kept.explicit else kept.text
    texts = tuple(dict.fromkeys((*kept.texts, *new.texts)))
    return replace(kept, text=text, sources=rests_on, texts=texts, explicit=kept.explicit or new.explicit)
