"""Whether the service would take a request body: a shape that the SDK could have built, and the documented rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import anthropic.types
import anthropic.types.messages
from anthropic.types.message_count_tokens_params import MessageCountTokensParams
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming, MessageCreateParamsStreaming
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from typing_extensions import is_typeddict

from tests.standins.claude import prefix, schema
from tests.standins.claude.models import Listed

BREAKPOINTS_MAX = 4
_HEADERS = ("user_profile_id", "workspace_id")  # the SDK's types list them, but it sends them as headers


def _strict(type: Any) -> TypeAdapter[Any]:
    for known in [*vars(anthropic.types).values(), MessageCreateParamsNonStreaming, MessageCreateParamsStreaming]:
        if is_typeddict(known):
            known.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)  # files
    return TypeAdapter(type)


_REQUEST = _strict(MessageCreateParamsNonStreaming | MessageCreateParamsStreaming)
_COUNTED = _strict(MessageCountTokensParams)


def complaint(body: Any, counting: bool = False) -> str | None:
    """What is wrong with its shape, None where nothing is."""
    if isinstance(body, Mapping) and (header := next((x for x in _HEADERS if x in body), None)):
        return f"{header}: Extra inputs are not permitted"
    try:
        known = _drain((_COUNTED if counting else _REQUEST).validate_python(body, strict=True))
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(str(x) for x in first['loc'])}: {first['msg']} ({error.error_count()} in all)"
    return known


def _drain(value: Any) -> str | None:
    """Iterables are validated as they are read. The SDK's answer classes are parameters too, but take any field."""
    if isinstance(value, BaseModel):
        return f"{', '.join(value.model_extra)}: Extra inputs are not permitted" if value.model_extra else None
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return next((wrong for item in value if (wrong := _drain(item))), None)
    return None


def breach(body: Mapping[str, Any], model: Listed, regions: Collection[str]) -> str | None:
    """Which documented rule beyond its shape a request breaks, None where it keeps all."""
    return next(_breaches(body, model, regions), None)


def _breaches(body: Mapping[str, Any], model: Listed, regions: Collection[str]) -> Iterator[str]:
    allowed = body.get("max_tokens", 1)
    if not 0 <= allowed <= model.max_tokens:
        yield f"max_tokens: {allowed} > {model.max_tokens}, which is the maximum allowed for {model.id}"
    yield from _about_turns(body)
    yield from _about_thinking(body, model)
    yield from _about_format(body)
    yield from _about_caching(body)
    if (region := body.get("inference_geo")) is not None:
        if not model.regions:
            yield f"inference_geo: not supported by {model.id}"
        elif region not in regions:
            yield f"inference_geo: '{region}' is not one of {sorted(regions)}"


def _about_turns(body: Mapping[str, Any]) -> Iterator[str]:
    turns = body["messages"]
    if not turns:
        yield "messages: at least one message is required"
    elif turns[-1]["role"] == "assistant":
        yield "This model does not support assistant message prefill. The conversation must end with a user message."
    for i, turn in enumerate(turns):
        if not turn["content"]:
            yield f"messages.{i}: user messages must have non-empty content"
    for _, block in prefix.blocks(body):
        if isinstance(block, Mapping) and block.get("type") == "text" and not block["text"].strip():
            yield "messages: text content blocks must contain non-whitespace text"


def _about_thinking(body: Mapping[str, Any], model: Listed) -> Iterator[str]:
    thinking, config = body.get("thinking"), body.get("output_config") or {}
    effort = config.get("effort")
    if thinking and thinking["type"] not in model.thinking:
        yield f'"thinking.type.{thinking["type"]}" is not supported for this model'
    if effort and model.effort is None:
        yield "output_config.effort: this model does not support the effort parameter"
    if thinking and thinking["type"] == "disabled" and effort in ("xhigh", "max"):
        yield f"thinking: cannot be disabled at effort {effort}"


def _about_format(body: Mapping[str, Any]) -> Iterator[str]:
    format = (body.get("output_config") or {}).get("format")
    if not format:
        return
    if wrong := schema.complaint(format["schema"]):
        yield wrong
    cited = (x.get("citations") for _, x in prefix.blocks(body) if isinstance(x, Mapping))
    if any(isinstance(x, Mapping) and x.get("enabled") for x in cited):
        yield "output_config.format: citations are not supported with structured outputs"


def _about_caching(body: Mapping[str, Any]) -> Iterator[str]:
    marks = [x for _, x in prefix.marked(body) if x]
    if len(marks) > BREAKPOINTS_MAX:
        yield f"A maximum of {BREAKPOINTS_MAX} blocks with cache_control may be provided. Found {len(marks)}."
    lives = [x.get("ttl", "5m") for x in marks]
    if "1h" in lives and "5m" in lives[: len(lives) - lives[::-1].index("1h")]:
        yield "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block"
