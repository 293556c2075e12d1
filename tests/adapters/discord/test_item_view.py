"""Action items as Discord shows them."""

from datetime import UTC, date, datetime

from adapters.discord.item_view import messages
from core.action_items.item import Item
from core.models import Channel
from core.replies.lines import Line

GENERAL = Channel("discord", "1", "2", "general")


async def test_long_items_are_all_shown_and_their_buttons_stand_under_the_last() -> None:
    found = datetime(2026, 3, 2, 12, tzinfo=UTC)
    items = [Item(f"i{n}", GENERAL, f"item {n} " + "x" * 1_100, ("5",), found) for n in range(1, 6)]

    def links(line: Line) -> list[str]:
        return []

    shown = list(messages("Your action items", items, date(2026, 3, 2), links))
    said = "\n".join(embed.description or "" for embed, _ in shown)
    assert [f"item {n} " in said for n in range(1, 6)] == [True] * 5
    assert [len(view.children) if view else 0 for _, view in shown] == [0] * (len(shown) - 1) + [20]
    assert len(shown) > 1
