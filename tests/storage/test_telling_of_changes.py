"""What stands outside the database hears of every change that was committed, and of no other."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import StorageError
from core.models import Channel, Message, Person
from storage.sqlite import session
from storage.sqlite.changes import Changed
from storage.sqlite.keyring import Workspace
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.rows import message_digest
from storage.sqlite.session import Session

GENERAL = Channel("slack", "acme", "C1", "general")
ELSEWHERE = Channel("slack", "globex", "C1", "general")
ANA = Person("U1", "Ana")


class Listener:
    """An `Outside`; what it was told of while it is `cut_short` it has not heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.cut_short = False

    async def drop_messages(self, workspace: Workspace, messages: Sequence[Changed]) -> None:
        if self.cut_short:
            self.cut_short = False
            raise asyncio.CancelledError
        self.heard += [(workspace.id, message) for _, message in messages]

    async def drop_workspace(self, workspace: Workspace) -> None:
        raise NotImplementedError


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Session]:
    async with session.opened(tmp_path / "recap.sqlite3") as opened:
        yield opened


@pytest.fixture
def listener(opened: Session) -> Listener:
    opened.outside = listener = Listener()
    return listener


def said(id: str) -> Message:
    return Message(id, ANA, "Hello")


async def told(opened: Session, channel: Channel, id: str) -> tuple[str, bytes]:
    workspace = await opened.workspace(channel.platform, channel.workspace)
    assert workspace
    return workspace.id, message_digest(workspace.data_key, id)


async def _fail_to_delete(opened: Session) -> None:
    async with opened.writing() as writing:
        await writing.connection.execute("UPDATE messages SET body = NULL")
        raise ZeroDivisionError


async def test_each_change_is_told_once_with_its_workspace(opened: Session, listener: Listener) -> None:
    store = SqliteMessages(opened)
    for channel in (GENERAL, ELSEWHERE):
        await store.hear(channel, said("1"))
    assert listener.heard == []
    await asyncio.gather(store.delete(GENERAL, "1"), store.delete(ELSEWHERE, "1"))
    await store.hear(GENERAL, said("2"))
    assert sorted(listener.heard) == sorted([await told(opened, GENERAL, "1"), await told(opened, ELSEWHERE, "1")])


async def test_what_was_rolled_back_is_never_told(opened: Session, listener: Listener) -> None:
    store = SqliteMessages(opened)
    await store.hear(GENERAL, said("1"))
    with pytest.raises(ZeroDivisionError):
        await _fail_to_delete(opened)
    await store.hear(GENERAL, said("2"))
    await store.delete(GENERAL, "2")
    assert listener.heard == [await told(opened, GENERAL, "2")]


async def test_who_comes_after_the_first_write_hears_what_changes_from_then_on(opened: Session) -> None:
    store = SqliteMessages(opened)
    for id in "12":
        await store.hear(GENERAL, said(id))
    await store.delete(GENERAL, "1")
    opened.outside = listener = Listener()
    await store.delete(GENERAL, "2")
    assert listener.heard == [await told(opened, GENERAL, "2")]


async def test_what_was_told_in_vain_is_told_again(opened: Session, listener: Listener) -> None:
    store = SqliteMessages(opened)
    await store.hear(GENERAL, said("1"))
    listener.cut_short = True
    with suppress(asyncio.CancelledError):
        await store.delete(GENERAL, "1")
    assert listener.heard == [await told(opened, GENERAL, "1")]


@pytest.mark.parametrize("steps", range(16))
async def test_whoever_gives_up_a_change_leaves_nothing_untold(opened: Session, steps: int) -> None:
    store = SqliteMessages(opened)
    await store.hear(GENERAL, said("1"))
    opened.outside = listener = Listener()
    deletion = asyncio.create_task(store.delete(GENERAL, "1"))
    for _ in range(steps):
        await asyncio.sleep(0.0003)
    deletion.cancel()
    with suppress(asyncio.CancelledError):
        await deletion
    gone = [m.id async for m in store.read(GENERAL)] == []
    assert set(listener.heard) == ({await told(opened, GENERAL, "1")} if gone else set())
    await store.delete(GENERAL, "1")
    assert set(listener.heard) == {await told(opened, GENERAL, "1")}


async def test_a_write_without_patience_waits_for_no_other_of_this_process(opened: Session) -> None:
    async with opened.writing():
        with pytest.raises(StorageError, match=r"is busy: another import is running"):
            async with opened.writing(patience=0.0):
                pass
    async with opened.writing(patience=0.0) as writing:
        assert await writing.workspace("slack", "acme")
