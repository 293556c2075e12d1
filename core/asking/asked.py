"""What is asked of the summarizer, and what comes back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from core.asking.held_back import HeldBack
from core.models import Transcript
from core.ports import Priority, Server
from core.redaction.policy import Policy
from core.results import Checks
from core.routing import Money, Route
from core.summary import Summary, SummaryRequest
from core.workspace import WorkspaceSettings


@dataclass(frozen=True, slots=True)
class Asked:
    """`server` is None where there is no model to ask; `money` is as `core.routing` takes it, `money_again` when there
    is more of it.

    `patience` is for how many seconds after the deadline the model's answer is still wanted by somebody who does not
    read along; an `EarlyReader` has its own. `likely_again`: somebody will probably ask about the same messages soon.
    `fresh`: the cache is not read but written. `before` is called once when a model is needed: its `LimitError` ends
    the request.
    """

    transcript: Transcript
    request: SummaryRequest = SummaryRequest()
    settings: WorkspaceSettings = WorkspaceSettings()
    policy: Policy = Policy()
    server: Server | None = None
    money: Money = "plenty"
    money_again: datetime | None = None
    patience: float = 0.0
    likely_again: bool = False
    fresh: bool = False
    priority: Priority = Priority.WAITED_FOR
    before: Callable[[], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """`held_back` is the model's answer where too much of it failed.

    `cost` is what this answer cost, `spared` what its `cached` parts of `parts` had cost when they were made, and
    `ahead` what of that was paid so that a digest has them at its hour, in US dollars. `version` is that of the prompt,
    None where no model was asked.
    """

    summary: Summary
    route: Route
    version: int | None = None
    checks: Checks = Checks()
    held_back: HeldBack | None = None
    parts: int = 0
    cached: int = 0
    cost: float = 0.0
    spared: float = 0.0
    ahead: float = 0.0
    redactions: int = 0  # what was taken out of all that left

    @property
    def all_cached(self) -> bool:
        """Whether no model was asked anew."""
        return bool(self.parts) and self.cached == self.parts and not self.cost
