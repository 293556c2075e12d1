"""What tells whether a text follows from others."""

from collections.abc import Sequence
from typing import Protocol


class Entailment(Protocol):
    """How surely a hypothesis follows from a premise. It computes: keep it off the event loop.

    Only a soft score: no number of it lets through what a hard check refuses. `core.grounding.support` gives one from
    the wording where there is no model.
    """

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One for each pair of premise and hypothesis, in order, 0 to 1; from 0.5 on it follows.

        The end of a long premise may go unread. Errors: `OperatorError` where a model cannot be run.
        """
        ...
