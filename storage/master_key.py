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


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The master key and the file that it stands in, None where a setting gave it. `new`: made just now."""

    key: MasterKey
    file: Path | None = None
    new: bool = False

    @property
    def where(self) -> str:
        return str(self.file) if self.file else SETTING


def key_file(database: Path) -> Path:
    return database.with_name(database.name + ".key")


def found_key(database: Path, given: str | None, needed: str | None) -> FoundKey:
    """The key with the fingerprint `needed`; where the database needs none yet, `given`, its key file or a new one.

    Errors: `OperatorError` for a key that is none, `StorageError` for the wrong one or none at all.
    """
    found = FoundKey(MasterKey.parsed(given, SETTING)) if given else _of_file(database, needed)
    if found is None and needed:
        raise StorageError(
            f"{database} needs the master key {needed}: set {SETTING} or bring {key_file(database)} back"
        )
    if found is None:
        found = _made(database)
    if needed and found.key.fingerprint != needed:
        holds = f"{found.where} holds {found.key.fingerprint}"
        raise StorageError(f"{database} needs the master key {needed}, but {holds}: give the right one")
    return found


def write_key(file: Path, key: MasterKey) -> bool:
    """Write a key that outlives a power cut, for its owner only; False where the file is there, which then stays."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with suppress(FileNotFoundError):
            draft.unlink()
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key.text() + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(draft, file)  # unlike a rename, never over another process's key
        except FileExistsError:
            return False
        finally:
            draft.unlink()
        sync_folder(file.parent)
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}): allow it or set {SETTING}") from error
    return True


def sync_folder(folder: Path) -> None:
    """Names made, moved or removed in the folder so far outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _made(database: Path) -> FoundKey:
    file = key_file(database)
    new = write_key(file, MasterKey.generated())
    return FoundKey(_read(file), file, new)


def _of_file(database: Path, needed: str | None) -> FoundKey | None:
    """The key of the key file. A rotation that was killed is ended here, if the database already needs the next one."""
    file = key_file(database)
    following = file.with_name(file.name + ".new")
    if needed and following.exists() and _read(following).fingerprint == needed:
        following.replace(file)
        sync_folder(file.parent)
    return FoundKey(_read(file), file) if file.exists() else None


def _read(file: Path) -> MasterKey:
    try:
        if file.stat().st_mode & 0o077:
            raise OperatorError(f"{file} can be read by others: `chmod 600 {file}`")
        text = file.read_text("ascii", "replace")
    except OSError as error:
        raise OperatorError(f"{file} cannot be read ({error.strerror}): allow it or set {SETTING}") from error
    return MasterKey.parsed(text, file)
