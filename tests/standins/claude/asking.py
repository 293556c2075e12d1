"""Requests for the stand-in's own tests: a small transcript, and the schema of a summary."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import anthropic

from tests.standins.claude.server import KEY, ClaudeServer

MODEL = "claude-haiku-5-5"
_STATEMENT = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["point", "decision", "action", "question"]},
        "text": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "integer"}},
        "owner": {"type": "string"},
        "due": {"type": "string", "format": "date"},
    },
    "required": ["kind", "text", "sources"],
    "additionalProperties": False,
}
SUMMARY: dict[str, Any] = {
    "title": "summary",
    "type": "object",
    "properties": {"statements": {"type": "array", "items": _STATEMENT}, "overview": {"type": "string"}},
    "required": ["statements", "overview"],
    "additionalProperties": False,
}
_LINES = (
    "The release of version {} is planned for the end of the month",
    "I'll send the report on the {} open tickets to the board",
    "We decided to keep the {} servers in the old region",
    "Who can look at the {} failing tests of the importer?",
    "ok",
    "The budget for the campaign is {} euros",
    "thanks, that helps a lot",
)


def transcript(count: int, first: int = 1) -> str:
    """A prompt's text of so many messages, numbered from `first`."""
    random = Random(first)
    rows: list[Any] = ["Mon 2026-03-02 09:41"]
    for number in range(first, first + count):
        text = random.choice(_LINES).format(random.randint(2, 9_999))
        rows.append([number, random.randint(1, 5), text])
    return json.dumps(rows)


def request(text: str, **fields: Any) -> dict[str, Any]:
    """Keyword arguments of `messages.create`: a summary, without thinking."""
    return {
        "model": MODEL,
        "max_tokens": 8_000,
        "messages": [{"role": "user", "content": text}],
        "thinking": {"type": "disabled"},
        "output_config": {"format": {"type": "json_schema", "schema": SUMMARY}},
        **fields,
    }


@asynccontextmanager
async def served(*args: Any, **options: Any) -> AsyncIterator[tuple[ClaudeServer, anthropic.AsyncAnthropic]]:
    """A stand-in and the SDK's client of it, which does not retry."""
    async with (
        ClaudeServer(*args, **options) as server,
        anthropic.AsyncAnthropic(api_key=KEY, base_url=server.url, max_retries=0, timeout=5) as client,
    ):
        yield server, client
