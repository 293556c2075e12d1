"""`recap costs`."""

import argparse
import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bots.cli.asked import window
from bots.settings import read_settings
from bots.wiring import stores
from core.spending.costs import Costs, Spent, costs

Names = Mapping[tuple[str, str, str], str]  # of channels, by platform, workspace and id


def run(options: argparse.Namespace) -> None:
    found, names = asyncio.run(_costs(options))
    if options.json:
        print(json.dumps(_to_json(found, names), ensure_ascii=False))
        return
    from rich.console import Console

    from bots.cli.costs_page import show

    show(found, names, Console(highlight=False))


async def _costs(options: argparse.Namespace) -> tuple[Costs, Names]:
    asked = window(options.since, None, datetime.now(UTC).astimezone())
    async with stores(read_settings()) as opened:
        entries = await opened.ledger.entries(asked, options.workspace)
        channels = await opened.messages.channels(options.workspace)
    return costs(entries), {(c.platform, c.workspace, c.id): c.name for c in channels}


def _to_json(found: Costs, names: Names) -> dict[str, Any]:
    return {
        **_spent(found.total),
        "workspaces": [{"platform": p, "workspace": w, **_spent(s)} for (p, w), s in found.workspaces.items()],
        "channels": [
            {"platform": p, "workspace": w, "channel": {"id": id, "name": names.get((p, w, id))}, **_spent(s)}
            for (p, w, id), s in found.channels.items()
        ],
        "models": [{"model": model, **_spent(s)} for model, s in found.models.items()],
        "days": [{"day": day.isoformat(), **_spent(s)} for day, s in found.days.items()],
    }


def _spent(spent: Spent) -> dict[str, Any]:
    saved = {"cache": round(spent.by_cache, 9), "routing": round(spent.by_routing, 9)}
    return {"cost": round(spent.cost, 9), "calls": spent.calls, "cached": spent.cached, "saved": saved}
