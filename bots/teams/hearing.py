"""Every activity is stored before anything else happens, and acknowledged only then."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from adapters.teams.wire import Json, Place
from bots.teams.app import Reply

log = logging.getLogger(__name__)

REMEMBERED = 10_000  # activities that were answered: more than come while Teams may deliver one again

# What answers people: the activity, and where it happened.
Answers = Callable[[Json, Place], Awaitable[Reply | None]]


class Ears(Protocol):
    """What hears activities: `adapters.teams.ears`."""

    async def hear(self, activity: Mapping[str, Any]) -> Place: ...


class Hearing:
    """`bots.teams.app.Turn`: what is delivered again is not answered again."""

    def __init__(self, ears: Ears, answers: Answers) -> None:
        self._ears, self._answers = ears, answers
        self._answered: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def __call__(self, activity: Json) -> Reply | None:
        try:
            at = await self._ears.hear(activity)
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # it would be no better the next time
            log.warning("an activity is not as Teams writes them (%s)", type(error).__name__)
            return None
        if activity["type"] != "invoke" and not self._first_time(activity):
            return None
        return await self._answers(activity, at)

    def _first_time(self, activity: Json) -> bool:
        key = activity["type"], str(activity.get("id"))
        if key in self._answered:
            return False
        self._answered[key] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        return True
