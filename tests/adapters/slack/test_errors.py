"""Slack's refusals: what is said to people, and who can act on it."""

from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk import errors
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import explained
from core.errors import LaterError, LimitError, NotFound, OperatorError, RecapError, RequestError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def refused(error: str, status: int = 200, wait: str | None = None, **more: str) -> errors.SlackApiError:
    headers = {} if wait is None else {"Retry-After": wait}
    answer = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data={"ok": False, "error": error, **more},
        headers=headers, status_code=status,
    )  # fmt: skip
    return errors.SlackApiError("refused", answer)  # type: ignore[no-untyped-call]  # it has no types


def mapped(error: Exception) -> RecapError:
    with pytest.raises(RecapError) as caught, explained(lambda: NOON):
        raise error
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("code", "kind", "advice"),
    [
        ("channel_not_found", NotFound, "/invite @Recap"),
        ("not_in_channel", RequestError, "/invite @Recap"),
        ("msg_blocks_too_long", RequestError, "shorter time"),
        ("account_inactive", OperatorError, "install Recap in the workspace again"),
        ("invalid_auth", OperatorError, "RECAP_SLACK_BOT_TOKEN"),
        ("internal_error", LaterError, "try again"),
        ("something_new", OperatorError, "something_new"),
    ],
)
def test_each_refusal_says_what_to_do(code: str, kind: type[RecapError], advice: str) -> None:
    error = mapped(refused(code))
    assert isinstance(error, kind)
    assert advice in str(error)


def test_a_missing_scope_is_named() -> None:
    assert "groups:history" in str(mapped(refused("missing_scope", needed="groups:history", provided="chat:write")))


@pytest.mark.parametrize(("wait", "seconds"), [("7", 7), (None, 60)])
def test_too_many_requests_say_when_there_is_room_again(wait: str | None, seconds: int) -> None:
    error = mapped(refused("ratelimited", 429, wait))
    assert isinstance(error, LimitError)
    assert error.until == NOON + timedelta(seconds=seconds)


def test_a_broken_answer_and_a_broken_network_may_work_later() -> None:
    assert isinstance(mapped(refused("", 503)), LaterError)
    assert isinstance(mapped(aiohttp.ClientConnectionError()), LaterError)
    assert isinstance(mapped(TimeoutError()), LaterError)


def test_every_error_of_slack_sdk_is_one_of_ours() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) >= 8
    for kind in set(kinds) - {errors.SlackApiError}:
        error = kind(refused("x")) if kind is errors.SlackTokenRotationError else kind()
        assert isinstance(mapped(error), OperatorError)
