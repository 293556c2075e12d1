"""How long and how often a model is asked again."""

import asyncio
import random
from dataclasses import dataclass

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt

from adapters.claude.errors import Transient

DEADLINE_SECONDS = 5.0
STALL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds. `deadline` is for calls that name none; `stall` the longest silence once text has come."""

    deadline: float = DEADLINE_SECONDS
    stall: float = STALL_SECONDS
    attempts: int = 4  # of one model
    pause: float = 0.25  # the longest before the second attempt; doubles with each
    longest_pause: float = 8.0

    def retrying(self, deadline: float) -> AsyncRetrying:
        """Asks again after what is `Transient`, until `deadline` of the event loop's clock; raises the last error."""

        def too_late(state: RetryCallState) -> bool:
            return asyncio.get_running_loop().time() + state.upcoming_sleep >= deadline

        return AsyncRetrying(
            retry=retry_if_exception_type(Transient),
            wait=self._wait,
            stop=lambda state: stop_after_attempt(self.attempts)(state) or too_late(state),
            reraise=True,
        )

    def _wait(self, state: RetryCallState) -> float:
        """Full jitter: anything up to a bound that doubles, on top of what the server asked for.

        After "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
        """
        bound = min(self.longest_pause, self.pause * 2 ** (state.attempt_number - 1))
        error = state.outcome and state.outcome.exception()
        asked = error.after if isinstance(error, Transient) and error.after is not None else 0.0
        return asked + random.uniform(0, bound)  # noqa: S311 (spreads requests, guards nothing)
