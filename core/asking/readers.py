"""Who reads along while an answer is made."""

from collections.abc import Awaitable, Callable
from typing import Protocol, runtime_checkable

from core.summary import Statement, Summary

Said = Callable[[Statement], Awaitable[None]]


class Reader(Protocol):
    """Shows what comes; it is called in order and never at once. A `RecapError` of it ends the answer: it has gone."""

    async def said(self, statement: Statement) -> None:
        """One more checked statement."""
        ...


@runtime_checkable
class EarlyReader(Reader, Protocol):
    """One that shows a preliminary answer: for others none is made."""

    async def preliminary(self, summary: Summary) -> None:
        """To read until the first statement comes; the final answer replaces it."""
        ...


class Nobody:
    """For answers that are read when they are whole."""

    async def said(self, statement: Statement) -> None:
        pass
