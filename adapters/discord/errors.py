"""Discord's refusals as ours, each with a sentence that says what to do: the only place that maps them.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import discord

from core.errors import LaterError, LimitError, NotFound, OperatorError, RecapError, RequestError

WAIT_DEFAULT_SECONDS = 60  # where a refusal for being too fast does not say how long


class NoDirectMessages(RequestError):
    """The person takes none from people of this server."""


class TokenOver(NotFound):
    """An interaction can be answered no more: fifteen minutes are over, or it is answered."""


_NOT_ACCEPTED = "Discord does not accept Recap's token: set RECAP_DISCORD_TOKEN to the present one (page Bot)"
_HIDDEN = "Discord shows Recap no such channel: give its role View Channel and Read Message History there"
_LACKS = "Recap lacks a permission for this here: compare its role with manifests/discord.json"
_NO_DMS = "you take no direct messages from this server: allow them in its privacy settings, or use /summarize"
_INTENTS = "Discord does not allow an intent: switch on Message Content Intent on the page Bot of your application"
_OVER = "this can be answered no more: ask again"

_SAID: dict[int, tuple[type[RecapError], str]] = {
    10003: (NotFound, _HIDDEN),
    10004: (NotFound, "Recap is not in this server: invite it again"),
    10007: (NotFound, "Discord shows Recap no such person in this server"),
    10008: (NotFound, "this message is gone from Discord"),
    10013: (NotFound, "Discord shows Recap no such person"),
    **dict.fromkeys((10015, 10062, 40060, 50027), (TokenOver, _OVER)),
    50001: (RequestError, _HIDDEN),
    50007: (NoDirectMessages, _NO_DMS),
    50013: (RequestError, _LACKS),
    50083: (RequestError, "this thread is archived: write something there, then ask again"),
    160005: (RequestError, "this thread is locked: Recap cannot post there"),
}


@contextmanager
def explained(clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[None]:
    """Errors of discord.py and of the network from inside the block as those of `core.errors`."""
    try:
        yield
    except discord.RateLimited as limit:
        raise _limit(limit.retry_after, clock()) from limit
    except discord.LoginFailure as error:
        raise OperatorError(_NOT_ACCEPTED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise OperatorError(_INTENTS) from error
    except discord.HTTPException as error:
        raise refusal(error, clock()) from error
    except discord.ConnectionClosed as error:
        raise OperatorError(f"Discord ended the connection for good ({error.code}): start Recap again") from error
    except discord.InteractionResponded as error:
        raise TokenOver(_OVER) from error
    except discord.InvalidData as error:  # of another server, or of a kind that nobody knows
        raise NotFound(_HIDDEN) from error
    except discord.DiscordException as error:
        raise LaterError(f"Discord cannot be asked ({type(error).__name__}): try again in a minute") from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise LaterError(f"Discord cannot be reached ({type(error).__name__}): try again in a minute") from error


def refusal(error: discord.HTTPException, now: datetime) -> RecapError:
    """The error of an answer. Its text stays unsaid: it may hold what people wrote."""
    if error.status == 429:
        return _limit(WAIT_DEFAULT_SECONDS, now)
    if error.code in _SAID:
        kind, text = _SAID[error.code]
        return kind(text)
    if error.status == 401:
        return OperatorError(_NOT_ACCEPTED)
    if error.status >= 500:
        return LaterError(f"Discord has a problem of its own ({error.status}): try again in a minute")
    if error.status == 403:
        return RequestError(_LACKS)
    if error.status == 404:
        return NotFound("this is gone from Discord")
    return OperatorError(f"Discord refused Recap's request ({error.status}, code {error.code})")


def _limit(seconds: float, now: datetime) -> LimitError:
    return LimitError(f"Discord asks to wait {seconds:.0f} s", now + timedelta(seconds=seconds))
