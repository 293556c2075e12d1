"""Action items as people see and press them: five in a message, each with a row of buttons."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import discord

from adapters.discord.buttons import Buttons, Press, Token
from adapters.discord.inert import markdown
from adapters.discord.lines import LinksOf, embeds, paged, text
from core.action_items.item import Item
from core.replies import items as said

DONE, NOT_MINE, REMIND, REASSIGN = "item_done", "item_not_mine", "item_remind", "item_reassign"
IN_MESSAGE_MAX = 5  # rows of buttons: https://docs.discord.com/developers/components/reference
SHOWN_MAX = 20
LABELS = dict(zip((DONE, NOT_MINE, REMIND, REASSIGN), said.LABELS.values(), strict=True))


def messages(
    opening: str,
    items: Sequence[Item],
    today: date,
    links: LinksOf,
    further: Mapping[str, str] = {},
    owned: bool = False,
) -> Iterator[tuple[discord.Embed, Any]]:
    """Each message and its buttons, None where they stand under the next one.

    `further` are more lines, by the id of the item they belong to.
    """
    shown = items[:SHOWN_MAX]
    for start in range(0, len(shown), IN_MESSAGE_MAX):
        some = shown[start : start + IN_MESSAGE_MAX]
        lines = [("", _line(n, item, today, links, further, owned)) for n, item in enumerate(some, start + 1)]
        over = len(items) - SHOWN_MAX if start + IN_MESSAGE_MAX >= len(shown) else 0
        title = opening if start == 0 else f"{start + 1} to {start + len(some)}"
        *before, last = embeds(title, paged(lines), [said.more(over)] if over > 0 else [])
        yield from ((page, None) for page in before)
        rows = [_row(start + row + 1, item, row) for row, item in enumerate(some)]
        yield last, Buttons(*(button for row in rows for button in row))


def _line(number: int, item: Item, today: date, links: LinksOf, further: Mapping[str, str], owned: bool) -> str:
    line = said.line(item, today, owned)
    more = f"\n{markdown(further[item.id], 300)}" if item.id in further else ""
    return text(line, links(line), f"{number}.") + more


def _row(number: int, item: Item, row: int) -> Iterator[Press]:
    token = Token(item.channel.workspace, item.id)
    for action, label in LABELS.items():
        style = discord.ButtonStyle.primary if action == DONE else discord.ButtonStyle.secondary
        yield Press(action, token, label=f"{number} {label}", style=style, row=row)
