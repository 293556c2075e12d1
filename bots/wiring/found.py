"""What becomes of action items and decisions that answers found."""

from bots.wiring.stores import Stores
from core.action_items.items import Items
from core.action_items.tools import ItemTools
from core.decisions.decisions import Decisions
from core.ports import Access
from storage.sqlite.session import utc_now


def items(stores: Stores, access: Access) -> Items:
    """Action items, for those whom `access` lets read them."""
    return Items(item_tools(stores, access))


def item_tools(stores: Stores, access: Access) -> ItemTools:
    return ItemTools(stores.items, stores.notes, stores.preferences, stores.messages, access, utc_now)


def decisions(stores: Stores, access: Access) -> Decisions:
    return Decisions(stores.decisions, access)
