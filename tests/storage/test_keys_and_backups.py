"""Changing the master key, copying the database while it is used, and putting a copy back."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import InputError, OperatorError, StorageError
from core.models import Message
from storage.encryption import MasterKey
from storage.sqlite.backup import back_up, restore
from storage.sqlite.messages import opened
from storage.sqlite.migrations import VERSION
from storage.sqlite.rotation import rotate
from tests.storage.killed import killed_after
from tests.storage.planted import CHANNEL, MESSAGE, found_in

KEY, NEW_KEY = MasterKey(b"k" * 32), MasterKey(b"n" * 32)
KILLS = 20

ROTATE = """
import asyncio, sys
from pathlib import Path
from storage.sqlite.rotation import rotate

print("ready", flush=True)
asyncio.run(rotate(Path(sys.argv[1]), None, None))
sys.stdin.read()
"""
RESTORE = """
import sys
from pathlib import Path
from storage.sqlite.backup import restore

print("ready", flush=True)
restore(Path(sys.argv[1]), Path(sys.argv[2]), None)
sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recap.sqlite3"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup"


def add(database: Path, *messages: Message, key: MasterKey | None = None) -> None:
    async def adding() -> None:
        async with opened(database, key.text() if key else None) as store, store.importing() as batch:
            await batch.add(CHANNEL, messages)

    asyncio.run(adding())


def ids(database: Path, key: MasterKey | None = None) -> Sequence[str]:
    async def reading() -> Sequence[str]:
        async with opened(database, key.text() if key else None) as store:
            return [m.id async for m in store.read(CHANNEL)]

    return asyncio.run(reading())


def hello(id: str) -> Message:
    return Message(id, MESSAGE.author, "Hello")


def key_file(database: Path) -> Path:
    return database.with_name(database.name + ".key")


class TestRotating:
    def test_a_new_key_file_is_made_and_the_old_one_stays_for_older_backups(self, database: Path) -> None:
        add(database, MESSAGE)
        old = key_file(database).read_text()
        found = asyncio.run(rotate(database, None, None))
        assert (found.file, ids(database)) == (key_file(database), [MESSAGE.id])
        assert key_file(database).read_text() == found.key.text() + "\n" != old
        kept = [f for f in database.parent.iterdir() if f.name.startswith("recap.sqlite3.key.")]
        assert [f.read_text() for f in kept] == [old]
        assert all(f.stat().st_mode & 0o777 == 0o600 for f in (*kept, key_file(database)))

    def test_from_one_setting_to_the_next(self, database: Path) -> None:
        add(database, MESSAGE, key=KEY)
        asyncio.run(rotate(database, KEY.text(), NEW_KEY.text()))
        assert ids(database, NEW_KEY) == [MESSAGE.id]
        with pytest.raises(StorageError, match=f"needs the master key {NEW_KEY.fingerprint}"):
            ids(database, KEY)

    def test_from_a_key_file_to_a_setting(self, database: Path) -> None:
        add(database, MESSAGE)
        asyncio.run(rotate(database, None, NEW_KEY.text()))
        assert not key_file(database).exists()
        assert ids(database, NEW_KEY) == [MESSAGE.id]
        with pytest.raises(StorageError, match="set RECAP_MASTER_KEY"):
            ids(database)

    def test_the_wrapped_keys_change_and_the_messages_do_not(self, database: Path) -> None:
        add(database, MESSAGE)
        before = _everything(database)
        asyncio.run(rotate(database, None, None))
        after = _everything(database)
        assert before["workspaces"] != after["workspaces"]
        assert before["messages"] == after["messages"]
        content = b"".join(f.read_bytes() for f in database.parent.iterdir())
        assert before["workspaces"][0][1] not in content  # the old wrapping is overwritten

    def test_a_wrong_or_missing_key_is_one_line_and_nothing_is_touched(self, database: Path) -> None:
        add(database, MESSAGE, key=KEY)
        before = database.read_bytes()
        for given, new, line in (
            (NEW_KEY.text(), None, f"needs the master key {KEY.fingerprint}, but RECAP_MASTER_KEY holds"),
            (None, NEW_KEY.text(), f"needs the master key {KEY.fingerprint}: set RECAP_MASTER_KEY"),
            (KEY.text(), None, "set RECAP_NEW_MASTER_KEY to the new master key beside RECAP_MASTER_KEY"),
            (KEY.text(), "none", "RECAP_NEW_MASTER_KEY holds 3 bytes"),
            (KEY.text(), KEY.text(), "RECAP_NEW_MASTER_KEY is the present master key"),
        ):
            with pytest.raises(OperatorError, match=line) as caught:
                asyncio.run(rotate(database, given, new))
            assert "\n" not in str(caught.value)
            assert [(f.name, f.read_bytes()) for f in database.parent.iterdir()] == [("recap.sqlite3", before)]

    def test_there_must_be_a_database(self, database: Path) -> None:
        with pytest.raises(StorageError, match="is not there yet"):
            asyncio.run(rotate(database, None, None))
        assert not database.parent.exists()

    def test_a_running_process_goes_on_but_makes_no_workspace_under_the_old_key(self, database: Path) -> None:
        async def running() -> None:
            async with opened(database) as store, opened(database) as reader:
                async with store.importing() as batch:
                    await batch.add(CHANNEL, [MESSAGE])
                assert len(await reader.channels()) == 1
                await rotate(database, None, None)
                assert [m.id async for m in reader.read(CHANNEL)] == [MESSAGE.id]
                async with store.importing() as batch:
                    await batch.add(CHANNEL, [hello("2")])
                with pytest.raises(StorageError, match="the master key was changed: start Recap again"):
                    await reader.edit(replace(CHANNEL, workspace="new"), hello("1"))

        asyncio.run(running())
        assert set(ids(database)) == {MESSAGE.id, "2"}

    def test_a_running_process_that_meets_what_it_cannot_unwrap_asks_to_be_started_again(self, database: Path) -> None:
        async def running() -> None:
            async with opened(database) as store:
                await asyncio.to_thread(add, database, MESSAGE)
                await rotate(database, None, None)
                with pytest.raises(StorageError, match="the master key was changed: start Recap again"):
                    await store.channels()

        asyncio.run(running())

    def test_a_rotation_may_be_killed_at_any_time(self, database: Path) -> None:
        add(database, MESSAGE)
        for kill in range(KILLS):
            killed_after(kill * 0.004, ROTATE, database)
            assert ids(database) == [MESSAGE.id]
        asyncio.run(rotate(database, None, None))
        assert ids(database) == [MESSAGE.id]


