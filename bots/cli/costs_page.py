"""What was spent as tables in the terminal, with a bar for each day."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bots.cli.inert import inert
from core.replies import times
from core.replies.lines import number
from core.spending.costs import Costs, Spent

BAR_COLUMNS = 24
CHANNELS_SHOWN = 20


def show(costs: Costs, names: Mapping[tuple[str, str, str], str], console: Console) -> None:
    """names: of channels, by platform, workspace and id."""
    if not costs.total.calls and not costs.total.cached:
        console.print("Nothing was spent.")
        return
    console.print(_title(costs.total))
    channels = [
        (f"{f'#{names.get(key, key[2])}' if key[2] else 'no channel'} ({key[1] or 'a file'})", spent)
        for key, spent in costs.channels.items()
    ]
    console.print("", _table("Workspace", ((f"{p} {w}", spent) for (p, w), spent in costs.workspaces.items())))
    console.print("", _table("Channel", channels[:CHANNELS_SHOWN], len(channels) - CHANNELS_SHOWN))
    console.print("", _table("Model", costs.models.items()))
    console.print("", _days(costs))


def _title(total: Spent) -> Text:
    line = f" for {number(total.calls, 'call')}. Saved: {_dollars(total.by_cache)} by the cache"
    line += f" ({number(total.cached, 'answer')}), {_dollars(total.by_routing)} by routing."
    return Text.assemble((_dollars(total.cost), "bold"), line)


def _table(heading: str, rows: Iterable[tuple[str, Spent]], more: int = 0) -> Table:
    table = Table(heading, box=None, header_style="dim", pad_edge=False)
    for column in ("Calls", "Cost", "Saved by cache", "by routing"):
        table.add_column(column, justify="right")
    for name, spent in rows:
        saved = _dollars(spent.by_cache), _dollars(spent.by_routing)
        table.add_row(Text(inert(name)), f"{spent.calls:,}", _dollars(spent.cost), *saved)
    if more > 0:
        table.add_row(Text(f"and {more:,} more", "dim"))
    return table


def _days(costs: Costs) -> Table:
    most = max(spent.cost for spent in costs.days.values())
    table = Table("Day (UTC)", box=None, header_style="dim", pad_edge=False)
    table.add_column("Cost", justify="right")
    table.add_column("")
    for day, spent in costs.days.items():
        bar = "█" * round(BAR_COLUMNS * spent.cost / most) if most else ""
        table.add_row(times.day(day), _dollars(spent.cost), Text(bar, "cyan"))
    return table


def _dollars(amount: float) -> str:
    """Four places where cents would hide it."""
    return f"${amount:,.2f}" if amount >= 1 else f"${amount:.4f}"
