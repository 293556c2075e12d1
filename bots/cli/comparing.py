"""`recap compare`."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bots.cli.asked import window
from bots.settings import read_settings
from bots.wiring import stores
from core.comparing import Compared, Share, compare, verdicts
from core.results import Result

_HEADINGS = ("version", "answers", "failed", "unconfirmed", "liked", "disliked", "mean cost", "median s", "p99 s")


def run(options: argparse.Namespace) -> None:
    versions = compare(asyncio.run(_results(options, datetime.now(UTC).astimezone())))
    if options.json:
        for version in versions:
            print(json.dumps(_to_json(version)))
    elif not versions:
        print("No answers by a model yet: nothing to compare.")
    else:
        print(_table([_HEADINGS, *map(_row, versions)]))
        print(*verdicts(versions), sep="\n")


async def _results(options: argparse.Namespace, now: datetime) -> Sequence[Result]:
    async with stores(read_settings()) as opened:
        return await opened.results.list(window(options.since, None, now), options.workspace)


def _row(version: Compared) -> tuple[str, ...]:
    return (
        str(version.prompt_version),
        f"{version.answers:,} ({version.cached:,} cached)",
        _percent(version.failed),
        _percent(version.unconfirmed),
        f"{version.liked.count:,}",
        f"{version.liked.total - version.liked.count:,}",
        "-" if version.mean_cost is None else f"${version.mean_cost:.4f}",
        "-" if version.median_seconds is None else f"{version.median_seconds:.2f}",
        "-" if version.p99_seconds is None else f"{version.p99_seconds:.2f}",
    )


def _percent(share: Share) -> str:
    """With what lies within chance: "1.2% of 340 (0.5% to 3.0%)"."""
    if not share.total:
        return "-"
    return f"{share.count / share.total:.1%} of {share.total:,} ({share.low:.1%} to {share.high:.1%})"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _to_json(version: Compared) -> dict[str, Any]:
    return {
        "prompt_version": version.prompt_version,
        "answers": version.answers,
        "cached": version.cached,
        "failed": _share_to_json(version.failed),
        "unconfirmed": _share_to_json(version.unconfirmed),
        "liked": _share_to_json(version.liked),
        "mean_cost": version.mean_cost,
        "median_seconds": version.median_seconds,
        "p99_seconds": version.p99_seconds,
    }


def _share_to_json(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.total, "low": round(share.low, 4), "high": round(share.high, 4)}
