"""What an import found, as a small table in the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bots.cli.inert import inert
from core.replies.lines import number

CHANNELS_SHOWN = 20
_PLATFORMS = {"slack": "Slack", "discord": "Discord", "teams": "Teams", "jsonl": "JSON Lines"}


def show(name: str, counts: Mapping[str, Any], new: int | None, console: Console) -> None:
    """name: of the export; counts: as in the JSON; new: messages stored for the first time, None for a dry run."""
    console.print(Text.assemble((_PLATFORMS[counts["platform"]], "bold"), f" export {inert(name)}"))
    console.print(_channels(counts["channels"]))
    for line in _lines(counts, new):
        console.print(Text(line))


def _channels(counts: Mapping[str, int]) -> Table:
    """The fullest channels, and how much the others hold together."""
    table = Table("Channel", box=None, header_style="dim", pad_edge=False)
    table.add_column("Messages", justify="right")
    fullest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for channel, count in fullest[:CHANNELS_SHOWN]:
        table.add_row(Text(inert(channel)), f"{count:,}")
    if rest := fullest[CHANNELS_SHOWN:]:
        table.add_row(Text(number(len(rest), "more channel"), "dim"), f"{sum(count for _, count in rest):,}")
    return table


def _lines(counts: Mapping[str, Any], new: int | None) -> Iterator[str]:
    found = [
        number(counts["messages"], "message"),
        number(counts["users"], "person", "people"),
        number(counts["threads"], "thread"),
        number(counts["replies"], "reply", "replies"),
        number(counts["reactions"], "reaction"),
        f"{counts['edited']:,} edited",
        number(counts["files"], "file"),
    ]
    yield ", ".join(found)
    if counts["skipped"]:
        yield "Skipped: " + ", ".join(f"{inert(s['reason'])} {s['count']:,}" for s in counts["skipped"])
    if new is None:
        yield "A dry run: nothing was stored."
    else:
        known = counts["messages"] - new
        yield f"Stored: {new:,} new" + (f", {known:,} known already." if known else ".")
