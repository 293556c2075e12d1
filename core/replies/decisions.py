"""Decisions that were kept, and what became of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from core.decisions.recorded import Recorded
from core.models import Channel
from core.replies.answers import title_of
from core.replies.lines import Line
from core.replies.times import day

SHOWN_MAX, CALLS_MAX = 15, 5
UNREACHED = "No decision was reached, "
HELP = """\
decisions: what was decided in the channels that you can read, the newest first.
decisions about pricing, decisions #channel, or both: only those, and where none was reached.
What changed a decision stands under it."""


def heading(found: Sequence[Recorded], words: str, channel: Channel | None) -> str:
    """Where none was reached it says so, as far as it was read."""
    reached = sum(it.reached for it in found)
    about = f" about “{words}”" if words else ""
    where = f" in {title_of(channel)}" if channel else ""
    if not reached:
        return f"No decision was reached{about}{where}, in what I have read and you can see."
    newest = f": the newest {SHOWN_MAX} of {reached:,}" if reached > SHOWN_MAX else f": {reached:,}"
    return f"Decisions{about}{where}{newest}"


def lines(found: Sequence[Recorded], others: Iterable[Recorded], zone: tzinfo) -> Iterator[Line]:
    """Each decision, under it the one that changed it, and the one that it changed where that is not listed itself.

    `others` are looked up for these. Where one was called for and none was reached stands at the end.
    """
    listed = [it for it in found if it.reached][:SHOWN_MAX]
    shown = {it.id for it in listed}
    known = {it.id: it for it in (*others, *found)}
    for it in listed:
        yield line(it, zone)
        if later := known.get(it.reversed_by or ""):
            yield line(later, zone, "↳ changed by ")
        if (earlier := known.get(it.reverses or "")) and earlier.id not in shown:
            yield line(earlier, zone, "↳ it changed ")
    for it in [it for it in found if not it.reached][:CALLS_MAX]:
        yield line(it, zone, UNREACHED)


def line(it: Recorded, zone: tzinfo, before: str = "") -> Line:
    at = it.decided_at.astimezone(zone)
    lead = f"{before}{day(at)}: "
    where = title_of(it.channel)
    scope = f", {it.scope}" if it.scope and it.scope != it.channel.name else ""
    return Line(it.text, it.channel, it.sources, lead, f"({where}{scope})", it.thread_id)


def changed(earlier: Recorded, later: Recorded) -> Line:
    """A reversal in one line, linked to the later one, for digests."""
    return Line(later.text, later.channel, later.sources, "", f"(before: {earlier.text})", later.thread_id)
