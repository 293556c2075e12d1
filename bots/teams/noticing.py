"""Where Graph tells of changed messages: reactions are stored, and the one that asks for minutes is answered."""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from adapters.teams.noticing import Changed, Noticing, Reacting
from bots.teams.tools import Tools
from bots.worker import Job
from core.errors import RecapError
from core.hearing import Hearing, Reaction
from core.models import Channel
from core.ports import Reacted

PATH = "/api/teams/notifications"
TAKEN, WRONG = 202, 400
TOKEN_MAX_CHARS = 1_000
WATCHED_EVERY = 60.0  # seconds of rest
FRESH = timedelta(minutes=10)  # an older reaction asks for nothing: Recap did not run, or somebody else changed it
REMEMBERED = 20_000

log = logging.getLogger(__name__)

# Somebody reacted to a message so that it may ask for minutes.
Asks = Callable[[Changed, Reacting], Awaitable[None]]


class Noticed:
    """`asks` is called once for each reaction, however often Graph tells of its message."""

    def __init__(self, tools: Tools, noticing: Noticing, hearing: Hearing, asks: Asks) -> None:
        self._tools, self._noticing, self._hearing, self._asks = tools, noticing, hearing, asks
        self._known: OrderedDict[tuple[str, str], frozenset[tuple[str, str]]] = OrderedDict()
        self._turns: dict[str, asyncio.Lock] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._take)]

    def jobs(self) -> list[Job]:
        return [Job("watching for reactions", self._watch, WATCHED_EVERY)]

    async def _take(self, request: web.Request) -> web.Response:
        """Answered at once: Graph waits three seconds."""
        if token := request.query.get("validationToken"):
            return web.Response(text=token) if len(token) <= TOKEN_MAX_CHARS else web.Response(status=WRONG)
        try:
            told: list[dict[str, Any]] = json.loads(await request.read())["value"]
            for it in told:
                self._one(it)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return web.Response(status=WRONG)
        return web.Response(status=TAKEN)

    def _one(self, told: dict[str, Any]) -> None:
        if told.get("lifecycleEvent"):
            self._tools.under_way.start(self._lifecycle(told))
        elif changed := self._noticing.genuine(told):
            self._tools.under_way.start(self._changed(changed))
        else:
            log.warning("a notification of Graph was refused: it does not repeat what only Graph knows")

    async def _changed(self, changed: Changed) -> None:
        async with self._turns.setdefault(changed.message, asyncio.Lock()):
            try:
                there = await self._tools.installed(changed.channel.workspace)
                now = await self._noticing.reactions(there.tenant, changed)
                await self._compare(changed, now)
            except RecapError as error:
                log.warning("the reactions to a message could not be read: %s", type(error).__name__)
        self._turns.pop(changed.message, None)

    async def _compare(self, changed: Changed, now: list[Reacting]) -> None:
        key = changed.channel.id, changed.message
        before, clock = self._known.get(key, frozenset()), self._tools.clock()
        self._known[key] = frozenset((it.person, it.emoji) for it in now)
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        for person, emoji in before - self._known[key]:
            await self._react(changed.channel, Reacted(changed.message, person, emoji, clock, gone=True))
        for it in now:
            if (it.person, it.emoji) not in before:
                await self._react(changed.channel, Reacted(changed.message, it.person, it.emoji, it.at))
                if clock - it.at < FRESH and await self._first_time(changed, it):
                    await self._asks(changed, it)

    async def _first_time(self, changed: Changed, it: Reacting) -> bool:
        """Also where another process was told before. One that is set again is another one."""
        event = f"reaction {changed.message} {it.person} {it.emoji} {it.at.isoformat()}"
        return await self._tools.once.first("teams", changed.channel.workspace, event)

    async def _react(self, channel: Channel, reacted: Reacted) -> None:
        await self._hearing.hear(Reaction(channel, reacted))

    async def _lifecycle(self, told: dict[str, Any]) -> None:
        """What Graph wants renewed is; what it ended is made again by the next round."""
        channels = [c for c in await self._tools.stores.messages.channels() if c.platform == "teams"]
        if not self._noticing.ours(told, channels):
            log.warning("a word about a subscription was refused: it does not repeat what only Graph knows")
            return
        try:
            if told["lifecycleEvent"] == "reauthorizationRequired":
                await self._noticing.renew(str(told["tenantId"]), str(told["subscriptionId"]))
            else:
                await self._watch()
        except RecapError as error:
            log.warning("a subscription could not be renewed: %s", type(error).__name__)

    async def _watch(self) -> bool:
        """Channels of teams that let Recap read along."""
        for id in await self._tools.installed.ids():
            there = await self._tools.installed(id)
            if there.team and there.hears:
                await self._noticing.watch(there, await self._tools.stores.messages.channels(id))
        return False
