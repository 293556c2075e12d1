"""What goes wrong on command, one entry of a script a request.

| kind           | what the client meets                                                                            |
|----------------|--------------------------------------------------------------------------------------------------|
| `rate_limit`   | 429, with `retry-after` where `retry_after` is given                                             |
| `overloaded`   | 529                                                                                              |
| `error`        | `status`, 500 if none is given                                                                   |
| `silent`       | not a byte for `seconds`                                                                         |
| `stall_first`  | `message_start` and `ping`, then no text for `seconds`                                           |
| `stall_middle` | after a share `after` of the text nothing for `seconds`                                          |
| `cut`          | after a share `after` of the text the connection is closed                                       |
| `error_event`  | after a share `after` of the text `event: error` (`overloaded_error`), and the end               |
| `refusal`      | `stop_reason` "refusal" after a share `after` of the text; 0 is before the first word            |
| `max_tokens`   | the text ends after a share `after`, wherever that is, with `stop_reason` "max_tokens"           |
| `unknown`      | events and fields that no client knows yet; the answer is whole                                  |
| `slow`         | the first token after `seconds`, then `rate` tokens a second                                     |
| `expired`      | in a batch: never answered                                                                       |

A request that does not stream meets stalls as waiting, `cut` as half a body, and `error_event` as 529. In a batch a
status is an errored result. With `model` or `key` an entry waits for a request of that model or with that key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tests.standins.claude.answers import Refused

Kind = Literal[
    "rate_limit", "overloaded", "error", "silent", "stall_first", "stall_middle", "cut", "error_event", "refusal",
    "max_tokens", "unknown", "slow", "expired",
]  # fmt: skip
_STATUSES = {"rate_limit": 429, "overloaded": 529, "error": 500}


@dataclass(frozen=True, slots=True)
class Failure:
    kind: Kind
    seconds: float = 3_600
    after: float = 0.5
    retry_after: float | None = None
    status: int | None = None
    rate: float = 10
    model: str | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"nothing fails as {self.kind!r}, only as {get_args(Kind)}")

    def refuse(self) -> None:
        """Raises the status that is the whole answer, where it is one."""
        status = self.status or _STATUSES.get(self.kind)
        if status and self.kind in _STATUSES:
            headers = {} if self.retry_after is None else {"retry-after": f"{self.retry_after:g}"}
            raise Refused(status, f"on command: {self.kind}", headers)

    def stops(self, share: float) -> bool:
        """Whether it is time, with this share of the text written."""
        return self.kind in ("stall_middle", "cut", "error_event") and share >= self.after


class Script:
    """Entries in order, None for a request that goes well; `always` is met when none is left that applies."""

    def __init__(self, entries: Iterable[Failure | None] = (), always: Failure | None = None) -> None:
        self._entries, self._always = list(entries), always

    def take(self, model: str, key: str) -> Failure | None:
        for i, entry in enumerate(self._entries):
            if entry is None or _applies(entry, model, key):
                return self._entries.pop(i)
        return self._always if self._always and _applies(self._always, model, key) else None


def _applies(entry: Failure, model: str, key: str) -> bool:
    return entry.model in (None, model) and entry.key in (None, key)


def script(command: Mapping[str, Any]) -> Script:
    """From JSON: `{"failures": [{"kind": …} | null, …], "always": {"kind": …}}`."""
    entries = [Failure(**x) if x else None for x in command.get("failures", ())]
    return Script(entries, Failure(**command["always"]) if command.get("always") else None)
