"""No answer outlives a message that it rests on: whatever changes the message takes it out in the same transaction."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.models import Channel, Coverage, Message, Person
from core.ports import Cache, Cached
from core.review import Draft
from core.summary import Summary, SummaryRequest
from storage.redis.cache import RedisCache
from storage.redis.server import connected
from storage.sqlite import session
from storage.sqlite.cache import SqliteCache
from storage.sqlite.drafts import SqliteDrafts
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.privacy import SqlitePrivacy
from storage.sqlite.settings import SqliteSettings
from tests.storage import redis_server
from tests.storage.planted import NOON, Time

GENERAL = Channel("slack", "acme", "C1", "general")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")
SAID = Message("1", ANA, "Ship it Monday", NOON)
ASKED = "asked"
KEPT = Cached("Ana ships it on Monday", NOON + timedelta(hours=24), 2.0)


class Stores:
    def __init__(self, opened: session.Session, cache: Cache, time: Time) -> None:
        self.session, self.cache, self.time = opened, cache, time
        self.messages, self.privacy, self.drafts = SqliteMessages(opened), SqlitePrivacy(opened), SqliteDrafts(opened)

    async def add(self, *messages: Message) -> None:
        async with self.messages.importing() as batch:
            await batch.add(GENERAL, messages)

    async def put(self, *ids: str) -> None:
        until = self.session.clock() + timedelta(hours=24)
        await self.cache.put(GENERAL, ASKED, replace(KEPT, until=until), ids)
        coverage = Coverage(1, 1)
        summary = Summary(ASKED, KEPT.value, ids, (), (), (), (), coverage, "claude")
        await self.drafts.remove(ASKED)
        await self.drafts.add(Draft(ASKED, NOON, GENERAL, BEN, SummaryRequest(), summary, (), ids))

    async def kept(self) -> bool:
        """Answer and draft are both there, or neither is."""
        cached, drafts = await self.cache.get(GENERAL, ASKED), await self.drafts.list()
        assert (cached is None) == (ASKED not in {draft.id for draft in drafts})
        return cached is not None


@pytest.fixture(params=["sqlite", "redis"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    time = Time()
    async with session.opened(tmp_path / "recap.sqlite3", clock=time) as opened:
        if request.param == "sqlite":
            yield Stores(opened, SqliteCache(opened), time)
            return
        with redis_server.running() as running:
            async with connected(running.url) as server:
                opened.outside = cache = RedisCache(server, opened)
                yield Stores(opened, cache, time)


async def _edit(stores: Stores) -> None:
    await stores.messages.edit(GENERAL, replace(SAID, text="Ship it Friday", edited_at=NOON))


async def _delete(stores: Stores) -> None:
    await stores.messages.delete(GENERAL, "1")


async def _import_a_later_version(stores: Stores) -> None:
    await stores.add(replace(SAID, text="Ship it Friday", edited_at=NOON))


async def _forget(stores: Stores) -> None:
    await stores.privacy.forget("U1")


async def _forget_who_asked(stores: Stores) -> None:
    await stores.privacy.forget("U2")


async def _purge(stores: Stores) -> None:
    """Of messages alone: the answers' own end is later."""
    await SqliteSettings(stores.session).change("slack", "acme", ["messages_days=1"])
    stores.time.now = NOON + timedelta(days=1, seconds=1)
    await stores.put("1")
    await stores.privacy.purge()


async def _fail_to_delete(stores: Stores) -> None:
    async with stores.session.writing() as writing:
        await writing.connection.execute("UPDATE messages SET body = NULL")
        raise ZeroDivisionError


async def _erase(stores: Stores) -> None:
    await stores.privacy.erase("acme")


CHANGES: list[Callable[[Stores], Awaitable[None]]] = [
    _edit,
    _delete,
    _import_a_later_version,
    _forget,
    _forget_who_asked,
    _purge,
    _erase,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
async def test_what_rests_on_a_changed_message_is_gone(
    stores: Stores, change: Callable[[Stores], Awaitable[None]]
) -> None:
    await stores.add(SAID, Message("2", BEN, "Fine", NOON))
    await stores.put("1")
    assert await stores.kept()
    await change(stores)
    assert not await stores.kept()


async def test_other_messages_leave_it(stores: Stores) -> None:
    await stores.add(SAID, Message("2", BEN, "Fine", NOON))
    await stores.put("1")
    await stores.messages.delete(GENERAL, "2")
    await stores.messages.edit(GENERAL, Message("3", BEN, "New", NOON))
    await stores.messages.edit(replace(GENERAL, id="C2"), replace(SAID, edited_at=NOON))
    await stores.messages.delete(replace(GENERAL, workspace="globex"), "1")
    assert await stores.kept()


async def test_a_deletion_that_fails_takes_nothing_with_it(stores: Stores) -> None:
    await stores.add(SAID)
    await stores.put("1")
    with pytest.raises(ZeroDivisionError):
        await _fail_to_delete(stores)
    assert await stores.kept()


async def test_a_message_that_is_deleted_before_it_was_stored_takes_its_answers_too(stores: Stores) -> None:
    await stores.add(Message("2", BEN, "Fine", NOON))
    await stores.put("1", "2")
    await stores.messages.delete(GENERAL, "1")
    assert not await stores.kept()


async def test_an_answer_made_while_its_message_was_deleted_is_not_kept(stores: Stores) -> None:
    await stores.add(SAID)
    await stores.messages.delete(GENERAL, "1")
    await stores.put("1")
    assert not await stores.kept()


async def test_an_answer_made_while_its_message_was_edited_is_not_kept(stores: Stores) -> None:
    await stores.add(SAID)
    edited = replace(SAID, text="Ship it Friday", edited_at=NOON - timedelta(seconds=2))
    await stores.messages.edit(GENERAL, edited)
    await stores.cache.put(GENERAL, ASKED, KEPT, ["1"])
    assert await stores.cache.get(GENERAL, ASKED) is None
    await stores.cache.put(GENERAL, ASKED, replace(KEPT, seconds=0.5), ["1"])
    assert await stores.cache.get(GENERAL, ASKED)


async def test_a_deleted_messages_answers_are_overwritten_in_the_file(stores: Stores) -> None:
    await stores.add(SAID)
    await stores.put("1")
    with sqlite3.connect(stores.session.path) as connection:
        bodies = [body for (body,) in connection.execute("SELECT body FROM cache UNION SELECT body FROM drafts")]
    assert bodies
    await stores.messages.delete(GENERAL, "1")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = b"".join(file.read_bytes() for file in stores.session.path.parent.iterdir() if file.is_file())
    assert [body for body in bodies if body in content] == []


async def test_while_an_import_writes_an_answer_is_made_without_waiting_for_it(stores: Stores) -> None:
    await stores.add(SAID)
    async with stores.messages.importing():
        async with stores.cache.making(GENERAL, ASKED) as turn:
            assert turn
        await stores.cache.put(GENERAL, ASKED, KEPT, ["1"])
    assert (await stores.cache.get(GENERAL, ASKED) is None) == isinstance(stores.cache, SqliteCache)
