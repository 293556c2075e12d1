"""A summary by a model, whatever happens: routed, asked in parts, checked, joined, else completed offline."""

from dataclasses import dataclass
from functools import partial

from core.asking.answer import OneAnswer
from core.asking.asked import Answered, Asked
from core.asking.first_words import FirstWords
from core.asking.means import Means
from core.asking.offline import whole
from core.asking.readers import Nobody, Reader
from core.routing import Kind, Route, route
from core.spending.caps import hour


@dataclass(frozen=True, slots=True)
class Summarizer(Means):
    async def summarize(self, asked: Asked, reader: Reader = Nobody()) -> Answered:
        """Whatever goes wrong, the offline engine answers and the summary says why.

        Errors: that of `asked.before`; the `RecapError` of a reader that has gone.
        Cancelling it cancels what is being asked.
        """
        served = self.pay is not None and asked.server is not None
        way: Route = await self.compute(partial(route, server=served), asked.transcript, asked.settings, asked.money)
        if way.kind is Kind.OFFLINE and served and asked.money == "spent":
            way = await self._kept(asked) or way
        if way.kind is Kind.OFFLINE:
            why = _why(way, asked) if served else None
            return Answered(await self.compute(whole, asked.transcript, asked.request, why), way)
        return await OneAnswer(self, asked, way, FirstWords(reader)).given()

    async def _kept(self, asked: Asked) -> Route | None:
        """How a model was asked while there was money, where all of its answer is kept: it costs nothing."""
        way: Route = await self.compute(route, asked.transcript, asked.settings)
        kept_in = OneAnswer(self, asked, way, FirstWords(Nobody())).kept_in()
        if asked.fresh or kept_in is None or way.kind not in (Kind.ONE, Kind.PARTS):
            return None
        return way if all([await kept_in.knows(part) for part in way.parts]) else None


def _why(way: Route, asked: Asked) -> str:
    """Why no model is asked."""
    if asked.money == "spent" and asked.money_again and way.tokens:
        return f"the money is spent until {hour(asked.money_again)}"
    return way.reason.removeprefix("No model: ").removesuffix(".")
