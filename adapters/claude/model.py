"""One plain request to the Messages API. Address and key are given, never taken from the environment."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import anthropic
import httpx2

from core.errors import ModelError, OperatorError
from core.ports import Prompt

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

    def __init__(self, key: str, model: str, url: str = API_URL, deadline: float = DEADLINE_SECONDS) -> None:
        self._model = model
        self._client = anthropic.AsyncAnthropic(api_key=key, base_url=url, timeout=deadline, max_retries=0)

    async def __aenter__(self) -> "Claude":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.close()

    async def ask(self, prompt: Prompt) -> str:
        with _mapped():
            message = await self._client.messages.create(
                model=self._model,
                max_tokens=prompt.max_tokens,
                system=prompt.system,
                messages=[{"role": "user", "content": prompt.text}],
            )
        if message.stop_reason == "refusal":
            raise ModelError("the model refused to answer")
        return "".join(block.text for block in message.content if block.type == "text")


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
