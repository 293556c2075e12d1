"""Every failure of the SDK and of what it stands on is one of ours, without its words."""

from collections.abc import Iterator
from typing import Any

import anthropic
import httpx2
import pytest

from adapters.claude.errors import FOREIGN, KeyRefused, Limited, Transient, ours
from adapters.claude.model import Claude
from core.errors import ModelError, OperatorError, RecapError
from core.ports import Usage
from tests.adapters.claude.calls import HURRIED, asked, call
from tests.adapters.claude.scripted import ScriptedServer, answer, refusal


@pytest.mark.parametrize(
    ("status", "raised", "times"),
    [(status, OperatorError, 1) for status in (401, 403, 404)]
    + [(400, OperatorError, 2), (422, ModelError, 2)]  # once more without what not every server knows
    + [(status, ModelError, 1) for status in (307, 402, 408, 409, 413)]
    + [(status, ModelError, HURRIED.attempts) for status in (429, 500, 502, 503, 504, 529)],
)
async def test_a_server_that_says_no_is_asked_again_only_where_it_helps(
    status: int, raised: type[Exception], times: int
) -> None:
    async with ScriptedServer(refusal(status, "you sent: Hello")) as server, Claude(HURRIED) as claude:
        with pytest.raises(raised, match=f"HTTP {status}") as caught:
            await asked(claude, call(server.url))
    assert "Hello" not in str(caught.value)
    assert len(server.requests) == times


@pytest.mark.parametrize(("status", "used"), [(429, Usage()), (500, Usage()), (529, Usage()), (504, None), (408, None)])
async def test_what_a_server_refuses_costs_nothing_but_where_the_answer_may_have_been_made(
    status: int, used: Usage | None
) -> None:
    async with ScriptedServer(refusal(status, "no")) as server, Claude(HURRIED) as claude:
        with pytest.raises(ModelError) as caught:
            await asked(claude, call(server.url))
    assert caught.value.used == used


async def test_a_server_that_is_not_there_costs_nothing_neither_while_it_is_asked_nor_while_it_is_let_alone() -> None:
    async with ScriptedServer() as server:
        gone = server.url
    async with Claude(HURRIED) as claude:
        for _ in range(3):
            with pytest.raises(ModelError) as caught:
                await asked(claude, call(gone))
            assert caught.value.used == Usage()
    assert "is let alone for a while" in str(caught.value)


async def test_a_server_that_sends_elsewhere_is_not_followed() -> None:
    """Elsewhere may be another region."""
    async with (
        ScriptedServer(answer("Hello")) as elsewhere,
        ScriptedServer(refusal(307, location=f"{elsewhere.url}/v1/messages")) as server,
        Claude() as claude,
    ):
        with pytest.raises(ModelError, match="307"):
            await asked(claude, call(server.url))
    assert elsewhere.requests == []


async def test_a_server_that_is_not_there_is_said_in_one_line() -> None:
    async with ScriptedServer(answer()) as server:
        gone = server.url
    async with Claude(HURRIED) as claude:
        with pytest.raises(ModelError, match=r"^the model cannot be reached \(APIConnectionError\)$"):
            await asked(claude, call(gone))


def _errors(*bases: type[Exception]) -> Iterator[type[Exception]]:
    for base in bases:
        yield base
        yield from _errors(*base.__subclasses__())


def test_every_error_that_the_sdk_has_is_one_of_ours() -> None:
    """A new tree of the SDK or of httpx2 shows here before it shows in a log."""
    trees = [value for value in vars(httpx2).values() if isinstance(value, type) and issubclass(value, Exception)]
    for kind in {*_errors(anthropic.AnthropicError), *_errors(*trees)}:
        made: Any = kind.__new__(kind)
        made.status_code, made.type, made.response = 500, None, httpx2.Response(500)
        assert isinstance(made, FOREIGN), kind
        assert isinstance(ours(made), RecapError)


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-1"}, 0.0),
        ({"retry-after": "Mon, 02 Mar 2026 09:00:20 GMT", "date": "Mon, 02 Mar 2026 09:00:00 GMT"}, 20.0),
        ({"retry-after": "Mon, 02 Mar 2026 09:00:20 GMT"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_a_server_asks_to_wait(headers: dict[str, str], after: float | None) -> None:
    request = httpx2.Request("POST", "http://127.0.0.1")
    response = httpx2.Response(429, headers=headers, request=request)
    error = ours(anthropic.RateLimitError("no", response=response, body=None))
    assert isinstance(error, Limited)
    assert error.after == after


@pytest.mark.parametrize(
    ("type", "raised"), [("overloaded_error", Transient), ("rate_limit_error", Limited), (None, Transient)]
)
def test_an_error_within_a_stream_is_what_its_status_would_have_been(type: str | None, raised: type[Exception]) -> None:
    response = httpx2.Response(200, request=httpx2.Request("POST", "http://127.0.0.1"))
    body = {"type": "error", "error": {"type": type, "message": "no"}}
    assert isinstance(ours(anthropic.APIStatusError("no", response=response, body=body)), raised)


def test_a_refused_key_is_the_admins_to_mend() -> None:
    response = httpx2.Response(401, request=httpx2.Request("POST", "http://127.0.0.1"))
    assert isinstance(ours(anthropic.AuthenticationError("no", response=response, body=None)), KeyRefused)
