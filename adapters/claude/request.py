"""A prompt as the body of a request to the Messages API."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from anthropic.types import MessageParam
from anthropic.types.message_create_params import MessageCreateParamsBase

from core.ports import Prompt, Server

Feature = Literal["output_config", "cache_control", "batches"]
_ANSWER_AS = (
    "Answer with one JSON object that follows this JSON schema, and with nothing else: no word before or after it, "
    "no fence around it.\n"
)


def body(prompt: Prompt, model: str, server: Server, lacks: Collection[Feature] = ()) -> MessageCreateParamsBase:
    """`lacks` is what the server does not know: the schema then goes into the system prompt, the cache unused."""
    params: MessageCreateParamsBase = {
        "model": model,
        "max_tokens": prompt.max_tokens,
        "messages": [_cached(prompt) if prompt.reused and "cache_control" not in lacks else _plain(prompt)],
    }
    system = prompt.system
    if prompt.schema is not None and "output_config" in lacks:
        system = "\n\n".join(filter(None, (system, _ANSWER_AS + _written(prompt.schema))))
    elif prompt.schema is not None:
        params["output_config"] = {"format": {"type": "json_schema", "schema": dict(prompt.schema)}}
    if system:
        params["system"] = system
    if server.region is not None:
        params["inference_geo"] = server.region
    return params


def optional(prompt: Prompt, lacks: Collection[Feature]) -> set[Feature]:
    """What a request for this prompt asks of a server that not every server has. The region is never optional."""
    asked: set[Feature] = set()
    if prompt.schema is not None:
        asked.add("output_config")
    if prompt.reused:
        asked.add("cache_control")
    return asked - set(lacks)


def _plain(prompt: Prompt) -> MessageParam:
    return {"role": "user", "content": "\n\n".join(filter(None, (prompt.text, prompt.question)))}


def _cached(prompt: Prompt) -> MessageParam:
    """Kept is everything up to and with the marked block, for five minutes."""
    blocks: list[Any] = [{"type": "text", "text": prompt.text, "cache_control": {"type": "ephemeral"}}]
    if prompt.question:
        blocks.append({"type": "text", "text": prompt.question})
    return {"role": "user", "content": blocks}


def _written(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
