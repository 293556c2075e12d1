"""A summary by a model, whatever happens: routed, asked in parts, checked, joined, else completed offline."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from random import random
from typing import Any

from core.asking.answer import OneAnswer
from core.asking.asked import Answered, Asked
from core.asking.first_words import FirstWords
from core.asking.offline import whole
from core.asking.readers import Nobody, Reader
from core.ports import Cache, Detector, Entailment, MessageStore, Model
from core.routing import Kind, Route, route
from core.spending.bill import Bill
from core.spending.caps import hour
from core.workspace import WorkspaceSettings

Pay = Callable[[WorkspaceSettings, Bill], Model]


@dataclass(frozen=True, slots=True)
class Summarizer:
    """`pay(settings, bill)` gives a model whose calls go on the bill of a workspace; None: the offline engine answers.

    `store` is where transcripts are read, None where they are given; without a `cache` every part is asked anew.
    Without an `entailment` the wording says how well messages support a statement.
    `compute(function, *arguments)` runs what takes long off the event loop.
    """

    detector: Detector
    pay: Pay | None = None
    store: MessageStore | None = None
    cache: Cache | None = None
    entailment: Entailment | None = None
    compute: Callable[..., Awaitable[Any]] = asyncio.to_thread
    now: Callable[[], datetime] = partial(datetime.now, UTC)
    random: Callable[[], float] = random

    async def summarize(self, asked: Asked, reader: Reader = Nobody()) -> Answered:
        """Whatever goes wrong, the offline engine answers and the summary says why. Errors: that of `asked.before`.

        Cancelling it cancels what is being asked.
        """
        served = self.pay is not None and asked.server is not None
        way: Route = await self.compute(partial(route, server=served), asked.transcript, asked.settings, asked.money)
        if way.kind is Kind.OFFLINE:
            why = _why(way, asked) if served else None
            return Answered(await self.compute(whole, asked.transcript, asked.request, why), way)
        return await OneAnswer(self, asked, way, FirstWords(reader)).given()


def _why(way: Route, asked: Asked) -> str:
    """Why no model is asked."""
    if asked.money == "spent" and asked.money_again and way.tokens:
        return f"the money is spent until {hour(asked.money_again)}"
    return way.reason.removeprefix("No model: ").removesuffix(".")
