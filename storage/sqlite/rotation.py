"""`recap keys rotate`: the data keys are wrapped with a new master key. What they encrypt stays as it is."""

from pathlib import Path

from core.errors import OperatorError, StorageError
from storage.encryption import MasterKey
from storage.master_key import NEW_SETTING, SETTING, FoundKey, keep_old, key_file, put_in_place, write_next
from storage.sqlite.database import connected
from storage.sqlite.erasing import overwrite_log
from storage.sqlite.keyring import needed_fingerprint, wrapped_key_place
from storage.sqlite.session import Session, Writing, opened


async def rotate(path: Path, master_key: str | None, new_key: str | None) -> FoundKey:
    """All data keys or none, also when it is killed; returns the new key and where it stands.

    The new key is `new_key`; else, where a key file is used, a new one is made there. An older key file stays beside
    it under its fingerprint, for older backups. Errors: `OperatorError`, `StorageError`.
    """
    _must_exist(path)
    given = MasterKey.parsed(new_key, NEW_SETTING) if new_key else None
    async with opened(path, master_key) as session:
        old = session.found
        if given is None and old.file is None:
            raise OperatorError(f"set {NEW_SETTING} to the new master key beside {SETTING}, the present one")
        if given and given.fingerprint == old.key.fingerprint:
            raise OperatorError(f"{NEW_SETTING} is the present master key: give a new one")
        new = await _rewrap(session, given)
    async with connected(path) as connection:
        await overwrite_log(connection)
    if old.file and given:
        old.file.unlink()  # it is kept under its fingerprint
    elif old.file:
        put_in_place(old.file)
    return new


async def _rewrap(session: Session, given: MasterKey | None) -> FoundKey:
    old = session.found
    async with session.writing() as writing:
        if await needed_fingerprint(writing.connection) != old.key.fingerprint:
            raise StorageError(f"{session.path}: another process has changed the master key meanwhile")
        if old.file:
            keep_old(old.file, old.key)
        new = FoundKey(given) if given else write_next(key_file(session.path))
        await _write(writing, old.key, new.key)
    return new


async def _write(writing: Writing, old: MasterKey, new: MasterKey) -> None:
    for key, wrapped in await writing.connection.execute_fetchall(
        "SELECT key, wrapped_key FROM workspaces WHERE wrapped_key IS NOT NULL"
    ):
        place = wrapped_key_place(key)
        rewrapped = new.wrap(old.unwrap(wrapped, place), place)
        await writing.connection.execute("UPDATE workspaces SET wrapped_key = ? WHERE key = ?", (rewrapped, key))
    await writing.connection.execute("UPDATE master_key SET fingerprint = ?", (bytes.fromhex(new.fingerprint),))


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise StorageError(f"{path} is not there yet: nothing to rotate")
