"""What a summary found, put beside what is kept: the same task is one item, however often it is found."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core import records
from core.action_items.item import Item
from core.action_items.kept import Kept
from core.action_items.same import Task, likeness
from core.action_items.tongues import tongue
from core.models import Channel, Message, Person
from core.offline.engine import ENGINE
from core.records import SAID_AGAIN_WITHIN, new_id, sources
from core.summary import ActionItem, Summary


@dataclass(frozen=True, slots=True)
class Found:
    """The item as a summary gives it, and its words for comparing."""

    item: Item
    task: Task
    texts: tuple[str, ...]


def found(summary: Summary, channel: Channel, messages: Sequence[Message], asked_by: Person | None) -> list[Found]:
    """The summary's action items; `messages` are those it was made of."""
    by_id = {m.id: m for m in messages}
    made = (_found(action, summary, channel, by_id, asked_by) for action in summary.action_items)
    return [one for one in made if one]


def put_together(kept: Sequence[Kept], new: Sequence[Found]) -> tuple[list[Kept], list[str]]:
    """As `core.records.put_together`."""
    single = _single([k.item for k in kept]) & _single([one.item for one in new])
    tasks = {k.id: _in_its_tongue(_task(k.item), k.item.text, single) for k in kept}

    def twin(free: Sequence[Kept], one: Found) -> Kept | None:
        likely = max(free, key=lambda k: _likeness(k, tasks[k.id], one), default=None)
        return likely if likely and _likeness(likely, tasks[likely.id], one) > 0 else None

    told = [replace(one, task=_in_its_tongue(one.task, one.item.text, single)) for one in new]
    return records.put_together(kept, told, twin, _merged)


def _found(
    action: ActionItem, summary: Summary, channel: Channel, by_id: Mapping[str, Message], asked_by: Person | None
) -> Found | None:
    rests_on = sources(action, by_id)
    if rests_on is None:
        return None
    item = Item(
        id=new_id(),
        channel=channel,
        text=action.text,
        sources=rests_on.ids,
        said_at=rests_on.first,
        owner=action.owner,
        due=action.due,
        thread_id=rests_on.thread_id,
        sendable=action.explicit or (ENGINE not in summary.engine and not action.unconfirmed),
        asked_by=asked_by,
    )
    return Found(item, _task(item), rests_on.texts)


def _task(item: Item) -> Task:
    return Task.of(item.text, item.owner, item.sources)


def _single(items: Sequence[Item]) -> set[frozenset[str]]:
    """The messages, taken together, on which one of the items rests and no other."""
    counted = Counter(frozenset(item.sources) for item in items)
    return {rests_on for rests_on, count in counted.items() if count == 1}


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


def _merged(kept: Kept | None, found: Found) -> Kept:
    """It stays as it was found first; what it did not say yet is added."""
    if kept is None:
        return Kept(found.item, texts=found.texts)
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
