"""One answer as it arrives, event by event."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import suppress
from typing import Any, Literal

import anthropic
from anthropic.types import RawMessageStreamEvent

from adapters.claude.errors import FOREIGN, Transient, ours
from core import tokens
from core.errors import ModelError
from core.ports import Ended, Usage

Stream = anthropic.AsyncStream[RawMessageStreamEvent]
DRAIN_SECONDS = 1.0
_REASONS: dict[object, Literal["length", "refused"]] = {
    "max_tokens": "length",
    "model_context_window_exceeded": "length",
    "refusal": "refused",
}


class Reading:
    """Begun with `start`, then iterated once: pieces of text, then one `Ended`. Leave it with `close`.

    Events and fields that are not known here are passed over; a field that is missing says nothing.
    """

    def __init__(self, model: str, stall: float) -> None:
        self._model = model
        self._stall = stall
        self._stream: Stream | None = None
        self._first: str | None = None
        self._reported: Usage | None = None
        self._written = 0  # tokens, estimated
        self._stop_reason: object = None

    async def start(self, opening: Awaitable[Stream]) -> None:
        """Waits for the first text, or for the end where there is none. The limit of time is the caller's."""
        try:
            self._stream = await opening
        except FOREIGN as error:
            raise ours(error) from error
        self._first = await self._text(self._stream, None)

    async def pieces(self) -> AsyncGenerator[str | Ended, None]:
        """Errors: `ModelError`, also where no event comes for `stall` seconds."""
        assert self._stream
        piece = self._first
        while piece is not None:
            yield piece
            piece = await self._text(self._stream, self._stall)
        yield Ended(reason(self._stop_reason), self._model, self.used or Usage())
        with suppress(TimeoutError, *FOREIGN):  # a connection read to its end can be used again
            async with asyncio.timeout(DRAIN_SECONDS):
                async for _ in self._stream:
                    pass

    @property
    def used(self) -> Usage | None:
        """What the server has counted; in the middle of an answer also what the text that came must have cost."""
        known = self._reported
        if known is None or self._stop_reason is not None:
            return known
        return Usage(known.input, max(known.output, self._written), known.cache_read, known.cache_written)

    async def close(self) -> None:
        """Cancels the request where it still runs."""
        if self._stream is not None:
            await self._stream.close()

    async def _text(self, stream: Stream, silence: float | None) -> str | None:
        """The next piece, None at the end. What comes after the stop reason says nothing more."""
        while self._stop_reason is None:
            try:
                event = await self._event(stream, silence)
            except TimeoutError as error:
                raise ModelError("the model fell silent in the middle of its answer", self.used) from error
            if event is None:
                raise Transient("the model's answer broke off", self.used)
            if at(event, "type") == "message_stop":
                break
            if text := self._taken(event):
                self._written += tokens.of_text(text)
                return text
        return None

    async def _event(self, stream: Stream, silence: float | None) -> RawMessageStreamEvent | None:
        try:
            async with asyncio.timeout(silence):
                return await anext(stream, None)
        except FOREIGN as error:
            raise ours(error, self.used) from error

    def _taken(self, event: object) -> str:
        """The text that an event brings; what else it says is remembered."""
        match at(event, "type"):
            case "message_start":
                self._reported = usage(at(event, "message", "usage"))
            case "content_block_start":
                return _text_of(at(event, "content_block"))
            case "content_block_delta":
                return _text_of(at(event, "delta"))
            case "message_delta":
                self._reported = usage(at(event, "usage"), self._reported or Usage())
                self._stop_reason = at(event, "delta", "stop_reason") or self._stop_reason
        return ""


def _text_of(part: object) -> str:
    """What a model thinks and what it has others do is no part of its answer."""
    text = at(part, "text") if at(part, "type") in ("text", "text_delta") else None
    return text if isinstance(text, str) else ""


def reason(said: object) -> Literal["complete", "length", "refused"]:
    """A stop reason of the Messages API; one that is not known here stopped an answer that is then checked as any."""
    return _REASONS.get(said, "complete")


def usage(said: object, before: Usage = Usage()) -> Usage:
    """Counts add up in a stream: the last one stands, also where it says nothing of one kind."""
    return Usage(
        at(said, "input_tokens") or before.input,
        at(said, "output_tokens") or before.output,
        at(said, "cache_read_input_tokens") or before.cache_read,
        at(said, "cache_creation_input_tokens") or before.cache_written,
    )


def at(value: object, *path: str) -> Any:
    """What a server said there, None where it said nothing."""
    for name in path:
        value = getattr(value, name, None)
    return value
