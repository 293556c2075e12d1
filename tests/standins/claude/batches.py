"""Message Batches as documented: they end after a while, with results in any order, each for itself."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.standins.claude.answers import Refused, new_id

REQUESTS_MAX = 100_000
LIFETIME = timedelta(hours=24)
_CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")

# The outcome of one request's params, given the model's key: `{"type": "succeeded", "message": …}` and its kin.
Run = Callable[[Any, str], dict[str, Any]]


@dataclass(slots=True)
class _Batch:
    id: str
    key: str
    requests: list[Mapping[str, Any]]
    created: float
    ends: float
    cancelled: float | None = None
    results: list[dict[str, Any]] | None = field(default=None, repr=False)


class Batches:
    """A batch ends `seconds` after it was handed in. `clock` gives seconds since 1970."""

    def __init__(self, run: Run, seconds: float, clock: Callable[[], float]) -> None:
        self.seconds = seconds
        self._run, self._clock = run, clock
        self._batches: dict[str, _Batch] = {}

    def create(self, body: Any, key: str, url: str) -> dict[str, Any]:
        requests = _checked(body)
        now = self._clock()
        batch = _Batch(new_id("msgbatch"), key, requests, now, now + self.seconds)
        self._batches[batch.id] = batch
        return self._told(batch, url)

    def retrieve(self, id: str, url: str) -> dict[str, Any]:
        return self._told(self._found(id), url)

    def list(self, url: str) -> dict[str, Any]:
        told = [self._told(x, url) for x in reversed(self._batches.values())]
        ends = {"first_id": told[0]["id"] if told else None, "last_id": told[-1]["id"] if told else None}
        return {"data": told, "has_more": False, **ends}

    def cancel(self, id: str, url: str) -> dict[str, Any]:
        """What is not answered yet will not be; the batch ends with the next look at it."""
        batch = self._found(id)
        self._settle(batch)
        if batch.results is None:
            batch.cancelled = self._clock()
            told = self._told(batch, url)
            batch.ends = batch.cancelled
            return told
        return self._told(batch, url)

    def results(self, id: str) -> str:
        """JSON Lines, in an order that is not that of the requests."""
        batch = self._found(id)
        self._settle(batch)
        if batch.results is None:
            raise Refused(404, f"Message Batch {id} has no available results.")
        shuffled = Random(id).sample(batch.results, len(batch.results))
        return "".join(json.dumps(x) + "\n" for x in shuffled)

    def _found(self, id: str) -> _Batch:
        if id not in self._batches:
            raise Refused(404, f"batch {id} not found")
        return self._batches[id]

    def _settle(self, batch: _Batch) -> None:
        if batch.results is None and self._clock() >= batch.ends:
            batch.results = [
                {"custom_id": x["custom_id"], "result": {"type": "canceled"}}
                if batch.cancelled
                else {"custom_id": x["custom_id"], "result": self._run(x["params"], batch.key)}
                for x in batch.requests
            ]

    def _told(self, batch: _Batch, url: str) -> dict[str, Any]:
        if batch.cancelled is None or self._clock() > batch.cancelled:
            self._settle(batch)
        types = [x["result"]["type"] for x in batch.results or ()]
        counts = {name: types.count(name) for name in ("succeeded", "errored", "canceled", "expired")}
        ended = batch.results is not None
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": "ended" if ended else "canceling" if batch.cancelled else "in_progress",
            "request_counts": {**counts, "processing": 0 if ended else len(batch.requests)},
            "created_at": _date(batch.created),
            "expires_at": _date(batch.created + LIFETIME.total_seconds()),
            "ended_at": _date(batch.ends) if ended else None,
            "cancel_initiated_at": _date(batch.cancelled) if batch.cancelled else None,
            "archived_at": None,
            "results_url": f"{url}/v1/messages/batches/{batch.id}/results" if ended else None,
        }


def _checked(body: Any) -> list[Mapping[str, Any]]:
    """What is looked at when a batch is handed in; the params of each request are judged later, each for itself."""
    if not isinstance(body, Mapping) or set(body) != {"requests"} or not isinstance(body["requests"], list):
        raise Refused(400, "requests: Field required, and nothing else")
    requests = body["requests"]
    if not 1 <= len(requests) <= REQUESTS_MAX:
        raise Refused(400, f"requests: between 1 and {REQUESTS_MAX} are needed")
    if any(set(x) != {"custom_id", "params"} for x in requests):
        raise Refused(400, "requests: each needs a custom_id and params, and nothing else")
    ids = [x["custom_id"] for x in requests]
    if wrong := next((x for x in ids if not isinstance(x, str) or not _CUSTOM_ID.fullmatch(x)), None):
        raise Refused(400, f"custom_id: {wrong!r} does not match '^[a-zA-Z0-9_-]{{1,64}}$'")
    if len(set(ids)) < len(ids):
        raise Refused(400, "requests: custom_ids must be unique")
    return requests


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
