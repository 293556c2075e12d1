"""Everything between a request body and its answer; HTTP is `server`'s."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from tests.standins.claude import brain, lacking, prefix, strict, tokens
from tests.standins.claude.answers import Refused
from tests.standins.claude.batches import Batches
from tests.standins.claude.counting import Counts
from tests.standins.claude.failing import Failure, Script
from tests.standins.claude.limits import Limits
from tests.standins.claude.models import MODELS, Listed, find
from tests.standins.claude.pace import NONE, Pace
from tests.standins.claude.prompt_cache import PromptCache
from tests.standins.claude.writing import written

Prepared = tuple[dict[str, Any], Failure | None, Callable[[], None]]


class Service:
    """See `server.ClaudeServer` for what the arguments mean."""

    def __init__(
        self,
        *,
        models: Sequence[Listed] = MODELS,
        regions: Collection[str] = ("global", "us"),
        pace: Pace = NONE,
        failures: Iterable[Failure | None] = (),
        always: Failure | None = None,
        lacks: Collection[str] = (),
        edit: brain.Edit = brain.honest,
        obeys: bool = False,
        batch_seconds: float = 0,
        at_once: int | None = None,
        per_minute: int | None = None,
        seed: int = 0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.models, self.regions, self.pace, self.seed = models, regions, pace, seed
        self.script = Script(failures, always)
        self.lacks = lacking.check(lacks)
        self.edit, self.obeys = edit, obeys
        self.counts = Counts()
        self.batches = Batches(self._batched, batch_seconds, clock)
        self.limits = Limits(at_once, per_minute, clock)
        self._cache = PromptCache(clock)
        self._answers = 0

    def random(self) -> Random:
        """One for each answer, the same in each run."""
        self._answers += 1
        return Random(f"{self.seed} {self._answers}")

    def count(self, body: Any) -> dict[str, Any]:
        lacking.refuse_body(self.lacks, body)
        self._taken(body, strict.complaint(body, counting=True))
        # The full request's tokens, whatever part of it a cache would have held: "Token counting".
        return {"input_tokens": sum(self._tokens(body))}

    def prepare(self, body: Any, key: str) -> Prepared:
        """The whole message, what is to go wrong with it, and what to call when its first token leaves."""
        model = self._taken(body, strict.complaint(body))
        failure = self.script.take(body["model"], key)
        if failure:
            failure.refuse()
        usage, keep = self._usage(body, model)
        text = brain.write(body, self.edit, self.obeys)
        return written(body, self._thinking(model), text, usage, failure), failure, keep

    def billed(self, message: dict[str, Any], batch: bool = False) -> None:
        self.counts.answer(find(self.models, message["model"]), message["usage"], batch)

    def check(self, body: Any) -> None:
        """Whether the shape is right; names and limits are looked at later."""
        lacking.refuse_body(self.lacks, body)
        if wrong := strict.complaint(body):
            raise Refused(400, wrong)

    def _taken(self, body: Any, complaint: str | None) -> Listed:
        lacking.refuse_body(self.lacks, body)
        if complaint:
            raise Refused(400, complaint)
        model = find(self.models, body["model"])
        if breach := strict.breach(body, model, self.regions):
            raise Refused(400, breach)
        if (size := sum(self._tokens(body))) > model.max_input_tokens:
            raise Refused(400, f"prompt is too long: {size} tokens > {model.max_input_tokens} maximum")
        return model

    def _tokens(self, body: Any) -> Iterable[int]:
        yield tokens.of_format(body) + tokens.MESSAGE_TOKENS * len(body["messages"])
        for _, block in prefix.blocks(body):
            yield tokens.of_value(block)

    def _usage(self, body: Any, model: Listed) -> tuple[dict[str, Any], Callable[[], None]]:
        if "caching" in self.lacks:
            return {"input_tokens": sum(self._tokens(body))}, lambda: None
        return self._cache.read(body, model)

    def _thinking(self, model: Listed) -> Listed:
        if "thinking" not in self.lacks:
            return model
        return replace(model, thinking=("disabled",))

    def _batched(self, params: Any, key: str) -> dict[str, Any]:
        """The outcome of one request of a batch."""
        try:
            message, failure, keep = self.prepare(params, key)
        except Refused as refused:
            return {"type": "errored", "error": {**refused.body, "request_id": None}}
        if failure and failure.kind == "expired":
            return {"type": "expired"}
        keep()
        message["usage"]["service_tier"] = "batch"
        self.billed(message, batch=True)
        return {"type": "succeeded", "message": message}
