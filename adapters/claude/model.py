"""`core.ports.Model` over the Messages API: streamed, with retries, other keys and other models until the deadline."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Set
from contextlib import aclosing
from types import TracebackType

from adapters.claude.batches import ClaudeBatches
from adapters.claude.breaker import Breakers
from adapters.claude.connections import Connections
from adapters.claude.errors import KeyRefused, Limited, Transient
from adapters.claude.keys import Keys
from adapters.claude.listing import ClaudeModels
from adapters.claude.request import Feature, body
from adapters.claude.retrying import Patience
from adapters.claude.servers import Servers
from adapters.claude.stream import Reading, Stream
from core.errors import ModelError, OperatorError, RecapError
from core.ports import Call, Ended, Prompt, Usage


class Claude:
    """Leave it with `async with`: its connections end then. `batches` and `models` share them.

    `clock` counts the seconds that keys and models rest.
    """

    def __init__(self, patience: Patience = Patience(), clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._connections = Connections()
        self._servers = Servers()
        self._keys = Keys(clock)
        self._breakers = Breakers(clock)
        self.batches = ClaudeBatches(self._connections, self._servers)
        self.models = ClaudeModels(self._connections)

    async def __aenter__(self) -> "Claude":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connections.close()

    async def ask(self, prompt: Prompt, call: Call) -> AsyncGenerator[str | Ended, None]:
        now = asyncio.get_running_loop().time()
        deadline = now + self._patience.deadline if call.deadline is None else call.deadline
        model, reading = await self._started(prompt, call, deadline)
        try:
            async with aclosing(reading.pieces()) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Ended):
                        self._breakers.worked(call.server, model)
                    yield piece
        except ModelError:
            self._breakers.failed(call.server, model)
            raise
        finally:
            await reading.close()

    async def _started(self, prompt: Prompt, call: Call, deadline: float) -> tuple[str, Reading]:
        """The first model that has something to say. Errors: the last model's that was asked."""
        failure: RecapError | None = None
        for model in call.models:
            if asyncio.get_running_loop().time() >= deadline:
                raise failure or ModelError("no time is left to ask a model", Usage())
            try:
                retrying = self._patience.retrying(deadline)
                return model, await retrying(self._with_any_key, prompt, call, model, deadline)
            except RecapError as error:
                failure = error
        raise failure or OperatorError("no model is named to be asked")

    async def _with_any_key(self, prompt: Prompt, call: Call, model: str, deadline: float) -> Reading:
        while True:
            self._breakers.check(call.server, model)
            key = self._keys.take(call.server, model)
            try:
                return await self._attempt(prompt, call, model, key, deadline)
            except (Limited, KeyRefused) as fault:
                if not self._keys.rest(call.server, model, key, fault):
                    raise

    async def _attempt(self, prompt: Prompt, call: Call, model: str, key: str, deadline: float) -> Reading:
        """One request, until its first text."""
        reading = Reading(model, self._patience.stall)
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(deadline):
                await reading.start(self._opened(prompt, call, model, key))
        except BaseException as error:
            await reading.close()
            if _is_the_models_fault(error, deadline - started >= self._patience.stall):
                self._breakers.failed(call.server, model)
            if isinstance(error, TimeoutError):
                raise ModelError("the model said nothing before the deadline", reading.used) from error
            raise
        return reading

    async def _opened(self, prompt: Prompt, call: Call, model: str, key: str) -> Stream:
        client = self._connections.client(call.server, key)

        async def send(lacks: Set[Feature]) -> Stream:
            return await client.messages.create(**body(prompt, model, call.server, lacks), stream=True)

        return await self._servers.adapted(prompt, call.server, model, send)


def _is_the_models_fault(error: BaseException, had_time: bool) -> bool:
    """A limit is the key's; a deadline says something of the model only where it was given time."""
    if isinstance(error, TimeoutError):
        return had_time
    return isinstance(error, Transient) and not isinstance(error, Limited)
