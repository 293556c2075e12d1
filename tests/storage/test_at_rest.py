"""What lies on the disk: no text that people wrote, and nothing at all that opens without the key."""

import asyncio
import base64
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.errors import OperatorError, StorageError
from core.models import Message
from storage.encryption import MasterKey
from storage.sqlite.messages import opened
from tests.storage.planted import CHANNEL, MESSAGE, TEXTS, found_in

KEY, OTHER_KEY = MasterKey(b"k" * 32), MasterKey(b"o" * 32)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "recap.sqlite3"


def add(database: Path, *messages: Message, key: str | None = None) -> None:
    async def adding() -> None:
        async with opened(database, key) as store, store.importing() as batch:
            await batch.add(CHANNEL, messages)

    asyncio.run(adding())


def read(database: Path, key: str | None = None) -> Sequence[Message]:
    async def reading() -> Sequence[Message]:
        async with opened(database, key) as store:
            assert await store.channels() == [CHANNEL]
            return [m async for m in store.read(CHANNEL)]

    return asyncio.run(reading())


def refusal(database: Path, key: str | None = None) -> str:
    """The one line that is said; nothing in the folder has changed."""
    before = {file.name: file.read_bytes() for file in database.parent.iterdir()}
    with pytest.raises(OperatorError) as caught:
        read(database, key)
    assert {file.name: file.read_bytes() for file in database.parent.iterdir()} == before
    line = str(caught.value)
    assert "\n" not in line
    return line


async def test_no_text_or_name_stands_in_the_database_or_its_side_files(database: Path) -> None:
    async with opened(database) as store:
        for _ in range(2):  # the second replaces
            async with store.importing() as batch:
                await batch.add(CHANNEL, [MESSAGE])
                assert found_in(database.parent.iterdir()) == []
        assert [m async for m in store.read(CHANNEL)] == [MESSAGE]
        files = list(database.parent.iterdir())
        assert {f.suffix for f in files} == {".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".key"}
        assert found_in(files) == []
    assert found_in(database.parent.iterdir()) == []


def test_the_search_for_planted_texts_finds_them(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        (tmp_path / "plain").write_bytes("\n".join(TEXTS).encode(encoding))
        assert found_in([tmp_path / "plain"]) == list(TEXTS)
    encoded = [base64.b64encode(b"-" * n + t.encode() + b"------") for n, t in enumerate(TEXTS)]
    (tmp_path / "plain").write_bytes(b"\n".join(encoded))
    assert found_in([tmp_path / "plain"]) == list(TEXTS)


@pytest.mark.parametrize("statement", ["body = (SELECT body FROM messages WHERE arrival = 1)", "id = x'00'"])
def test_a_value_moved_to_another_row_is_refused(database: Path, statement: str) -> None:
    add(database, MESSAGE, Message("2", MESSAGE.author, "Hello"))
    connection = sqlite3.connect(database)
    connection.execute(f"UPDATE messages SET {statement} WHERE arrival = 2")
    connection.commit()
    connection.close()
    with pytest.raises(StorageError, match=f"{database} holds a value that was changed or moved"):
        read(database)


def test_the_same_text_twice_looks_different(database: Path) -> None:
    add(database, *(Message(id, MESSAGE.author, "Hello") for id in "12"))
    connection = sqlite3.connect(database)
    [(bodies, authors)] = connection.execute("SELECT count(DISTINCT body), count(DISTINCT author) FROM messages")
    connection.close()
    assert (bodies, authors) == (2, 1)


def test_without_a_key_in_the_settings_one_is_made_that_only_the_owner_may_read(database: Path) -> None:
    add(database, MESSAGE)
    file = database.with_name("recap.sqlite3.key")
    assert file.stat().st_mode & 0o777 == 0o600
    made = file.read_bytes()
    assert read(database) == [MESSAGE]
    assert file.read_bytes() == made
    assert sorted(f.name for f in database.parent.iterdir()) == ["recap.sqlite3", "recap.sqlite3.key"]


async def test_it_is_known_where_the_key_stands(database: Path) -> None:
    async with opened(database) as store:
        assert store.master_key.file == database.with_name("recap.sqlite3.key")
    async with opened(database.with_name("other.sqlite3"), KEY.text()) as store:
        assert (store.master_key.file, store.master_key.key.fingerprint) == (None, KEY.fingerprint)


def test_with_a_key_in_the_settings_no_file_is_made(database: Path) -> None:
    add(database, MESSAGE, key=KEY.text())
    assert read(database, KEY.text()) == [MESSAGE]
    assert [f.name for f in database.parent.iterdir()] == ["recap.sqlite3"]


def test_the_wrong_key_is_named_and_touches_nothing(database: Path) -> None:
    add(database, MESSAGE, key=KEY.text())
    line = refusal(database, OTHER_KEY.text())
    assert line.startswith(f"{database} needs the master key {KEY.fingerprint}, but RECAP_MASTER_KEY holds")
    assert OTHER_KEY.text() not in line


def test_a_missing_key_is_named_and_none_is_made(database: Path) -> None:
    add(database, MESSAGE, key=KEY.text())
    assert f"{database} needs the master key {KEY.fingerprint}: set RECAP_MASTER_KEY" in refusal(database)


def test_a_lost_key_file_is_named_and_none_is_made(database: Path) -> None:
    add(database, MESSAGE)
    file = database.with_name("recap.sqlite3.key").rename(database.with_name("elsewhere"))
    assert f"bring {database}.key back" in refusal(database)
    file.rename(database.with_name("recap.sqlite3.key"))
    assert read(database) == [MESSAGE]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("no key", "RECAP_MASTER_KEY is not base64"), ("c2hvcnQ=", "RECAP_MASTER_KEY holds 5 bytes, not 32")],
)
def test_a_key_that_is_none_is_one_line_and_is_not_repeated(database: Path, text: str, complaint: str) -> None:
    add(database, MESSAGE, key=KEY.text())
    line = refusal(database, text)
    assert line == f"{complaint}: give 32 random bytes, as `openssl rand -base64 32` prints them"


def test_a_key_file_that_others_can_read_is_refused(database: Path) -> None:
    add(database, MESSAGE)
    file = database.with_name("recap.sqlite3.key")
    file.chmod(0o640)
    assert refusal(database) == f"{file} can be read by others: `chmod 600 {file}`"


def test_a_damaged_key_file_is_named(database: Path) -> None:
    add(database, MESSAGE)
    file = database.with_name("recap.sqlite3.key")
    os.truncate(file, 20)
    assert refusal(database).startswith(f"{file} holds 15 bytes, not 32")


async def test_two_databases_opened_at_once_agree_on_their_key(database: Path) -> None:
    async with opened(database) as one, opened(database) as other:
        for store, id in ((one, "1"), (other, "2")):
            async with store.importing() as batch:
                await batch.add(CHANNEL, [Message(id, MESSAGE.author, "Hello")])
        assert [m.id async for m in one.read(CHANNEL)] == [m.id async for m in other.read(CHANNEL)] == ["1", "2"]
