"""What was said while Recap heard nothing: wanted as soon as it hears again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.hearing.stretches import gaps
from core.models import Channel
from core.ports import Complete, Wanted, Window

PAST = timedelta(days=30)


async def want_missed(complete: Complete, channels: Iterable[Channel], at: datetime) -> int:
    """Of each channel that is heard again the time since it was last complete; of how many it was."""
    count = 0
    for channel in channels:
        stretches = await complete.stretches(channel)
        heard = bool(stretches) and stretches[-1].until is None
        missing = next(gaps(Window(at - PAST, at), stretches), None) if heard else None
        if missing:
            await complete.want(Wanted(channel, missing, at))
            count += 1
    return count
