"""`recap threads`."""

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

from adapters.exports.jsonl import Row
from bots.cli.transcripts import rows
from core.conversations import Conversation, untangle

Show = Callable[[Row, Sequence[Conversation]], None]


def run(options: argparse.Namespace) -> None:
    show = _show_json if options.json else _show_page()
    for row in rows(options.path):
        show(row, untangle(row.messages))


def _show_json(row: Row, conversations: Sequence[Conversation]) -> None:
    print(json.dumps(_to_json(row.id, conversations), ensure_ascii=False), flush=True)


def _to_json(id: str, conversations: Sequence[Conversation]) -> dict[str, Any]:
    return {
        "id": id,
        "links": [list(link) for c in conversations for link in c.links],
        "threads": [list(c.ids) for c in conversations],
    }


def _show_page() -> Show:
    from rich.console import Console

    from bots.cli import conversations_page

    console = Console()
    return lambda row, conversations: conversations_page.show(row.channel or row.id, conversations, console)
