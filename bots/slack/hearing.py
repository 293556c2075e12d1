"""Every event is stored before anything else happens, and acknowledged only then."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from core.errors import RecapError

log = logging.getLogger(__name__)

HEARD, AGAIN = 200, 503  # by the latter it is delivered again: https://docs.slack.dev/apis/events-api/#retries


class Ears(Protocol):
    """What hears deliveries of the Events API: `adapters.slack.ears`."""

    async def hear(self, delivery: Mapping[str, Any]) -> bool: ...

    async def own(self, delivery: Mapping[str, Any]) -> bool: ...

    async def first_time(self, delivery: Mapping[str, Any]) -> bool: ...


class Hearing(AsyncMiddleware):
    """Bolt's `before_authorize`: an app that was taken away still tells so, with a token that counts no more.

    Events that somebody may want answered go on to the handlers: mentions, reactions, direct messages, App Home. What
    Recap itself did never does.
    """

    def __init__(self, ears: Ears) -> None:
        self._ears = ears

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        delivery = req.body
        if delivery.get("type") != "event_callback":
            return await next()
        try:
            if not await self._ears.hear(delivery) or not await self._asks(delivery):
                return BoltResponse(status=HEARD)
        except RecapError as error:
            log.warning("an event was not stored (%s): Slack delivers it again", type(error).__name__)
            return BoltResponse(status=AGAIN)
        except (KeyError, TypeError, ValueError) as error:  # it would be no better the next time
            log.warning("an event is not as Slack writes them (%s)", type(error).__name__)
            return BoltResponse(status=HEARD)
        return await next()

    async def _asks(self, delivery: Mapping[str, Any]) -> bool:
        event = delivery["event"]
        said_in_channel = event["type"] == "message" and event.get("channel_type") != "im"
        return not said_in_channel and not await self._ears.own(delivery) and await self._ears.first_time(delivery)
