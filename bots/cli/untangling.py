"""`recap threads`."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from bots.cli.transcripts import rows
from core.conversations import Conversation, untangle


def run(options: argparse.Namespace) -> None:
    for row in rows(options.path):
        print(json.dumps(_to_json(row.id, untangle(row.messages)), ensure_ascii=False), flush=True)


def _to_json(id: str, conversations: Sequence[Conversation]) -> dict[str, Any]:
    return {
        "id": id,
        "links": [list(link) for c in conversations for link in c.links],
        "threads": [list(c.ids) for c in conversations],
    }
