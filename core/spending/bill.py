"""What one request costs."""

from dataclasses import dataclass, field

from core.ports.model import Priority, Usage

SUMMARY, DIGEST = "summary", "digest"


def purpose(priority: Priority) -> str:
    """What ledger and audit log call it: a summary that a person waits for, else what digests need."""
    return SUMMARY if priority is Priority.WAITED_FOR else DIGEST


@dataclass(slots=True)
class Bill:
    """Handed to what calls models for a request; each call adds to it as it ends. `cost` is in US dollars."""

    purpose: str  # "summary", "digest", "verify"
    cost: float = 0.0
    calls: int = 0
    usage: Usage = field(default_factory=Usage)

    def add(self, cost: float, usage: Usage) -> None:
        self.cost += cost
        self.calls += 1
        self.usage += usage
