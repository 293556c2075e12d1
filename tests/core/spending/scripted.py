"""A model that says what a test tells it to, a clock that stands still, and an admin who remembers."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from core.ports import Call, Ended, Model, Prompt, Server

NOON = datetime(2024, 5, 30, 12, tzinfo=UTC)
CALL = Call(Server("http://model.test"), ("claude-haiku-5-5",), "slack", "acme", "C1")
PROMPT = Prompt("s" * 3_000, "t" * 27_000, 1_000)  # 10,000 tokens


class Scripted:
    """A `Model` that gives these pieces, raising what is an error."""

    def __init__(self, *script: str | Ended | BaseException) -> None:
        self.script = script
        self.asked = 0
        self.closed = False

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        self.asked += 1
        try:
            for piece in self.script:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self.closed = True


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


class Admin:
    """`core.ports.Admins`."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        self.told.append((platform, workspace, text))


async def answer(model: Model, prompt: Prompt = PROMPT, call: Call = CALL) -> Sequence[str | Ended]:
    return [piece async for piece in model.ask(prompt, call)]
