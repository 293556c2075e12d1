"""Where the master key comes from: a setting, or a file beside the database that only its owner may read.

recap.sqlite3.key                the key, where no setting gives one
recap.sqlite3.key.new            the next one, while `recap keys rotate` runs
recap.sqlite3.key.FINGERPRINT    an older one, which older backups still need
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.errors import OperatorError, StorageError
from storage.encryption import MasterKey

SETTING = "RECAP_MASTER_KEY"
NEW_SETTING = "RECAP_NEW_MASTER_KEY"


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The master key and the file that it stands in, None where a setting gave it."""

    key: MasterKey
    file: Path | None = None

    @property
    def where(self) -> str:
        return str(self.file) if self.file else SETTING


def key_file(database: Path) -> Path:
    return database.with_name(database.name + ".key")


def given_key(text: str | None) -> MasterKey | None:
    """The key of the setting. Errors: `OperatorError` where it is none."""
    return MasterKey.parsed(text, SETTING) if text else None


def found_key(database: Path, given: MasterKey | None, needed: str | None, of: Path | None = None) -> FoundKey:
    """The key with the fingerprint `needed`; where the database needs none yet, `given`, its key file or a new one.

    `of` is the file that needs it, if not the database. Errors: `StorageError` for the wrong key or none at all,
    `OperatorError` for a key file that is none.
    """
    found = FoundKey(given) if given else _of_file(database, needed)
    if found is None and needed:
        missing = f"set {SETTING} or bring {key_file(database)} back"
        raise StorageError(f"{of or database} needs the master key {needed}: {missing}")
    if found is None:
        found = _made(database)
    if needed and found.key.fingerprint != needed:
        holds = f"{found.where} holds {found.key.fingerprint}"
        raise StorageError(f"{of or database} needs the master key {needed}, but {holds}: give the right one")
    return found


def keep_old(file: Path, key: MasterKey) -> None:
    """Keep the key of the key file under its fingerprint too."""
    _write(file.with_name(f"{file.name}.{key.fingerprint}"), key)


def write_next(file: Path) -> FoundKey:
    """A new key beside the key file, in the place of one whose rotation never took effect."""
    key = MasterKey.generated()
    _next(file).unlink(missing_ok=True)
    _write(_next(file), key)
    return FoundKey(key, file)


def put_in_place(file: Path) -> None:
    """The next key becomes the key of the key file, unless another process was quicker."""
    with suppress(FileNotFoundError):
        _next(file).replace(file)
    _sync_folder(file.parent)


def _next(file: Path) -> Path:
    return file.with_name(file.name + ".new")


def _write(file: Path, key: MasterKey) -> None:
    """Write a key that outlives a power cut, for its owner only. A file that is there stays as it is."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with suppress(FileNotFoundError):
            draft.unlink()
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key.text() + "\n")
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)  # unlike a rename, never over another process's key
        draft.unlink()
        _sync_folder(file.parent)
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}): allow it or set {SETTING}") from error


def _sync_folder(folder: Path) -> None:
    """Names made, moved or removed in the folder so far outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _made(database: Path) -> FoundKey:
    file = key_file(database)
    _write(file, MasterKey.generated())
    return FoundKey(_read(file), file)  # of two processes that made it at once, the first one's counts


def _of_file(database: Path, needed: str | None) -> FoundKey | None:
    """The key of the key file. A rotation that was killed is ended here, if the database already needs the next one."""
    file = key_file(database)
    if needed and _next(file).exists() and _read(_next(file)).fingerprint == needed:
        put_in_place(file)
    return FoundKey(_read(file), file) if file.exists() else None


def _read(file: Path) -> MasterKey:
    try:
        if file.stat().st_mode & 0o077:
            raise OperatorError(f"{file} can be read by others: `chmod 600 {file}`")
        text = file.read_text("ascii", "replace")
    except OSError as error:
        raise OperatorError(f"{file} cannot be read ({error.strerror}): allow it or set {SETTING}") from error
    return MasterKey.parsed(text, file)
