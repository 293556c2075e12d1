"""One plain request to the Messages API. Address and key are given, never taken from the environment."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Literal

import anthropic
import httpx2

from core.errors import ModelError, OperatorError
from core.ports import Call, Ended, Prompt, Usage

API_URL = "https://api.anthropic.com"
DEADLINE_SECONDS = 5.0
_MENDED_BY_THE_ADMIN = (
    anthropic.AuthenticationError,
    anthropic.PermissionDeniedError,
    anthropic.NotFoundError,
    anthropic.BadRequestError,
)


class Claude:
    """An implementation of `core.ports.Model`. Leave it with `async with`: its connections end then."""

    def __init__(self, deadline: float = DEADLINE_SECONDS) -> None:
        self._deadline = deadline
        self._clients: dict[str, anthropic.AsyncAnthropic] = {}

    async def __aenter__(self) -> "Claude":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.close()

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        with _mapped():
            message = await self._client(call).messages.create(
                model=call.models[0],
                max_tokens=prompt.max_tokens,
                system=prompt.system,
                messages=[{"role": "user", "content": prompt.text}],
            )
        yield "".join(block.text for block in message.content if block.type == "text")
        reason: Literal["complete", "refused"] = "refused" if message.stop_reason == "refusal" else "complete"
        yield Ended(reason, message.model, Usage(message.usage.input_tokens, message.usage.output_tokens))

    def _client(self, call: Call) -> anthropic.AsyncAnthropic:
        if call.server.url not in self._clients:
            self._clients[call.server.url] = anthropic.AsyncAnthropic(
                api_key=call.server.keys[0], base_url=call.server.url, timeout=self._deadline, max_retries=0
            )
        return self._clients[call.server.url]


@contextmanager
def _mapped() -> Iterator[None]:
    """The SDK's errors as ours. Their texts stay out: a server may quote in them what it was sent."""
    try:
        yield
    except _MENDED_BY_THE_ADMIN as error:
        raise OperatorError(
            f"the model's server refuses the request ({_status(error)}): check key and model"
        ) from error
    except anthropic.APIStatusError as error:
        raise ModelError(f"the model's server cannot answer now ({_status(error)})") from error
    except (anthropic.AnthropicError, httpx2.HTTPError) as error:
        raise ModelError(f"the model cannot be reached ({type(error).__name__})") from error


def _status(error: anthropic.APIStatusError) -> str:
    return f"HTTP {error.status_code}"
