"""Every event is stored before anything else happens, and acknowledged only then."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from core.errors import RecapError

log = logging.getLogger(__name__)

REMEMBERED = 10_000  # events that went on to handlers: more than come in the six minutes in which Slack tries again
HEARD, AGAIN = 200, 503  # by the latter it is delivered again: https://docs.slack.dev/apis/events-api/#retries


class Ears(Protocol):
    """What hears deliveries of the Events API: `adapters.slack.ears`."""

    async def hear(self, delivery: Mapping[str, Any]) -> bool: ...

    async def own(self, delivery: Mapping[str, Any]) -> bool: ...


class Hearing(AsyncMiddleware):
    """Bolt's `before_authorize`: an app that was taken away still tells so, with a token that counts no more.

    Events that somebody may want answered go on to the handlers: mentions, reactions, direct messages, App Home. What
    Recap itself did never does.
    """

    def __init__(self, ears: Ears) -> None:
        self._ears = ears
        self._handed_on: OrderedDict[str, None] = OrderedDict()  # ids of events

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
        return not said_in_channel and not await self._ears.own(delivery) and self._first_time(delivery["event_id"])

    def _first_time(self, id: str) -> bool:
        """An event that is delivered again is not answered again."""
        if id in self._handed_on:
            return False
        self._handed_on[id] = None
        if len(self._handed_on) > REMEMBERED:
            self._handed_on.popitem(last=False)
        return True
