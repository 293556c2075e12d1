"""What becomes of action items and decisions that answers found."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bots.wiring.stores import Stores
from core.action_items.items import Items
from core.action_items.sending import Sending
from core.action_items.tools import ItemTools, Zone, unknown
from core.decisions.decisions import Decisions
from core.ports import Access
from core.ports.publisher import Messenger
from storage.sqlite.session import utc_now

Clock = Callable[[], datetime]


def items(stores: Stores, access: Access, zone: Zone = unknown, clock: Clock = utc_now) -> Items:
    """Action items, for those whom `access` lets read them; `zone` is asked for the time zone of their owners."""
    return Items(item_tools(stores, access, zone, clock))


def sending(stores: Stores, access: Access, messengers: Mapping[str, Messenger], clock: Clock) -> Sending:
    """What reaches owners without their asking, by these messengers of platforms."""
    return Sending(messengers, item_tools(stores, access, clock=clock), stores.settings)


def item_tools(stores: Stores, access: Access, zone: Zone = unknown, clock: Clock = utc_now) -> ItemTools:
    return ItemTools(stores.items, stores.notes, stores.preferences, stores.messages, access, clock, zone)


def decisions(stores: Stores, access: Access) -> Decisions:
    return Decisions(stores.decisions, access)
