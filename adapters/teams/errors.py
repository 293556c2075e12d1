"""Refusals of Teams and of Graph as ours, each with a sentence that says what to do: the only place that maps them.

https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis,
https://learn.microsoft.com/graph/errors
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import aiohttp
from msrest.exceptions import ClientException

from core.errors import LaterError, NotFound, OperatorError, RecapError, RequestError

# Worth another try: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#handle-http-429-responses
AGAIN = frozenset({412, 429, 502, 504})
LOST = frozenset({502, 504})  # what a gateway says: whether the request was carried out is not known

_GONE = "Teams shows Recap no such conversation or message: it was deleted, or Recap is not in it"
_NOT_HERE = "Recap is not in this team or chat: an owner can add it there (Apps, then Recap)"
_NO_CHAT = "Recap may not write to you: open the app Recap in Teams, add it for yourself, then ask again"
_NO_PERSON = "Teams shows Recap no such person in this conversation"
_SIGN_IN = "Teams does not accept Recap's sign-in: check RECAP_TEAMS_APP_ID, _APP_PASSWORD and _TENANT"
_TOO_LARGE = "the answer is larger than Teams takes: ask about a shorter time"

_SAID: dict[str, tuple[type[RecapError], str]] = {
    "ConversationNotFound": (NotFound, _GONE),
    "ActivityNotFoundInConversation": (NotFound, _GONE),
    "MemberNotFoundInConversation": (NotFound, _NO_PERSON),
    "ConversationBlockedByUser": (RequestError, _NO_CHAT),
    "BotNotInConversationRoster": (RequestError, _NOT_HERE),
    "BotDisabledByAdmin": (
        OperatorError,
        "an admin has blocked Recap: allow it in the Teams admin center",
    ),
    "NotEnoughPermissions": (RequestError, "Teams does not let Recap do this here"),
}


class Again(LaterError):
    """Teams is busy; `seconds` is how long it says to wait, None where it does not say."""

    def __init__(self, status: int, seconds: float | None) -> None:
        super().__init__(f"Teams is busy ({status}): try again in a minute")
        self.status, self.seconds = status, seconds


class TooLarge(RequestError):
    """More bytes than a message may have."""


class NotSignedIn(OperatorError):
    """The token is not accepted."""


class Unreachable(RequestError):
    """The person has not let Recap write to them."""


class StreamEnded(RequestError):
    """Nothing more is taken of a streamed answer; `stopped`: its reader pressed Stop."""

    def __init__(self, stopped: bool) -> None:
        super().__init__("the answer that was being written has ended")
        self.stopped = stopped


@contextmanager
def explained(what: str = "Teams") -> Iterator[None]:
    """Errors of the SDK and of the network from inside the block as those of `core.errors`."""
    try:
        yield
    except (TimeoutError, aiohttp.ClientError, ClientException) as error:
        raise LaterError(f"{what} cannot be reached ({type(error).__name__}): try again in a minute") from error


def refusal(status: int, headers: Mapping[str, str], body: bytes) -> RecapError:
    """The error of an answer from 400 on. A gateway's page, which is no JSON, tells by its status alone."""
    code, message = _code(body)
    if status in AGAIN:
        return Again(status, _seconds(headers.get("Retry-After", "")))
    if status == 413 or code == "MessageSizeTooBig":
        return TooLarge(_TOO_LARGE)
    if code == "ContentStreamNotAllowed":
        return StreamEnded("cancel" in message.lower())
    if status == 403 and ("personal scope" in message or "pairwise" in message):
        return Unreachable(_NO_CHAT)
    if code in _SAID:
        kind, text = _SAID[code]
        return Unreachable(text) if text is _NO_CHAT else kind(text)
    return _by_status(status, code)


def _by_status(status: int, code: str) -> RecapError:
    if status == 401:
        return NotSignedIn(_SIGN_IN)
    if status == 404:
        return NotFound(_GONE)
    if status >= 500:
        return LaterError(f"Teams has a problem of its own ({status}): try again in a minute")
    if status == 403:
        return OperatorError(f"Teams refused Recap's request ({code or status}): give the app the permission it lacks")
    return OperatorError(f"Teams refused Recap's request ({code or status})")


def _code(body: bytes) -> tuple[str, str]:
    try:
        error: Any = json.loads(body)["error"]
        return str(error.get("code") or ""), str(error.get("message") or "")
    except (ValueError, TypeError, KeyError, AttributeError):
        return "", ""


def _seconds(value: str) -> float | None:
    return float(value) if value.isascii() and value.isdecimal() else None
