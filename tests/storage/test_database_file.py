"""The database file: what it outlives, who may read it, and what is said when it cannot be used."""

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import StorageError
from core.models import Channel, Message, Person
from storage.sqlite import migrations
from storage.sqlite.database import connected
from storage.sqlite.messages import opened
from storage.sqlite.migrations import MIGRATIONS, VERSION
from tests.storage.killed import child, killed_after

GENERAL = Channel("slack", "acme", "C1", "general")
HELLO = Message("1", Person("U1", "Ana"), "Hello")
NOBODY = 65534

IMPORT_AND_WAIT = """
import asyncio, sys
from pathlib import Path
from storage.sqlite.messages import opened
from tests.storage.test_database_file import GENERAL, HELLO
from dataclasses import replace

async def main():
    async with opened(Path(sys.argv[1])) as store, store.importing() as batch:
        await batch.add(GENERAL, [replace(HELLO, text="Changed")])
        for n in range(40):  # far more than SQLite's cache: pages are already in the file
            await batch.add(GENERAL, [replace(HELLO, id=f"{n}-{i}", text="x" * 400) for i in range(500)])
        print("written", flush=True)
        sys.stdin.read()

asyncio.run(main())
"""

OPEN_AND_ADD = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from storage.sqlite.messages import opened
from tests.storage.test_database_file import GENERAL, HELLO

async def main():
    async with opened(Path(sys.argv[1])) as store, store.importing() as batch:
        await batch.add(GENERAL, [replace(HELLO, id=sys.argv[2])])

sys.stdin.read()
asyncio.run(main())
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recap.sqlite3"


def add(path: Path, *messages: Message) -> None:
    async def importing() -> None:
        async with opened(path) as store, store.importing() as batch:
            await batch.add(GENERAL, messages)

    asyncio.run(importing())


def texts(path: Path) -> list[str]:
    async def reading() -> list[str]:
        async with opened(path) as store:
            return [m.text async for m in store.read(GENERAL)]

    return asyncio.run(reading())


def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        texts(path)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_messages_outlive_the_process_that_wrote_them(database: Path) -> None:
    add(database, HELLO)
    assert texts(database) == ["Hello"]


def test_a_killed_import_leaves_the_database_as_it_was(database: Path) -> None:
    add(database, HELLO)
    killed_after(0, IMPORT_AND_WAIT, database)
    assert texts(database) == ["Hello"]
    add(database, HELLO)  # no lock was left behind


def test_processes_that_open_a_new_database_at_once_all_write(database: Path) -> None:
    children = [child(OPEN_AND_ADD, database, n) for n in range(4)]
    for process in children:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in children] == [0] * 4
    for process in children:
        assert process.stdout is not None
        process.stdout.close()
    assert len(texts(database)) == 4


async def test_readers_do_not_wait_for_an_import(database: Path) -> None:
    async with opened(database) as writer, opened(database) as reader, writer.importing() as batch:
        await batch.add(GENERAL, [HELLO])
        assert await asyncio.wait_for(reader.count(GENERAL), 10) == 0


async def test_commits_are_on_disk_before_they_return(database: Path) -> None:
    async with connected(database) as connection:
        [(journal,)] = await connection.execute_fetchall("PRAGMA journal_mode")
        [(synchronous,)] = await connection.execute_fetchall("PRAGMA synchronous")
    assert (journal, synchronous) == ("wal", 2)  # 2 is FULL


async def test_only_the_owner_may_read_the_file_and_its_folder(database: Path) -> None:
    async with opened(database):
        files = [database.parent, *database.parent.iterdir()]
        assert len(files) >= 3
        assert [f.name for f in files if f.stat().st_mode & 0o077] == []


def test_a_newer_recap_brings_the_tables_up_to_date(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(database, HELLO)
    next_version(monkeypatch, "ALTER TABLE messages ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine'")
    assert texts(database) == ["Hello"]
    connection = sqlite3.connect(database)
    assert connection.execute("SELECT mood FROM messages").fetchall() == [("fine",)]
    connection.close()


def test_an_update_of_the_tables_that_fails_changes_nothing(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(database, HELLO)
    with monkeypatch.context() as newer:
        next_version(newer, "DROP TABLE messages", "NO SUCH STATEMENT")
        assert "cannot be used" in refusal(database)
    assert texts(database) == ["Hello"]


def next_version(monkeypatch: pytest.MonkeyPatch, *step: str) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, step))
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    monkeypatch.setattr("storage.sqlite.database.VERSION", VERSION + 1)


def test_a_database_from_a_newer_recap_is_refused_and_left_alone(database: Path) -> None:
    add(database, HELLO)
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = database.read_bytes()
    assert f"schema version {VERSION + 1}" in refusal(database)
    assert database.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(database: Path) -> None:
    database.parent.mkdir()
    database.write_text("These are my notes, not a database.\n" * 100)
    assert f"{database} is not a Recap database" in refusal(database)
    assert database.read_text().startswith("These are my notes")


def test_another_programs_database_is_refused_and_left_alone(database: Path) -> None:
    database.parent.mkdir()
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE messages (id)")
    connection.close()
    before = database.read_bytes()
    assert f"{database} is not a Recap database" in refusal(database)
    assert database.read_bytes() == before


def test_a_damaged_database_is_named(database: Path) -> None:
    add(database, *(Message(str(n), HELLO.author, "x" * 500) for n in range(500)))
    data = bytearray(database.read_bytes())
    data[4096:] = bytes(b ^ 0x55 for b in data[4096:])
    database.write_bytes(data)
    assert f"{database} is damaged" in refusal(database)


def test_a_folder_in_the_place_of_the_file_is_named(database: Path) -> None:
    database.mkdir(parents=True)
    assert_cannot_be_opened(database, "Is a directory")


def test_a_file_in_the_place_of_the_folder_is_named(database: Path) -> None:
    database.parent.write_text("")
    assert_cannot_be_opened(database, "File exists")


def test_a_read_only_folder_is_named(folder_of_somebody_else: Path) -> None:
    assert_cannot_be_opened(folder_of_somebody_else / "recap.sqlite3", "Permission denied")
    assert_cannot_be_opened(folder_of_somebody_else / "deeper" / "recap.sqlite3", "Permission denied")


def test_a_read_only_file_is_named(folder_of_somebody_else: Path) -> None:
    assert_cannot_be_opened(folder_of_somebody_else / "read-only.sqlite3", "Permission denied")


def assert_cannot_be_opened(path: Path, why: str) -> None:
    line = refusal(path)
    assert line.startswith(f"{path} cannot be opened: set RECAP_DATABASE")
    assert line.endswith(f"({why})")


@pytest.fixture
def folder_of_somebody_else() -> Iterator[Path]:
    """A folder that this process may read but not write, also where the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "read-only.sqlite3").touch(mode=0o444)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        yield folder
        os.seteuid(user)
        folder.chmod(0o755)
