"""What a weekly digest need not read again: decisions are stored as daily digests find them, and told from there."""

from collections.abc import Sequence
from dataclasses import replace

from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.digests.slots import before
from core.models import Channel, Window
from core.summary import Decision, Summary


def untold(digest: Digest, channel: Channel, window: Window, others: Sequence[Digest]) -> Window:
    """What of a weekly digest's window is still to be summarized.

    Where a daily digest of the same place and language has told the channel since before the window began, only what
    came after its last post is: what it found is stored. Answers that people ask for tell parts of a channel, so they
    count for nothing here: a channel that no daily digest tells is summarized whole.
    """
    if window.since is None or window.until is None:
        return window
    ends = [before(other, window.until).at for other in others if _covers(other, digest, channel, window)]
    return Window(max(window.since, *ends), window.until) if ends else window


def of_the_week(summary: Summary, stored: Sequence[Recorded]) -> Summary:
    """Only decisions: those that are stored, and what the summary found beside them."""
    known = {id for one in stored for id in one.sources}
    new = [decision for decision in summary.decisions if known.isdisjoint(decision.sources)]
    decided = [Decision(one.text, one.sources, explicit=one.explicit) for one in stored]
    return replace(
        summary,
        overview="",
        overview_sources=(),
        points=(),
        decisions=(*decided, *new),
        open_questions=(),
        action_items=(),
    )


def _covers(other: Digest, digest: Digest, channel: Channel, window: Window) -> bool:
    same = (other.destination.id, other.language) == (digest.destination.id, digest.language)
    told = channel.id in {c.id for c in other.channels}
    early = window.since is not None and other.since <= window.since
    return same and told and early and other.kind == "daily" and not other.paused
