"""What answers a prompt."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: redacted, and all of what leaves.

    `system` is the same for all requests of a kind, `text` holds the messages, `question` comes last: it differs
    when the same messages are asked about again. `schema` is the JSON schema of the answer, None for plain text;
    `max_tokens` bounds the answer. With `reused` a server that can keeps everything before the question for five
    minutes: worth it only where somebody is likely to ask again.
    """

    system: str
    text: str
    max_tokens: int
    question: str = ""
    schema: Mapping[str, Any] | None = None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """Whose Messages API. `region` is where the model may compute (`inference_geo`), None where the server decides."""

    url: str
    keys: tuple[str, ...] = field(default=(), repr=False)
    auth: Literal["bearer", "x-api-key"] = "x-api-key"
    version: str | None = None  # of `anthropic-version`; None is the SDK's own
    region: str | None = None


class Priority(IntEnum):
    """What is called first where not all can be called at once."""

    WAITED_FOR = 0
    DIGEST = 1
    AHEAD = 2  # batches and backfill


@dataclass(frozen=True, slots=True)
class Call:
    """For whom and how a model is asked. `models` are names, the preferred first, the others where it fails.

    `deadline` is when the first words are of no use any more, in seconds of the event loop's clock.
    """

    server: Server
    models: tuple[str, ...]
    platform: str
    workspace: str
    channel: str = ""
    deadline: float | None = None
    priority: Priority = Priority.WAITED_FOR


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens by what they cost: read at full price, written, read from the prompt cache, put into it."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_written: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_written + other.cache_written,
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of an answer: why, by which of the call's models, and what it used."""

    reason: Literal["complete", "length", "refused"]
    model: str
    usage: Usage


class Model(Protocol):
    """Answers prompts. Its own retries end with the call's deadline, and with the first text."""

    def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        """Pieces of the answer as they are written, then one `Ended`.

        Closing the iterator cancels the request. Errors: `ModelError` where it may work later, `OperatorError` where it
        will not; also between pieces: what had come stands, and `ModelError.used` says what it cost as far as known.
        """
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer of one prompt of a batch; `error` says why there is none."""

    text: str
    ended: Ended | None
    error: str | None = None


class Batches(Protocol):
    """Prompts that can wait up to 24 h, at half the price."""

    async def submit(self, prompts: Mapping[str, Prompt], call: Call) -> str:
        """Hands them in under ids of the caller's; returns the batch's id. Errors: as `Model.ask`."""
        ...

    async def answers(self, batch: str, call: Call) -> Mapping[str, Answer] | None:
        """The answers by the caller's ids, None while the server still works. Errors: as `Model.ask`."""
        ...

    async def cancel(self, batch: str, call: Call) -> None:
        """What is not answered yet will not be."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A model that a server lists. None where it does not say."""

    name: str
    retires: str | None = None  # an ISO date
    max_input_tokens: int | None = None


class Models(Protocol):
    async def list(self, server: Server) -> Sequence[Listed]:
        """Errors: as `Model.ask`."""
        ...
