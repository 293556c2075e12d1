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
        if way.kind is Kind.OFFLINE:
            why = _why(way, asked) if served else None
            return Answered(await self.compute(whole, asked.transcript, asked.request, why), way)
        return await OneAnswer(self, asked, way, FirstWords(reader)).given()


def _why(way: Route, asked: Asked) -> str:
    """Why no model is asked."""
    if asked.money == "spent" and asked.money_again and way.tokens:
        return f"the money is spent until {hour(asked.money_again)}"
    return way.reason.removeprefix("No model: ").removesuffix(".")
