"""Small writes that are committed together: each on disk when it returns, none taken down by another."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import StorageError
from core.models import Channel, Message, Person
from storage.sqlite import session
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.session import Session, Writing
from tests.storage.killed import child

GENERAL = Channel("slack", "acme", "C1", "general")
ANA = Person("U1", "Ana")

# Says which messages are stored; then it is killed.
HEAR = """
import asyncio, sys
from pathlib import Path
from storage.sqlite.messages import opened
from tests.storage.test_writing_together import GENERAL, said

async def main():
    async with opened(Path(sys.argv[1])) as store:
        async def one(number):
            await store.hear(GENERAL, said(f"{sys.argv[2]}-{number}"))
            print(f"{sys.argv[2]}-{number}", flush=True)
        for start in range(0, 10**6, 40):
            await asyncio.gather(*map(one, range(start, start + 40)))

asyncio.run(main())
"""


def said(id: str) -> Message:
    return Message(id, ANA, "Hello")


@pytest.fixture
async def open_session(tmp_path: Path) -> AsyncIterator[Session]:
    async with session.opened(tmp_path / "recap.sqlite3") as opened:
        yield opened


async def ids(open_session: Session) -> set[str]:
    return {m.id async for m in SqliteMessages(open_session).read(GENERAL)}


async def test_writes_that_come_at_once_share_commits(open_session: Session) -> None:
    transactions: set[int] = set()

    async def job(writing: Writing) -> None:
        transactions.add(id(writing))

    async with open_session.writing():
        pending = [asyncio.create_task(open_session.written(job)) for _ in range(100)]
        await asyncio.sleep(0)
    await asyncio.gather(*pending)
    assert len(transactions) == 1


async def test_a_write_that_fails_fails_alone(open_session: Session) -> None:
    store = SqliteMessages(open_session)

    async def broken(writing: Writing) -> None:
        await writing.connection.execute("DELETE FROM channels")
        raise ValueError("no")

    async with open_session.writing():
        good = [asyncio.create_task(store.hear(GENERAL, said(str(n)))) for n in range(3)]
        bad = asyncio.create_task(open_session.written(broken))
        good += [asyncio.create_task(store.hear(GENERAL, said(str(n)))) for n in range(3, 6)]
        await asyncio.sleep(0)
    with pytest.raises(ValueError, match="no"):
        await bad
    assert await asyncio.gather(*good) == [True] * 6
    assert await ids(open_session) == set("012345")


async def test_a_commit_that_fails_leaves_the_connection_to_the_next(open_session: Session) -> None:
    async def orphan(writing: Writing) -> None:
        await writing.connection.execute("PRAGMA defer_foreign_keys = ON")  # looked at when it is committed
        await writing.connection.execute("INSERT INTO channels VALUES (1, 404, x'', x'')")

    with pytest.raises(StorageError):
        await open_session.written(orphan)
    assert await SqliteMessages(open_session).hear(GENERAL, said("1"))


@pytest.mark.parametrize("steps", range(12))
async def test_whoever_gives_up_takes_no_other_write_along(open_session: Session, steps: int) -> None:
    store = SqliteMessages(open_session)
    first, *others = [asyncio.create_task(store.hear(GENERAL, said(str(n)))) for n in range(5)]
    for _ in range(steps):
        await asyncio.sleep(0.0005)
    first.cancel()
    with suppress(asyncio.CancelledError):
        await first
    await asyncio.gather(*others)
    assert await ids(open_session) >= set("1234")
    assert await store.hear(GENERAL, said("5"))


async def test_what_was_written_with_others_is_written_though_patience_ends_before_the_next_turn(
    open_session: Session,
) -> None:
    written = []

    async def job(writing: Writing) -> str:
        written.append(writing)
        return "done"

    async def takes_its_time() -> None:
        async with open_session.writing():
            await asyncio.wait([impatient])

    async with open_session.writing():
        patient = asyncio.create_task(open_session.written(job))
        await asyncio.sleep(0)
        slow = asyncio.create_task(takes_its_time())
        await asyncio.sleep(0)
        impatient = asyncio.create_task(open_session.written(job, patience=3.0))
        await asyncio.sleep(0)
    assert list(await asyncio.gather(patient, impatient)) == ["done", "done"]
    assert len(written) == 2
    await slow


@pytest.mark.parametrize("cut_short", [False, True])
async def test_whose_patience_ends_while_it_is_written_waits_for_that_and_no_longer(
    open_session: Session, cut_short: bool
) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(writing: Writing) -> str:
        begun.set()
        await goes_on.wait()
        return "done"

    async with open_session.writing():
        patient = asyncio.create_task(open_session.written(slow))
        await asyncio.sleep(0)
        impatient = asyncio.create_task(open_session.written(slow, patience=2.0))
        await asyncio.sleep(0)
    await begun.wait()
    await asyncio.sleep(2.1)
    assert not impatient.done()
    if cut_short:
        patient.cancel()
        with pytest.raises(StorageError, match="is busy"):
            await impatient
    else:
        goes_on.set()
        assert list(await asyncio.gather(patient, impatient)) == ["done", "done"]


async def test_another_process_can_write_between_the_commits_of_a_busy_one(open_session: Session) -> None:
    async with session.opened(open_session.path) as other:
        stores = SqliteMessages(open_session), SqliteMessages(other)
        heard = [store.hear(GENERAL, said(f"{n}-{i}")) for n, store in enumerate(stores) for i in range(200)]
        assert all(await asyncio.gather(*heard))
    assert len(await ids(open_session)) == 400


def test_what_was_said_to_be_stored_outlives_a_kill_and_nothing_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "recap.sqlite3"
    for _ in range(3):
        processes = [child(HEAR, path, n) for n in range(2)]
        told = []
        for process in processes:
            assert process.stdout
            told += [process.stdout.readline().strip() for _ in range(100)]
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()
            assert process.stdin
            assert process.stdout
            told += [line.strip() for line in process.stdout if line.endswith("\n")]
            process.stdin.close()
            process.stdout.close()
        assert set(told) <= set(asyncio.run(_stored(path)))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


async def _stored(path: Path) -> list[str]:
    async with session.opened(path) as opened:
        found = [m.id async for m in SqliteMessages(opened).read(GENERAL)]
    assert len(found) == len(set(found))
    return found
