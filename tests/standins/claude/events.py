"""A message as the server-sent events of "Streaming messages": each with how many tokens it took to write."""

import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from tests.standins.claude import tokens

CHUNK_MAX_CHARACTERS = 48  # around a dozen tokens; pieces end anywhere, also within a word or an escape

Event = Mapping[str, Any]


def sequence(message: Mapping[str, Any], random: Random, unknown: bool = False) -> Iterator[tuple[Event, float]]:
    """All events of an answer in order. With `unknown` some that no client knows yet, and fields within the known."""
    usage = {**message["usage"], "output_tokens": 1}
    usage.pop("output_tokens_details", None)
    extra: dict[str, Any] = {"field_of_tomorrow": {"a": 1}} if unknown else {}
    start = {**message, "content": [], "stop_reason": None, "stop_sequence": None, "usage": usage, **extra}
    start.pop("stop_details", None)
    yield {"type": "message_start", "message": start, **extra}, 0
    for index, block in enumerate(message["content"]):
        thought = (message["usage"].get("output_tokens_details") or {}).get("thinking_tokens", 0)
        yield from _block(index, block, random, thought, extra)
        if unknown:
            yield {"type": "content_block_of_tomorrow", "index": index, "value": "?"}, 0
    delta = {k: message.get(k) for k in ("stop_reason", "stop_sequence", "stop_details") if k in message}
    told = {k: v for k, v in message["usage"].items() if v is not None and k.endswith(("tokens", "details"))}
    yield {"type": "message_delta", "delta": {**delta, **extra}, "usage": {**told, **extra}}, 0
    yield {"type": "message_stop"}, 0


def _block(
    index: int, block: Mapping[str, Any], random: Random, thought: int, extra: Mapping[str, Any]
) -> Iterator[tuple[Event, float]]:
    empty = {"thinking": "", "signature": ""} if block["type"] == "thinking" else {"text": ""}
    yield {"type": "content_block_start", "index": index, "content_block": {"type": block["type"], **empty}, **extra}, 0
    if index == 0:
        yield {"type": "ping"}, 0
    if block["type"] == "thinking":
        delta = {"type": "signature_delta", "signature": block["signature"]}
        yield {"type": "content_block_delta", "index": index, "delta": delta}, thought
    else:
        density = tokens.of_text(block["text"]) / len(block["text"])  # of the whole: pieces would be rounded up
        for text in pieces(block["text"], random):
            delta = {"type": "text_delta", "text": text, **extra}
            yield {"type": "content_block_delta", "index": index, "delta": delta}, density * len(text)
    yield {"type": "content_block_stop", "index": index}, 0


def pieces(text: str, random: Random) -> Iterator[str]:
    at = 0
    while at < len(text):
        size = random.randint(1, CHUNK_MAX_CHARACTERS)
        yield text[at : at + size]
        at += size


def wire(event: Event) -> bytes:
    """As it goes over the line: the event's name is its type."""
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()
