"""The route of a transcript as a page in the terminal: its features, and what follows from them."""

from rich.console import Console, Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bots.cli.inert import inert
from bots.cli.page import COLUMNS_MAX
from core.routing import Complexity, Route, Stakes


def show(title: str, taken: Route, dollars: float, threshold: float, console: Console) -> None:
    """Prints the page; from a complexity of `threshold` on a short transcript is asked in parts."""
    lines = [
        taken.reason,
        f"Complexity {taken.complexity.score:.2f}, parts from {threshold:.2f} on.",
        *_stakes(taken.stakes),
        _parts(taken),
        f"Models: {', '.join(filter(None, (taken.model, taken.large))) or 'none'}. Expected cost ${dollars:.4f}.",
    ]
    head = Group(Text(inert(title), "bold"), Rule(style="dim"), _features(taken.complexity))
    console.print(Group(head, Text("\n".join(map(inert, lines))), ""), width=min(console.width, COLUMNS_MAX))


def _features(complexity: Complexity) -> Table:
    table = Table("feature", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("value", "weight", "contributes"):
        table.add_column(heading, justify="right")
    for f in complexity.features:
        table.add_row(f.name, f"{f.value:.2f}", f"{f.weight:.2f}", f"{f.contribution:.3f}")
    return table


def _stakes(stakes: Stakes) -> list[str]:
    said = [f"High stakes: {' and '.join(stakes.matters)} ({', '.join(stakes.phrases)})."] if stakes.matters else []
    return ["High stakes: the channel is marked so."] * stakes.channel + said


def _parts(taken: Route) -> str:
    sizes = [part.tokens for part in taken.parts]
    if len(sizes) < 2:
        return f"{taken.tokens:,} tokens."
    return f"{taken.tokens:,} tokens in {len(sizes):,} parts of {min(sizes):,} to {max(sizes):,}."
