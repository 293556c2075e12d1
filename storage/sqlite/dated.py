"""Rows that carry their moment: audit entries, calls, results."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from core.ports import Window
from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.rows import to_microseconds
from storage.sqlite.session import Session

_WITHIN = "WHERE workspace = ? AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR at < ?3)"


class Dated(Protocol):
    @property
    def at(self) -> datetime: ...


T = TypeVar("T", bound=Dated)
FromRow = Callable[[Sequence[Any], Workspace], T]


async def within(
    session: Session, select: str, from_row: FromRow[T], window: Window, workspace: str | None
) -> Sequence[T]:
    """Those of one workspace (its id) or of all, the oldest first; `select` names columns and table.

    Errors: `NotFound`.
    """
    keyring, found = await session.keyring(), list[T]()
    for place in keyring if workspace is None else keyring.named(workspace):
        values = (place.key, to_microseconds(window.since), to_microseconds(window.until))
        rows = await session.rows(f"{select} {_WITHIN}", values)
        with explained(session.path):
            found += [from_row(row, place) for row in rows]
    return sorted(found, key=lambda one: one.at)
