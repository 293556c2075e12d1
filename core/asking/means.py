"""What a summary is made with."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from random import random
from typing import Any

from core.ports import Cache, Detector, Entailment, MessageStore, Model
from core.spending.bill import Bill
from core.workspace import WorkspaceSettings

Pay = Callable[[WorkspaceSettings, Bill], Model]
Compute = Callable[..., Awaitable[Any]]  # of a function and its arguments


@dataclass(frozen=True, slots=True)
class Means:
    """`pay(settings, bill)` gives a model whose calls go on the bill of a workspace; None: the offline engine answers.

    `store` is where transcripts are read, None where they are given; without a `cache` every part is asked anew.
    Without an `entailment` the wording says how well messages support a statement.
    `compute(function, *arguments)` runs what takes long off the event loop.
    """

    detector: Detector
    pay: Pay | None = None
    store: MessageStore | None = None
    cache: Cache | None = None
    entailment: Entailment | None = None
    compute: Compute = asyncio.to_thread
    now: Callable[[], datetime] = partial(datetime.now, UTC)
    random: Callable[[], float] = random
