"""Lets a model alone that keeps failing."""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import ModelError
from core.ports import Server, Usage

FAILURES = 5  # in a row
PAUSE_SECONDS = 30.0


@dataclass(slots=True)
class _State:
    failures: int = 0
    closed_again: float = 0.0


class Breakers:
    """One breaker per server and model; `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._states: dict[tuple[str, str], _State] = {}

    def check(self, server: Server, model: str) -> None:
        """Errors: `ModelError` where the model is to be let alone.

        After the pause one request passes, and the next only after another pause: one that never says how it went
        (its reader left) keeps nothing shut.
        """
        state = self._of(server, model)
        if state.failures < FAILURES:
            return
        if self._clock() < state.closed_again:
            text = f"the model has failed {state.failures} times in a row and is let alone for a while"
            raise ModelError(text, Usage())
        state.closed_again = self._clock() + PAUSE_SECONDS

    def failed(self, server: Server, model: str) -> None:
        state = self._of(server, model)
        state.failures += 1
        state.closed_again = self._clock() + PAUSE_SECONDS

    def worked(self, server: Server, model: str) -> None:
        self._of(server, model).failures = 0

    def _of(self, server: Server, model: str) -> _State:
        return self._states.setdefault((server.url, model), _State())
