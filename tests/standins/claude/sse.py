"""A message as the events that stream it."""

import json
from typing import Any


def events(message: dict[str, Any]) -> bytes:
    """The text in one piece."""
    said: list[dict[str, Any]] = [{"type": "message_start", "message": {**message, "content": [], "stop_reason": None}}]
    for block in message["content"]:
        delta = {"type": "text_delta", "text": block["text"]}
        said.append({"type": "content_block_delta", "index": 0, "delta": delta})
    ended = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    said.append({"type": "message_delta", "delta": ended, "usage": message["usage"]})
    said.append({"type": "message_stop"})
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in said).encode()
