"""Slack's refusals as ours, each with a sentence that says what to do: the only place that maps them.

https://docs.slack.dev/apis/web-api/using-the-web-api#errors, and those of each method's page.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from core.errors import LaterError, LimitError, NotFound, OperatorError, RecapError, RequestError

WAIT_DEFAULT_SECONDS = 60  # where a refusal for being too fast does not say how long

_INSTALL_AGAIN = "install Recap in the workspace again"
_NEW_TOKEN = f"Slack does not accept Recap's token: set RECAP_SLACK_BOT_TOKEN to the present one, or {_INSTALL_AGAIN}"
_REMOVED = f"Recap's account in this workspace is switched off: {_INSTALL_AGAIN}"
_UNKNOWN_CHANNEL = "Slack shows Recap no such channel: check the name, and in a private channel write /invite @Recap"
_NO_MESSAGES = "this person takes no direct messages from Recap"
_TOO_LONG = "the answer is longer than Slack takes: ask about a shorter time"

_SAID: dict[str, tuple[type[RecapError], str]] = {
    "channel_not_found": (NotFound, _UNKNOWN_CHANNEL),
    "not_in_channel": (RequestError, "Recap is not in this channel: write /invite @Recap there, then ask again"),
    "is_archived": (RequestError, "this channel is archived: Recap cannot post there"),
    "user_not_found": (NotFound, "Slack shows Recap no such person"),
    "user_not_visible": (NotFound, "Slack shows Recap no such person"),
    **dict.fromkeys(("cannot_dm_bot", "user_disabled", "messages_tab_disabled"), (RequestError, _NO_MESSAGES)),
    "thread_not_found": (NotFound, "this thread is gone from Slack"),
    "message_not_found": (NotFound, "this message is gone from Slack"),
    "msg_blocks_too_long": (RequestError, _TOO_LONG),
    "msg_too_long": (RequestError, _TOO_LONG),
    **dict.fromkeys(("invalid_auth", "not_authed", "token_expired", "token_revoked"), (OperatorError, _NEW_TOKEN)),
    **dict.fromkeys(("account_inactive", "team_access_not_granted"), (OperatorError, _REMOVED)),
}
# Slack's own trouble: it may work later.
_LATER = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}


@contextmanager
def explained(clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[None]:
    """Errors of slack_sdk and of the network from inside the block as those of `core.errors`."""
    try:
        yield
    except SlackApiError as error:
        raise refusal(error.response, clock()) from error
    except SlackClientError as error:
        raise OperatorError(f"Slack cannot be asked ({type(error).__name__}): check Recap's settings") from error
    except (TimeoutError, aiohttp.ClientError) as error:
        raise LaterError(f"Slack cannot be reached ({type(error).__name__}): try again in a minute") from error


def refusal(response: Any, now: datetime) -> RecapError:
    """The error of an answer: slack_sdk's response, or aiohttp's where the answer was no JSON."""
    data = getattr(response, "data", None)
    data = data if isinstance(data, dict) else {}
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    code = data.get("error", "")
    if status == 429 or code in ("ratelimited", "rate_limited"):
        seconds = int(response.headers.get("Retry-After", WAIT_DEFAULT_SECONDS))
        return LimitError(f"Slack asks to wait {seconds} s", now + timedelta(seconds=seconds))
    if code == "missing_scope":
        needed = data.get("needed", "one")
        return OperatorError(f"Recap's Slack app lacks the scope {needed}: add it to the app and {_INSTALL_AGAIN}")
    if code in _SAID:
        kind, text = _SAID[code]
        return kind(text)
    if status >= 500 or code in _LATER or not code:
        return LaterError(f"Slack has a problem of its own ({code or status}): try again in a minute")
    return OperatorError(f"Slack refused Recap's request: {code}")
