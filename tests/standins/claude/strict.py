"""Whether a request body is one that the SDK itself could have built: nothing missing, nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

import anthropic.types
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming, MessageCreateParamsStreaming
from pydantic import ConfigDict, TypeAdapter, ValidationError
from typing_extensions import is_typeddict


def _strict(type: Any) -> TypeAdapter[Any]:
    for known in [*vars(anthropic.types).values(), MessageCreateParamsNonStreaming, MessageCreateParamsStreaming]:
        if is_typeddict(known):
            known.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)  # files
    return TypeAdapter(type)


_REQUEST = _strict(MessageCreateParamsNonStreaming | MessageCreateParamsStreaming)


def complaint(body: Any) -> str | None:
    """What is wrong with it, None where nothing is."""
    try:
        _drain(_REQUEST.validate_python(body))
    except ValidationError as error:
        return str(error)
    return None


def _drain(value: Any) -> None:
    """Iterables are validated as they are read."""
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for item in value:
            _drain(item)
