"""A consistent copy of the database while Recap runs, and the way back. Keys are kept apart: no copy holds one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import InputError, OperatorError, StorageError
from storage.master_key import FoundKey, found_key, given_key
from storage.sqlite.database import code, explained, prepare
from storage.sqlite.migrations import APPLICATION_ID, VERSION

IN_USE_SECONDS = 2.0  # how long a restore waits for other processes to let go


def back_up(path: Path, to: Path) -> None:
    """Copy the database to a new file, readable by its owner only. Nothing is left where it fails.

    Errors: `OperatorError` where the file is there or cannot be written, `StorageError`.
    """
    if not path.exists():
        raise StorageError(f"{path} is not there yet: nothing to back up")
    if to.exists():
        raise OperatorError(f"{to} is there already: name a new file")
    draft = to.with_name(f"{to.name}.{os.getpid()}.partial")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            _copy(path, draft)
            os.link(draft, to)  # unlike a rename, never over a file that came to be meanwhile
        finally:
            draft.unlink()
    except OSError as error:
        raise OperatorError(f"{to} cannot be written ({error.strerror}): name a new file elsewhere") from error


def restore(path: Path, backup: Path, master_key: str | None) -> FoundKey:
    """Put a backup in the place of the database, all of it or nothing, also when it is killed; returns its key.

    Errors: `InputError` for a file that is no sound backup; `StorageError` where the key does not fit or the database
    is in use. Then nothing is touched.
    """
    given = given_key(master_key)
    with _readable(backup) as source:
        found = found_key(path, given, _needed_fingerprint(source, backup), of=backup)
        with explained(path):
            prepare(path)
            with closing(sqlite3.connect(path, timeout=IN_USE_SECONDS, isolation_level=None)) as target:
                _claim(target, path)
                # One transaction of the database itself: a process that opens it meanwhile waits for its end.
                source.backup(target)
    return found


def _copy(path: Path, to: Path) -> None:
    with explained(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        if source.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise StorageError(f"{path} is not a Recap database")
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
    with to.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _readable(backup: Path) -> Iterator[sqlite3.Connection]:
    """Recap's, whole, of no later version."""
    if not backup.is_file():
        raise InputError(backup, "there is no such file")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source:
            if source.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                raise InputError(backup, "not a backup of Recap")
            if source.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise InputError(backup, "damaged: try an older backup")
            [version] = source.execute("PRAGMA user_version").fetchone()
            if version > VERSION:
                raise InputError(backup, f"schema version {version}, this Recap knows {VERSION}: install the newer one")
            yield source
    except sqlite3.Error as error:
        if code(error) == sqlite3.SQLITE_CORRUPT:
            raise InputError(backup, "damaged: try an older backup") from error
        raise InputError(backup, f"not a backup of Recap ({error})") from error


def _needed_fingerprint(source: sqlite3.Connection, backup: Path) -> str:
    row = source.execute("SELECT fingerprint FROM master_key").fetchone()
    if row is None:
        raise InputError(backup, "damaged: it does not say which master key it needs")
    return str(row[0].hex())


def _claim(target: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's database, and one that is in use: only who is alone may leave the write-ahead log."""
    tables = target.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables != (0,) and target.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise StorageError(f"{path} is not a Recap database: move the file away or set RECAP_DATABASE to another one")
    try:
        target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise StorageError(f"{path} is in use: stop Recap, then restore") from error
