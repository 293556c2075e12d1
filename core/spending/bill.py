"""What one request costs."""

from dataclasses import dataclass, field

from core.ports.model import Usage


@dataclass(slots=True)
class Bill:
    """Handed to what calls models for a request; each call adds to it as it ends. `cost` is in US dollars."""

    purpose: str  # "summary", "digest", …
    cost: float = 0.0
    calls: int = 0
    usage: Usage = field(default_factory=Usage)

    def add(self, cost: float, usage: Usage) -> None:
        self.cost += cost
        self.calls += 1
        self.usage += usage
