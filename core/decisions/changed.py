"""Decisions of one summary: an earlier one that a later one takes back names the messages of that."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.decisions.reversing import About
from core.models import Message
from core.summary import Decision

SURE = 1.0  # everything that the shorter one is about, or a value that goes: what is marked must be so


def marked_as_changed(decisions: Iterable[Decision], messages: Sequence[Message]) -> tuple[Decision, ...]:
    """The same decisions in their order; what stands has no `changed_by`. `messages` are in the order of saying."""
    places = {m.id: n for n, m in enumerate(messages)}
    out = [replace(d, changed_by=()) for d in decisions]
    said = [max(places.get(id, -1) for id in d.sources) for d in out]
    about = [About.of(d.text) for d in out]
    for later in sorted(range(len(out)), key=said.__getitem__):
        before = [n for n, d in enumerate(out) if said[n] < said[later] and not d.changed_by]
        share, _, n = max(((about[n].changed_by(about[later]), said[n], n) for n in before), default=(0.0, 0, 0))
        if share >= SURE:
            out[n] = replace(out[n], changed_by=out[later].sources)
    return tuple(out)
