"""Opens the database file: its folder, its rights, its pragmas, its tables, and one clear line when it cannot be."""

import asyncio
import errno
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import aiosqlite
from cryptography.exceptions import InvalidTag

from core.errors import StorageError
from storage.sqlite.migrations import APPLICATION_ID, VERSION, migrate

BUSY_SECONDS = 60.0  # how long a writer waits for another process's import
ROWS_AT_ONCE = 500  # fetched per trip to the connection's thread
WAL_ATTEMPTS = 100
WAL_PAUSE_SECONDS = 0.05

_ADVICE = {
    sqlite3.SQLITE_NOTADB: "is not a Recap database: move the file away or set RECAP_DATABASE to another one",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup, or move the file away and import again",
    sqlite3.SQLITE_BUSY: "is busy: another import is running, try again when it has ended",
    sqlite3.SQLITE_READONLY: "cannot be written: allow it for this user or set RECAP_DATABASE to another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: set RECAP_DATABASE to a file in a folder that this user may write",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
}


@asynccontextmanager
async def connected(path: Path, as_it_is: bool = False) -> AsyncIterator[aiosqlite.Connection]:
    """A connection, closed at the end, with all tables in place unless the file is to be left `as_it_is`.

    Errors, also from inside the block: `StorageError`.
    """
    with explained(path):
        prepare(path)
        async with aiosqlite.connect(
            path,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            iter_chunk_size=ROWS_AT_ONCE,
        ) as connection:
            await _recognize(connection, path)
            if not as_it_is:
                await _write_ahead(connection)
                await connection.execute("PRAGMA synchronous = FULL")  # what was committed outlives a power cut
                await connection.execute("PRAGMA foreign_keys = ON")
                await connection.execute("PRAGMA secure_delete = ON")  # what was deleted is overwritten with zeros
                await migrate(connection)
            yield connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors and values that do not decrypt as one line that names the file and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"{path} {_ADVICE.get(code(error), f'cannot be used ({error})')}") from error
    except InvalidTag as error:
        raise StorageError(f"{path} holds a value that was changed or moved: restore a backup") from error


def busy(path: Path) -> StorageError:
    return StorageError(f"{path} {_ADVICE[sqlite3.SQLITE_BUSY]}")


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python itself complained."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def prepare(path: Path) -> None:
    """Make the file where it is missing, readable by its owner only: it holds what people wrote.

    SQLite's side files inherit its mode. What can be wrong is looked for here: when SQLite itself cannot open a file,
    aiosqlite's thread may still be reporting it after the event loop has gone.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):  # never opened here: closing it again would drop the locks that SQLite holds
            path.touch(mode=0o600, exist_ok=False)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not os.access(path, os.R_OK | os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise StorageError(f"{path} {_ADVICE[sqlite3.SQLITE_CANTOPEN]} ({error.strerror})") from error


async def _write_ahead(connection: aiosqlite.Connection) -> None:
    """Journal ahead (WAL): readers and one writer do not wait for each other.

    Where two processes ask this of a new file at once, SQLite answers "busy" to one without waiting: it asks again.
    """
    for attempts_left in reversed(range(WAL_ATTEMPTS)):
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if code(error) != sqlite3.SQLITE_BUSY or not attempts_left:
                raise
            await asyncio.sleep(WAL_PAUSE_SECONDS)


async def _recognize(connection: aiosqlite.Connection, path: Path) -> None:
    """Refuse other programs' databases and those of a newer Recap before anything is written."""
    [(tables, application, version)] = await connection.execute_fetchall(
        "SELECT (SELECT count(*) FROM sqlite_master), application_id, user_version"
        " FROM pragma_application_id, pragma_user_version"
    )
    if tables and application != APPLICATION_ID:
        raise StorageError(f"{path} {_ADVICE[sqlite3.SQLITE_NOTADB]}")
    if version > VERSION:
        raise StorageError(
            f"{path} has schema version {version}, this Recap knows {VERSION}: "
            "install the newer Recap again or set RECAP_DATABASE to another file"
        )
