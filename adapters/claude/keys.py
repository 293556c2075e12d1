"""Which of a server's keys is used next: in turn, without those that rest."""

import math
from collections.abc import Callable

from adapters.claude.errors import KeyRefused, Limited
from core.ports import Server, Usage

LIMITED_SECONDS = 2.0  # where the server does not say for how long, and there is another key
REFUSED_SECONDS = 600.0  # a mended key is another key; a provider's mistake passes


class Keys:
    """`clock` counts seconds. A limit is one of a key and a model, a refusal one of the key."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._turns: dict[str, int] = {}
        self._limited: dict[tuple[str, str, str], float] = {}
        self._refused: dict[tuple[str, str], float] = {}

    def take(self, server: Server, model: str) -> str:
        """An empty key where the server has none. Errors: `Limited` with the wait, `KeyRefused` where all rest."""
        keys = server.keys or ("",)
        turn = self._turns[server.url] = self._turns.get(server.url, -1) + 1
        for key in (keys[(turn + i) % len(keys)] for i in range(len(keys))):
            if self._rest(server, model, key) <= 0:
                return key
        limited = [self._rest(server, model, key) for key in keys if not self._is_refused(server, key)]
        if limited:
            raise Limited("the model's server wants fewer requests just now", Usage(), min(limited))
        raise KeyRefused("the model's server refuses every key: check the keys")

    def rest(self, server: Server, model: str, key: str, fault: Limited | KeyRefused) -> bool:
        """Whether another key can be used at once. A limit of unknown length on the only key is left to the retries."""
        if isinstance(fault, KeyRefused):
            self._refused[server.url, key] = self._clock() + REFUSED_SECONDS
        elif fault.after is not None or len(server.keys) > 1:
            after = LIMITED_SECONDS if fault.after is None else fault.after
            self._limited[server.url, model, key] = self._clock() + after
        return any(other != key and self._rest(server, model, other) <= 0 for other in server.keys)

    def _rest(self, server: Server, model: str, key: str) -> float:
        """Seconds until this key may be used for this model."""
        ends = max(self._refused.get((server.url, key), 0.0), self._limited.get((server.url, model, key), 0.0))
        return ends - self._clock() if ends else 0.0

    def _is_refused(self, server: Server, key: str) -> bool:
        return self._refused.get((server.url, key), -math.inf) > self._clock()
