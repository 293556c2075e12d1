"""What the handlers of every platform work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bots.stoppable import Running
from core.action_items.items import Items
from core.answering import Given, Question, Wishes
from core.asking.readers import Nobody, Reader
from core.decisions.decisions import Decisions
from core.digests.digests import Digests
from core.limits.asking import Asking
from core.ports import Access, Arrivals, Ledger, Posts, Questions
from core.ports.settings import ChangeableSettings
from core.results import Opinion


class Answering(Protocol):
    """`core.answering.Minutes`, as far as people need it."""

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given: ...

    async def opine(
        self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None
    ) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Each platform's own adds what is its own. `clock` tells the time (aware); `running` can be stopped."""

    minutes: Answering
    wishes: Wishes
    messages: Arrivals
    posts: Posts
    questions: Questions
    settings: ChangeableSettings
    ledger: Ledger
    items: Items
    digests: Digests
    decisions: Decisions
    access: Access
    limits: Asking
    clock: Callable[[], datetime]
    running: Running = field(default_factory=Running)
