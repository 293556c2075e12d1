"""`recap route`: which way each transcript would go, and why. Nothing is sent."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from bots.cli.transcripts import rows
from core.models import Channel
from core.prices import cost, prices_of
from core.reading import assemble
from core.routing import Route, route
from core.workspace import WorkspaceSettings

Show = Callable[[str, Route, float], None]


def run(options: argparse.Namespace) -> None:
    settings = WorkspaceSettings().changed(options.set)
    prices = prices_of(settings.prices)
    show = _show_json if options.json else _show_page(settings)
    for row in rows(options.path):
        channel = Channel("jsonl", "", row.id, row.channel) if row.channel else None
        taken = route(assemble(row.id, row.messages, channel), settings, options.money)
        show(row.id, taken, sum(cost(used, model, prices) for model, used in taken.calls))


def _show_json(id: str, taken: Route, dollars: float) -> None:
    print(json.dumps({"id": id, **_to_json(taken), "cost": round(dollars, 6)}, ensure_ascii=False), flush=True)


def _to_json(taken: Route) -> dict[str, Any]:
    features = {
        f.name: {"value": round(f.value, 4), "weight": round(f.weight, 4), "contribution": round(f.contribution, 4)}
        for f in taken.complexity.features
    }
    return {
        "route": taken.kind,
        "reason": taken.reason,
        "model": taken.model,
        "large_model": taken.large,
        "verified": taken.verified,
        "tokens": taken.tokens,
        "parts": [part.tokens for part in taken.parts],
        "merges": taken.merges,
        "complexity": round(taken.complexity.score, 4),
        "features": features,
        "high_stakes": {
            "high": taken.stakes.high,
            "channel": taken.stakes.channel,
            "matters": list(taken.stakes.matters),
            "phrases": list(taken.stakes.phrases),
            "messages": list(taken.stakes.messages),
        },
    }


def _show_page(settings: WorkspaceSettings) -> Show:
    from rich.console import Console

    from bots.cli import routes_page

    console = Console()
    return lambda name, taken, dollars: routes_page.show(name, taken, dollars, settings.complex_from, console)
