"""What a summary found, put beside what is kept: the same task is one item, however often it is found."""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from core.action_items.item import Item
from core.action_items.kept import Kept
from core.action_items.same import Task, likeness
from core.action_items.tongues import tongue
from core.models import Channel, Message, Person
from core.offline.engine import ENGINE
from core.standing import fingerprint
from core.summary import ActionItem, Summary

SAID_AGAIN_WITHIN = timedelta(days=30)  # without a message in common; later it is rather the next one of its kind
_ID_BYTES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The item as a summary gives it, and its words for comparing."""

    item: Item
    task: Task
    texts: tuple[str, ...]


def found(summary: Summary, channel: Channel, messages: Sequence[Message], asked_by: Person | None) -> list[Found]:
    """The summary's action items; `messages` are those it was made of."""
    by_id = {m.id: m for m in messages}
    made = [_item(action, summary, channel, by_id, asked_by) for action in summary.action_items]
    return [Found(item, _task(item), tuple(fingerprint(by_id[id]) for id in item.sources)) for item in made if item]


def put_together(kept: Sequence[Kept], new: Sequence[Found]) -> tuple[list[Kept], list[str]]:
    """All that stands from now on, and the ids of what was found, in its order; two of one summary stay two."""
    standing = {one.id: one for one in kept}
    single = _single([k.item for k in kept]) & _single([one.item for one in new])
    tasks = {one.id: _in_its_tongue(_task(one.item), one.item.text, single) for one in kept}
    ids: list[str] = []
    for it in new:
        one = replace(it, task=_in_its_tongue(it.task, it.item.text, single))
        free = (standing[id] for id in tasks if id not in ids)
        twin = max(free, key=lambda k: _likeness(k, tasks[k.id], one), default=None)
        known = twin if twin and _likeness(twin, tasks[twin.id], one) > 0 else None
        result = _again(known, one) if known else Kept(one.item, texts=one.texts)
        standing[result.id] = result
        ids.append(result.id)
    return list(standing.values()), ids


def _item(
    action: ActionItem, summary: Summary, channel: Channel, by_id: Mapping[str, Message], asked_by: Person | None
) -> Item | None:
    sources = [by_id[id] for id in action.sources if id in by_id]
    said = [m.sent_at for m in sources if m.sent_at]
    if not said:
        return None
    return Item(
        id=secrets.token_hex(_ID_BYTES),
        channel=channel,
        text=action.text,
        sources=tuple(m.id for m in sources),
        said_at=min(said),
        owner=action.owner,
        due=action.due,
        thread_id=next((m.thread_id for m in sources if m.thread_id), None),
        sendable=action.explicit or (ENGINE not in summary.engine and not action.unconfirmed),
        asked_by=asked_by,
    )


def _task(item: Item) -> Task:
    return Task.of(item.text, item.owner, item.sources)


def _single(items: Sequence[Item]) -> set[frozenset[str]]:
    """The messages, taken together, on which one of the items rests and no other."""
    counted = Counter(frozenset(item.sources) for item in items)
    return {sources for sources, count in counted.items() if count == 1}


def _in_its_tongue(task: Task, text: str, single: Collection[frozenset[str]]) -> Task:
    return replace(task, tongue=tongue(text)) if task.sources in single else task


def _likeness(kept: Kept, task: Task, found: Found) -> float:
    """What is done or was long ago is only the same where it rests on the same messages."""
    together = not task.sources.isdisjoint(found.task.sources)
    apart = abs(kept.at - found.item.said_at) > SAID_AGAIN_WITHIN
    if not together and (kept.item.status != "open" or apart):
        return 0.0
    # Whoever it was given to by hand, the messages still name the one before.
    compared = replace(found.task, owner=None) if kept.by_hand else found.task
    return likeness(task, compared)


def _again(kept: Kept, found: Found) -> Kept:
    """It stays as it was found first; what it did not say yet is added."""
    before, new = kept.item, found.item
    better = new.sendable and not before.sendable
    later = not set(new.sources) <= set(before.sources)  # something was said about it that was not known before
    refused = new.owner is not None and new.owner.id in kept.refused_by
    owner = before.owner if kept.by_hand or refused else before.owner or new.owner
    taken = before.status == "refused" and owner is not None
    item = replace(
        before,
        text=new.text if better else before.text,
        sources=tuple(dict.fromkeys((*before.sources, *new.sources))),
        said_at=min(before.said_at, new.said_at),
        status="open" if taken else before.status,
        owner=owner,
        due=new.due if new.due and (later or not before.due) else before.due,
        sendable=before.sendable or new.sendable,
        asked_by=before.asked_by or new.asked_by,
    )
    return replace(kept, item=item, stale=False, texts=tuple(dict.fromkeys((*kept.texts, *found.texts))))
