"""A prompt as the body of a request to the Messages API."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from anthropic.types import MessageParam
from anthropic.types.message_create_params import MessageCreateParamsBase

from core.ports import Prompt, Server

Feature = Literal["output_config", "cache_control", "disabled", "between_tools", "batches"]
# How models are kept from thinking before their first word, the usual way first: which of them a model takes depends
# on the model, and some think whatever they are told (https://platform.claude.com/docs/en/build-with-claude/thinking).
THINKING: tuple[Feature, ...] = ("disabled", "between_tools")
_ANSWER_AS = (
    "Answer with one JSON object that follows this JSON schema, and with nothing else: no word before or after it, "
    "no fence around it.\n"
)


def body(prompt: Prompt, model: str, server: Server, lacks: Collection[Feature] = ()) -> MessageCreateParamsBase:
    """`lacks` is what server and model do not know: the schema then goes into the system prompt, the cache unused."""
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
    if ways := _thinking(lacks):
        params["thinking"] = {"type": "disabled"} if ways[0] == "disabled" else {"type": "between_tools"}
    if server.region is not None:
        params["inference_geo"] = server.region
    return params


def optional(prompt: Prompt, lacks: Collection[Feature]) -> set[Feature]:
    """What a request for this prompt asks of a server that not every server has. The region is never optional."""
    asked: set[Feature] = set(_thinking(lacks)[:1])
    if prompt.schema is not None:
        asked.add("output_config")
    if prompt.reused:
        asked.add("cache_control")
    return asked - set(lacks)


def _thinking(lacks: Collection[Feature]) -> list[Feature]:
    return [way for way in THINKING if way not in lacks]


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
