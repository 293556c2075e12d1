"""A model that pays: room is reserved before it is asked, and what it used is settled after."""

from collections.abc import AsyncIterator

from core import tokens
from core.closing import closing
from core.errors import ModelError, OperatorError
from core.ports.model import Call, Ended, Model, Prompt, Usage
from core.prices import expected
from core.spending.bill import Bill
from core.spending.budget import Budget
from core.spending.correction import Correction
from core.workspace import WorkspaceSettings


class Paid:
    """An implementation of `core.ports.Model`, for one request: what it costs is on the `bill` when a call has ended.

    `settings` are those of the workspace that asks; what is reserved is estimated with the `correction`, and learnt.
    """

    def __init__(
        self, model: Model, budget: Budget, settings: WorkspaceSettings, bill: Bill, correction: Correction
    ) -> None:
        self._model = model
        self._budget = budget
        self._correction = correction
        self._settings = settings
        self._bill = bill

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        """Errors: also `LimitError` where the budget does not hold the call; no model was asked then."""
        wanted = self._correction.corrected(call, expected(prompt))
        reservation = await self._budget.reserve(call, self._settings, [wanted])
        ended: Ended | None = None
        used: Usage | None = None  # as far as the server has said
        written = 0
        try:
            async with closing(self._model.ask(prompt, call)) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Ended):
                        ended, used = piece, piece.usage
                    else:
                        written += tokens.of_text(piece)
                        yield piece
        except ModelError as error:
            used = error.used
            raise
        except OperatorError:  # the server took nothing in
            used = Usage()
            raise
        finally:  # also where the reader stops in the middle
            model = ended.model if ended else call.models[0]
            used = expected(prompt, written) if used is None else used
            await self._budget.settle(reservation, call, self._settings, self._bill, model, used)
        if ended:
            self._correction.learn(call, expected(prompt), ended.usage)
            yield ended
