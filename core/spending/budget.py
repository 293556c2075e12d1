"""The budget of a workspace and of the installation: reserved, settled, and a word to the admin where it runs short."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from statistics import median

from core.errors import LimitError, RecapError
from core.ports.admins import Admins
from core.ports.ledger import Amount, Entry, Ledger, Reservation, Word
from core.ports.model import Call, Usage
from core.prices import Prices, cost, listed, prices_of
from core.spending.bill import Bill
from core.spending.caps import Caps, Level, Room, Standing, hour, next_day, room
from core.workspace import WorkspaceSettings

LEASE = timedelta(minutes=10)  # longer than any answer takes; a batch gives its own

_log = logging.getLogger(__name__)


class Budget:
    """`daily_cap` and `monthly_cap`: US dollars for the installation; `clock` tells the time, aware."""

    def __init__(
        self, ledger: Ledger, admins: Admins, daily_cap: float, monthly_cap: float, clock: Callable[[], datetime]
    ) -> None:
        self._ledger = ledger
        self._admins = admins
        self._daily_cap, self._monthly_cap = daily_cap, monthly_cap
        self._clock = clock
        self._told: set[tuple[str, str, Word, date]] = set()  # by any process: no need to ask the ledger again

    async def room(self, platform: str, workspace: str, settings: WorkspaceSettings) -> Room:
        """For the routing: at `SCARCE` the small model, at `SPENT` the offline engine, until the room's hour.

        The admin is told then, also where another workspace has used up what all share.
        """
        standing = await self._ledger.standing(platform, workspace, self._clock())
        await self._watch(platform, workspace, standing, self._caps(settings))
        return room(standing, self._caps(settings))

    async def reserve(
        self,
        call: Call,
        settings: WorkspaceSettings,
        usages: Iterable[Usage],
        batch: bool = False,
        lease: timedelta = LEASE,
    ) -> Reservation:
        """Room for prompts that use so much at most, by the dearest of the call's models.

        Errors: `LimitError` with the hour at which there is room again; the admin knows then.
        """
        prices, wanted = prices_of(settings.prices), list(usages)
        amounts = [_amount(wanted, model, prices, settings, batch) for model in call.models]
        amount = Amount(max(a.own for a in amounts), max(a.listed for a in amounts))
        now, caps = self._clock(), self._caps(settings)
        try:
            return await self._ledger.reserve(call.platform, call.workspace, amount, caps, now, now + lease)
        except LimitError as error:
            text = f"Recap: {error}. Until then the offline engine answers what costs more than what is left."
            await self._tell(call.platform, call.workspace, Word.SPENT, error.until, text)
            raise

    async def settle(
        self,
        reservation: Reservation,
        call: Call,
        settings: WorkspaceSettings,
        bill: Bill,
        model: str,
        usage: Usage,
        batch: bool = False,
    ) -> None:
        """Counts what a call has used, in the ledger and on the bill; tells the admin where it gets scarce."""
        prices = prices_of(settings.prices)
        amount = _amount([usage], model, prices, settings, batch)
        large = cost(usage, settings.large_model, prices, batch)
        place = call.platform, call.workspace, call.channel
        entry = Entry(self._clock(), *place, model, bill.purpose, usage, amount.own, large)
        bill.add(amount.own, usage)
        standing = await self._ledger.settle(entry, amount.listed, reservation)
        await self._watch(call.platform, call.workspace, standing, self._caps(settings))

    async def spared(self, call: Call, bill: Bill, cost: float) -> None:
        """Notes that the cache gave an answer which was that dear when it was made (`Bill.cost`)."""
        place = call.platform, call.workspace, call.channel
        entry = Entry(self._clock(), *place, call.models[0], bill.purpose, Usage(), 0.0, 0.0, cached=cost)
        await self._ledger.settle(entry)

    def _caps(self, settings: WorkspaceSettings) -> Caps:
        return Caps(settings.daily_cap, self._daily_cap, self._monthly_cap)

    async def _watch(self, platform: str, workspace: str, standing: Standing, caps: Caps) -> None:
        left = room(standing, caps)
        place, until = (platform, workspace), hour(left.until)
        if left.level is Level.SPENT:
            text = f"Recap: {left.budget} is spent. The offline engine answers until {until}."
            await self._tell(*place, Word.SPENT, left.until, text)
        elif left.level is Level.SCARCE:
            text = f"Recap: four fifths of {left.budget} are spent. The smaller model answers until {until}."
            await self._tell(*place, Word.SCARCE, left.until, text)
        if standing.unusual:
            await self._tell(platform, workspace, Word.UNUSUAL, next_day(standing.day), _unusual(standing))

    async def _tell(self, platform: str, workspace: str, word: Word, until: datetime, text: str) -> None:
        """Once over all processes. Where it does not arrive the log says so, and the request goes on."""
        told = platform, workspace, word, until.date()
        if told in self._told:
            return
        self._told.add(told)
        if await self._ledger.claim(*told):
            try:
                await self._admins.tell(platform, workspace, text)
            except RecapError as error:
                _log.warning("an admin was not told that money is %s: %s", word.name.lower(), type(error).__name__)


def _amount(usages: Iterable[Usage], model: str, prices: Prices, settings: WorkspaceSettings, batch: bool) -> Amount:
    """A workspace that brings its own server or key spends nothing of the installation's."""
    used = list(usages)
    own = sum(cost(usage, model, prices, batch) for usage in used)
    if settings.model_key or settings.model_url:
        return Amount(own, 0.0)
    return Amount(own, sum(cost(usage, model, listed(model, prices), batch) for usage in used))


def _unusual(standing: Standing) -> str:
    usual = median(spent for spent in standing.week if spent > 0)
    return (
        f"Recap: today has cost ${standing.settled.workspace_day:.2f} so far, more than three times the usual"
        f" ${usual:.2f} of last week: recap costs tells what for."
    )
