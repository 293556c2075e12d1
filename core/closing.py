"""Leaving an iterator in the middle."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

T = TypeVar("T")


@asynccontextmanager
async def closing(iterator: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """The iterator, closed at the end: a generator's `finally` runs then, and not when memory is tidied up."""
    try:
        yield iterator
    finally:
        if close := getattr(iterator, "aclose", None):
            await close()
