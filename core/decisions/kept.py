"""A decision as text, and back."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.decisions.recorded import Recorded
from core.kept import time_to_json
from core.models import Channel


def to_text(recorded: Recorded) -> str:
    """A JSON object."""
    return json.dumps(asdict(recorded), default=time_to_json)


def from_text(text: str) -> Recorded:
    body: dict[str, Any] = json.loads(text)
    read = {
        "channel": Channel(**body["channel"]),
        "sources": tuple(body["sources"]),
        "texts": tuple(body["texts"]),
        "decided_at": datetime.fromisoformat(body["decided_at"]),
    }
    return Recorded(**body | read)
