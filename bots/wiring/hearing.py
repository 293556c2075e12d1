"""What becomes of what is heard."""

from datetime import datetime

from bots.wiring.stores import Stores
from core.action_items import heard as items
from core.decisions import heard as decisions
from core.hearing import Hearing, Rewriting, want_missed


def hearing(stores: Stores) -> Hearing:
    """It is stored; what rests on what changed is taken back; who says that something is done closes it."""
    messages = stores.messages
    changed = (
        Rewriting(stores.posts),
        items.TakingBack(stores.items, messages),
        decisions.TakingBack(stores.decisions, messages),
    )
    closing = items.Closing(stores.items, stores.settings)
    return Hearing(messages, stores.complete, changed, stores.privacy.erase_one, (closing,))


async def hear_again(platform: str, stores: Stores, now: datetime) -> None:
    """What was said since Recap was last stopped is fetched, before anybody asks for it."""
    await stores.complete.interrupted(platform, now)
    await want_missed(stores.complete, [c for c in await stores.messages.channels() if c.platform == platform], now)
