"""What splitting gives."""

from dataclasses import dataclass

from core.models import Message


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring messages of a transcript, in its order, and what they cost by `core.tokens`."""

    messages: tuple[Message, ...]
    tokens: int
    over_budget: bool = False  # a single message that alone costs more than the budget

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(m.id for m in self.messages)
