"""`core.ports.Batches` over Message Batches (https://docs.claude.com/en/docs/build-with-claude/batch-processing).

At most 100,000 prompts or 256 MB in one. Nothing is asked twice here: who looks for answers comes back anyway, and a
batch handed in twice would be paid twice.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, cast
from urllib.parse import quote

import anthropic
import httpx2
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming
from anthropic.types.messages import MessageBatchIndividualResponse
from anthropic.types.messages.batch_create_params import Request

from adapters.claude.connections import Connections
from adapters.claude.errors import FOREIGN, ours
from adapters.claude.request import body
from adapters.claude.servers import Servers
from adapters.claude.stream import at, reason, usage
from core.errors import ModelError, OperatorError, RecapError
from core.ports import Answer, Call, Ended, Prompt

BATCH_SECONDS = 60.0  # for each request about a batch, where the call names no deadline
_NO_BATCHES = "this server takes no Message Batches: ask the prompts one by one"
_NOT_THERE = (404, 405, 501)
_ANOTHER_KEYS = (401, 403, 404, 429)
T = TypeVar("T")


class ClaudeBatches:
    """Ids have up to 64 letters, digits, `-` and `_`. The first of `call.models` is asked, and no other."""

    def __init__(self, connections: Connections, servers: Servers) -> None:
        self._connections = connections
        self._servers = servers

    async def submit(self, prompts: Mapping[str, Prompt], call: Call) -> str:
        """Errors also: `OperatorError` where the server has no batches; it is then not asked again."""
        model = call.models[0]
        lacks = self._servers.lacks(call.server, model)
        if "batches" in lacks:
            raise OperatorError(_NO_BATCHES)
        requests = [
            Request(
                custom_id=id,
                params=cast("MessageCreateParamsNonStreaming", body(prompt, model, call.server, lacks)),
            )
            for id, prompt in prompts.items()
        ]

        async def handed_in(client: anthropic.AsyncAnthropic) -> str:
            try:
                return _said(await client.messages.batches.create(requests=requests), "id")
            except anthropic.APIStatusError as error:
                if error.status_code not in _NOT_THERE:
                    raise
                self._servers.learn(call.server, model, {"batches"})
                raise OperatorError(_NO_BATCHES) from error

        return await self._asked(call, handed_in)

    async def answers(self, batch: str, call: Call) -> Mapping[str, Answer] | None:
        async def fetched(client: anthropic.AsyncAnthropic) -> dict[str, Answer] | None:
            if _said(await client.messages.batches.retrieve(batch), "processing_status") != "ended":
                return None
            # Not by `results`: it follows the address that the server names, which may be another host's.
            path = f"/v1/messages/batches/{quote(batch, '')}/results"
            lines = (await client.get(path, cast_to=httpx2.Response)).text.split("\n")
            return dict(_answer(json.loads(line), call.models[0]) for line in lines if line.strip())

        return await self._asked(call, fetched)

    async def cancel(self, batch: str, call: Call) -> None:
        async def cancelled(client: anthropic.AsyncAnthropic) -> None:
            await client.messages.batches.cancel(batch)

        await self._asked(call, cancelled)

    async def _asked(self, call: Call, ask: Callable[[anthropic.AsyncAnthropic], Awaitable[T]]) -> T:
        """By the key that knows: keys of different organizations do not see each other's batches."""
        failure: RecapError | None = None
        for key in call.server.keys or ("",):
            try:
                async with _limited(call.deadline):
                    return await ask(self._connections.client(call.server, key))
            except TimeoutError as error:
                raise ModelError("the model's server said nothing in time") from error
            except FOREIGN as error:
                failure = ours(error)
                if getattr(error, "status_code", None) not in _ANOTHER_KEYS:
                    raise failure from error
        assert failure
        raise failure


def _limited(deadline: float | None) -> asyncio.Timeout:
    return asyncio.timeout(BATCH_SECONDS) if deadline is None else asyncio.timeout_at(deadline)


def _said(batch: object, name: str) -> str:
    """Of what a server answered with 200: the page of a gateway is no batch."""
    value = at(batch, name)
    if not isinstance(value, str):
        raise ValueError(f"no batch: it has no {name}")
    return value


def _answer(line: Any, model: str) -> tuple[str, Answer]:
    """The server's words about an error stay out, as everywhere; its kind is told."""
    if not isinstance(line, dict) or "custom_id" not in line:
        raise ValueError("not a result of a batch")
    said = MessageBatchIndividualResponse.construct(**line)
    kind = at(said, "result", "type")
    if kind != "succeeded":
        return said.custom_id, Answer("", None, str(at(said, "result", "error", "error", "type") or kind))
    message = at(said, "result", "message")
    text = "".join(at(block, "text") or "" for block in at(message, "content") or ())
    return said.custom_id, Answer(text, Ended(reason(at(message, "stop_reason")), model, usage(at(message, "usage"))))
