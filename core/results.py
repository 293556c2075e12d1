"""What is remembered of an answer that was given: its engine, checks, cost, and what people thought."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Opinion = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Checks:
    """Statements of the model's answer. The others of `stated` were delivered as they were."""

    stated: int = 0
    left_out: int = 0  # failed, and were not repaired
    repaired: int = 0  # failed, and were delivered when they no longer did
    unconfirmed: int = 0  # delivered, and marked

    @property
    def failed(self) -> int:
        return self.left_out + self.repaired


@dataclass(frozen=True, slots=True)
class Result:
    """`id` is the answer's. `prompt_version` is None where no model was asked; `cost` is in US dollars."""

    id: str
    at: datetime
    engine: str
    prompt_version: int | None = None
    checks: Checks = Checks()
    cost: float = 0.0
    seconds: float = 0.0  # until the whole text was there
    cached: bool = False
    opinion: Opinion | None = None
    reason: str | None = None  # in the requester's words
