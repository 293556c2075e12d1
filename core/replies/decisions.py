"""Decisions that were kept, and what became of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from core.decisions.recorded import Recorded
from core.models import Channel
from core.replies.answers import title_of
from core.replies.lines import Line

SHOWN_MAX = 15
HELP = """\
decisions: what was decided in the channels that you can read, the newest first.
decisions about pricing, decisions #channel, or both: only those. What changed a decision stands under it."""


def heading(found: Sequence[Recorded], words: str, channel: Channel | None) -> str:
    """Where none was found it says that nothing was decided, as far as it was read."""
    about = f" about “{words}”" if words else ""
    where = f" in {title_of(channel)}" if channel else ""
    if not found:
        return f"No decision was reached{about}{where}, in what I have read and you can see."
    newest = f": the newest {SHOWN_MAX} of {len(found):,}" if len(found) > SHOWN_MAX else f": {len(found):,}"
    return f"Decisions{about}{where}{newest}"


def lines(found: Sequence[Recorded], others: Iterable[Recorded], zone: tzinfo) -> Iterator[Line]:
    """Each decision, under it the one that changed it, and the one that it changed where that is not listed itself.

    `others` are looked up for these.
    """
    shown = {it.id for it in found[:SHOWN_MAX]}
    known = {it.id: it for it in (*others, *found)}
    for it in found[:SHOWN_MAX]:
        yield line(it, zone)
        if later := known.get(it.reversed_by or ""):
            yield line(later, zone, "↳ changed by ")
        if (earlier := known.get(it.reverses or "")) and earlier.id not in shown:
            yield line(earlier, zone, "↳ it changed ")


def line(it: Recorded, zone: tzinfo, before: str = "") -> Line:
    at = it.decided_at.astimezone(zone)
    lead = f"{before}{at.day} {at:%b %Y}: "
    where = title_of(it.channel)
    scope = f", {it.scope}" if it.scope and it.scope != it.channel.name else ""
    return Line(it.text, it.channel, it.sources, lead, f"({where}{scope})", it.thread_id)


def changed(earlier: Recorded, later: Recorded) -> Line:
    """A reversal in one line, linked to the later one, for digests."""
    return Line(later.text, later.channel, later.sources, "", f"(before: {earlier.text})", later.thread_id)
