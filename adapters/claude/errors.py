"""The SDK's failures as ours. Their texts stay out: a server may quote in them what it was sent.

ModelError
└── Transient      may work when asked again
    └── Limited    this key has had enough for now
OperatorError
└── KeyRefused     this key is not valid
"""

import math
from email.utils import parsedate_to_datetime

import anthropic
import httpx2

from core.errors import ModelError, OperatorError
from core.ports import Usage

# A broken line of a stream is a ValueError of the JSON parser; httpx2 has several trees.
FOREIGN = (
    anthropic.AnthropicError,
    httpx2.HTTPError,
    httpx2.StreamError,
    httpx2.InvalidURL,
    httpx2.CookieConflict,
    ValueError,
)
_MENDED_BY_THE_ADMIN = (400, 403, 404)
_MAY_HAVE_WORKED = (408, 504)  # somebody on the way did not wait for the answer
_NOBODY_THERE = (httpx2.ConnectError, httpx2.ConnectTimeout)
_STREAMED = {"overloaded_error": 529, "api_error": 500, "timeout_error": 504, "rate_limit_error": 429}


class Transient(ModelError):
    """`after` is how many seconds the server asks to wait, None where it does not say."""

    def __init__(self, text: str, used: Usage | None = None, after: float | None = None) -> None:
        super().__init__(text, used)
        self.after = after


class Limited(Transient):
    pass


class KeyRefused(OperatorError):
    pass


def ours(error: Exception, used: Usage | None = None) -> ModelError | OperatorError:
    """One of `FOREIGN` as one of ours; `used` is what the answer cost until then, nothing where none was begun."""
    if used is None and _refused(error):
        used = Usage()
    if not isinstance(error, anthropic.APIStatusError):
        return Transient(f"the model cannot be reached ({type(error).__name__})", used)
    status = status_of(error)
    if status == 401:
        return KeyRefused(f"the model's server refuses the key (HTTP {status}): check the key")
    if status in _MENDED_BY_THE_ADMIN:
        return OperatorError(f"the model's server refuses the request (HTTP {status}): check key and model")
    text = f"the model's server cannot answer now (HTTP {status})"
    if status == 429:
        return Limited(text, used, _retry_after(error.response.headers))
    if status >= 500:
        return Transient(text, used, _retry_after(error.response.headers))
    return ModelError(text, used)


def _refused(error: Exception) -> bool:
    """Whether no model has read anything."""
    if isinstance(error, anthropic.APIStatusError):
        return error.status_code >= 300 and error.status_code not in _MAY_HAVE_WORKED
    return isinstance(error.__cause__, _NOBODY_THERE)


def status_of(error: anthropic.APIStatusError) -> int:
    """Also of an `event: error` in a stream that began with 200: its type says what the status would have been."""
    if error.status_code >= 300:
        return error.status_code
    return _STREAMED.get(str(error.type), 500)


def _retry_after(headers: httpx2.Headers) -> float | None:
    """In seconds; a date counts from the answer's own (RFC 9110, 10.2.3)."""
    said = headers.get("retry-after", "")
    try:
        seconds = float(said)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(said) - parsedate_to_datetime(headers["date"])).total_seconds()
        except (KeyError, TypeError, ValueError):
            return None
    return None if math.isnan(seconds) else max(seconds, 0.0)