class TestBackups:
    def test_a_backup_of_a_database_in_use_holds_what_was_committed(self, database: Path, backup: Path) -> None:
        async def while_importing() -> None:
            async with opened(database) as store, store.importing() as batch:
                await batch.add(CHANNEL, [hello("uncommitted")])
                await asyncio.to_thread(back_up, database, backup)

        add(database, MESSAGE)
        asyncio.run(while_importing())
        assert backup.stat().st_mode & 0o777 == 0o600
        assert [f.name for f in backup.parent.iterdir() if f != database.parent] == ["backup"]
        assert found_in([backup]) == []
        assert key_file(database).read_bytes().strip() not in backup.read_bytes()
        connection = sqlite3.connect(backup)
        assert connection.execute("SELECT count(*) FROM messages").fetchone() == (1,)
        connection.close()

    def test_a_backup_never_writes_over_a_file(self, database: Path, backup: Path) -> None:
        add(database, MESSAGE)
        backup.write_text("mine")
        with pytest.raises(OperatorError, match="is there already: name a new file"):
            back_up(database, backup)
        assert backup.read_text() == "mine"

    def test_a_backup_that_cannot_be_written_leaves_nothing(self, database: Path, tmp_path: Path) -> None:
        add(database, MESSAGE)
        with pytest.raises(OperatorError, match=r"cannot be written \(No such file or directory\)"):
            back_up(database, tmp_path / "no" / "backup")
        with pytest.raises(StorageError, match="nothing to back up"):
            back_up(tmp_path / "nothing.sqlite3", tmp_path / "backup")
        assert [f.name for f in tmp_path.iterdir()] == ["data"]


