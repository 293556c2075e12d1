"""`recap threads`."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from adapters.exports import jsonl
from bots.cli.summarizing import opened
from core.conversations import Conversation, untangle


def run(options: argparse.Namespace) -> None:
    with opened(options.path) as lines:
        for row in jsonl.rows(lines, options.path):
            print(json.dumps(_to_json(row.id, untangle(row.messages)), ensure_ascii=False))


def _to_json(id: str, conversations: Sequence[Conversation]) -> dict[str, Any]:
    return {
        "id": id,
        "links": [list(link) for c in conversations for link in c.links],
        "threads": [list(c.ids) for c in conversations],
    }
