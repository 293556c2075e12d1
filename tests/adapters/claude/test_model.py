"""One request to the Messages API through the real SDK, and every failure of it as one of ours."""

import json
from collections.abc import Iterator
from typing import Any

import anthropic
import pytest

from adapters.claude import model as adapter
from adapters.claude.model import Claude
from core.errors import ModelError, OperatorError
from core.ports import Call, Ended, Prompt, Server, Usage
from tests.standins.claude.server import KEY, ClaudeServer, error, message


def call(url: str) -> Call:
    return Call(Server(url, (KEY,)), ("small",), "slack", "T1")


async def asked(claude: Claude, url: str) -> str:
    return "".join([x async for x in claude.ask(PROMPT, call(url)) if isinstance(x, str)])


PROMPT = Prompt("Be brief.", "[1] <PERSON_1>: Hello", 50)


async def test_a_prompt_goes_out_as_one_request_and_its_text_comes_back() -> None:
    async with ClaudeServer(lambda _: (200, message("Hello."))) as server, Claude() as claude:
        assert await asked(claude, server.url) == "Hello."
    [request] = server.received
    assert json.loads(request.split(b"\r\n\r\n", 1)[1]) == {
        "model": "small",
        "max_tokens": 50,
        "system": "Be brief.",
        "messages": [{"role": "user", "content": "[1] <PERSON_1>: Hello"}],
    }


@pytest.mark.parametrize(
    ("status", "raised"),
    [(400, OperatorError), (401, OperatorError), (403, OperatorError), (404, OperatorError)]
    + [(status, ModelError) for status in (402, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529)],
)
async def test_a_server_that_says_no_is_asked_once_and_its_words_stay_out(status: int, raised: type[Exception]) -> None:
    async with (
        ClaudeServer(lambda _: (status, error("api_error", "you sent: Hello"))) as server,
        Claude() as claude,
    ):
        with pytest.raises(raised, match=f"HTTP {status}") as caught:
            await asked(claude, server.url)
    assert "Hello" not in str(caught.value)
    assert len(server.received) == 1


async def test_a_refusal_is_told_with_what_it_cost() -> None:
    refusal = message("", stop_reason="refusal", content=[])
    async with ClaudeServer(lambda _: (200, refusal)) as server, Claude() as claude:
        *_, ended = [x async for x in claude.ask(PROMPT, call(server.url))]
    assert ended == Ended("refused", "claude-haiku-5-5", Usage(1, 1))


async def test_a_server_that_is_not_there_is_said_in_one_line() -> None:
    async with ClaudeServer() as server:
        gone = server.url
    async with Claude() as claude:
        with pytest.raises(ModelError, match=r"^the model cannot be reached \(APIConnectionError\)$"):
            await asked(claude, gone)


async def test_a_server_that_does_not_answer_is_given_up_at_the_deadline() -> None:
    async with ClaudeServer(seconds=60) as server, Claude(0.2) as claude:
        with pytest.raises(ModelError, match="APITimeoutError"):
            await asked(claude, server.url)


async def test_variables_of_the_machine_redirect_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "another")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "another")
    async with ClaudeServer(lambda _: (200, message("Hello."))) as server, Claude() as claude:
        assert await asked(claude, server.url) == "Hello."
    assert b"another" not in server.received[0]


def _errors(base: type[Exception]) -> Iterator[type[Exception]]:
    yield base
    for child in base.__subclasses__():
        yield from _errors(child)


def test_every_error_that_the_sdk_has_is_one_of_ours() -> None:
    """A new branch of the SDK's tree shows here before it shows in a log."""
    for kind in _errors(anthropic.AnthropicError):
        made: Any = kind.__new__(kind)
        made.status_code = 500
        with pytest.raises((ModelError, OperatorError)), adapter._mapped():
            raise made


async def test_the_stand_in_takes_nothing_that_the_sdk_could_not_have_sent() -> None:
    async with ClaudeServer() as server, anthropic.AsyncAnthropic(api_key=KEY, base_url=server.url) as client:
        for extra in ({"temperature": 1}, {"messages": [{"role": "user"}]}, {"max_tokens": "many"}):
            with pytest.raises(anthropic.BadRequestError):
                await client.messages.create(
                    model="small", max_tokens=1, messages=[{"role": "user", "content": "x"}], extra_body=extra
                )