class TestRestoring:
    def test_what_was_backed_up_comes_back_whatever_happened_since(self, database: Path, backup: Path) -> None:
        add(database, MESSAGE)
        back_up(database, backup)
        add(database, *(hello(str(n)) for n in range(2000)))
        restore(database, backup, None)
        assert ids(database) == [MESSAGE.id]
        assert database.stat().st_mode & 0o777 == 0o600

    def test_a_lost_database_comes_back_where_the_key_was_kept(self, database: Path, backup: Path) -> None:
        add(database, MESSAGE)
        back_up(database, backup)
        database.unlink()
        restore(database, backup, None)
        assert ids(database) == [MESSAGE.id]

    def test_it_says_which_key_the_backup_needs(self, database: Path, backup: Path, tmp_path: Path) -> None:
        add(database, MESSAGE, key=KEY)
        back_up(database, backup)
        elsewhere = tmp_path / "elsewhere" / "recap.sqlite3"
        with pytest.raises(StorageError, match=f"{backup} needs the master key {KEY.fingerprint}: set RECAP_MASTER"):
            restore(elsewhere, backup, None)
        with pytest.raises(StorageError, match=f"needs the master key {KEY.fingerprint}, but RECAP_MASTER_KEY holds"):
            restore(elsewhere, backup, NEW_KEY.text())
        assert not elsewhere.parent.exists()
        assert restore(elsewhere, backup, KEY.text()).key.fingerprint == KEY.fingerprint
        assert ids(elsewhere, KEY) == [MESSAGE.id]

    def test_a_database_in_use_is_left_alone(self, database: Path, backup: Path) -> None:
        add(database, MESSAGE)
        back_up(database, backup)
        add(database, hello("2"))

        async def while_open() -> None:
            async with opened(database) as store:
                assert await store.count(CHANNEL) == 2
                with pytest.raises(StorageError, match=f"{database} is in use: stop Recap, then restore"):
                    await asyncio.to_thread(restore, database, backup, None)
                assert await store.count(CHANNEL) == 2

        asyncio.run(while_open())

    def test_what_is_no_sound_backup_is_refused_and_the_database_left_alone(
        self, database: Path, backup: Path, tmp_path: Path
    ) -> None:
        add(database, MESSAGE, *(hello(str(n)) for n in range(500)))
        before = database.read_bytes()
        back_up(database, backup)
        names = ("damaged", "worse", "later", "notes", "others")
        damaged, worse, later, notes, others = (tmp_path / name for name in names)
        content = bytearray(backup.read_bytes())
        half = len(content) // 2
        damaged.write_bytes(content[:half] + bytes(b ^ 0x55 for b in content[half:]))
        worse.write_bytes(content[:100] + bytes(b ^ 0x55 for b in content[100:]))  # the tables' definitions, too
        later.write_bytes(content)
        _execute(later, f"PRAGMA user_version = {VERSION + 1}")
        notes.write_text("These are my notes.\n" * 500)
        _execute(others, "CREATE TABLE messages (id)")
        for file, line in (
            (damaged, "damaged"),
            (worse, "damaged"),
            (later, f"schema version {VERSION + 1}, this Recap knows {VERSION}"),
            (notes, "not a backup of Recap"),
            (others, "not a backup of Recap"),
            (tmp_path / "nothing", "there is no such file"),
        ):
            with pytest.raises(InputError, match=f"^{file}: {line}"):
                restore(database, file, None)
            assert database.read_bytes() == before

    def test_another_programs_file_is_not_written_over(self, database: Path, backup: Path, tmp_path: Path) -> None:
        add(database, MESSAGE, key=KEY)
        back_up(database, backup)
        others = tmp_path / "others"
        _execute(others, "CREATE TABLE messages (id)")
        with pytest.raises(StorageError, match="is not a Recap database: move the file away"):
            restore(others, backup, KEY.text())

    def test_a_restore_may_be_killed_at_any_time(self, database: Path, tmp_path: Path) -> None:
        sizes = {tmp_path / "small": 2000, tmp_path / "large": 4000}
        for backup, size in sizes.items():
            add(database, *(hello(str(n)) for n in range(size)))
            back_up(database, backup)
        for kill in range(KILLS):
            killed_after(kill * 0.003, RESTORE, database, list(sizes)[kill % 2])
            assert len(ids(database)) in sizes.values()


def _everything(database: Path) -> dict[str, list[tuple[bytes, ...]]]:
    connection = sqlite3.connect(database)
    found = {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in ("workspaces", "messages")}
    connection.close()
    return found


def _execute(database: Path, sql: str) -> None:
    connection = sqlite3.connect(database)
    connection.execute(sql)
    connection.commit()
    connection.close()
