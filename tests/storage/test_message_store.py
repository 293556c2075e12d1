"""What every message store promises, run over each of them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.models import Channel, Message, Person, Reaction
from core.ports import Import, MessageStore, Window
from core.redaction.spans import Finding
from storage.memory import MemoryMessages
from storage.sqlite.messages import opened

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
RANDOM = Channel("slack", "acme", "C2", "random")
ANA = Person("U1", "Ana")
FULL = Message(
    id="1714996800.000100",
    author=Person("B7", "Deploys", bot=True),
    text="Gehört zu 发布 🚀 @Ana",
    sent_at=NOON + timedelta(microseconds=100),
    thread_id="1714990000.000000",
    reply_to="1714990001.000000",
    reactions=(Reaction("+1", 3), Reaction("🎉", 1)),
    original="Gehört zu 发布 :rocket: <@U1>",
    edited_at=NOON + timedelta(hours=1),
    files=("plan.pdf", "photo.png"),
    permalink="https://acme.example/archives/C1/p1714996800000100",
)


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[MessageStore]:
    yield MemoryMessages()


def _sqlite(folder: Path) -> AbstractAsyncContextManager[MessageStore]:
    return opened(folder / "recap.sqlite3")


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MessageStore]:
    async with request.param(tmp_path) as opened_store:
        yield opened_store


def message(id: str, minute: float | None = 0, text: str = "Hello") -> Message:
    return Message(id, ANA, text, None if minute is None else NOON + timedelta(minutes=minute))


async def add(store: MessageStore, channel: Channel, *messages: Message) -> int:
    async with store.importing() as batch:
        return await batch.add(channel, messages)


async def ids(store: MessageStore, channel: Channel, window: Window = Window(), thread: str | None = None) -> list[str]:
    return [m.id async for m in store.read(channel, window, thread)]


async def test_a_message_comes_back_as_it_was(store: MessageStore) -> None:
    bare = Message("2", Person("U2", ""), "")
    await add(store, GENERAL, FULL, bare)
    assert [m async for m in store.read(GENERAL)] == [FULL, bare]


async def test_messages_come_in_the_order_in_which_they_were_sent(store: MessageStore) -> None:
    await add(store, GENERAL, message("late", 9), message("untimed 1", None), message("b", 1))
    await add(store, GENERAL, message("untimed 2", None), message("early", -9), message("a", 1))
    assert await ids(store, GENERAL) == ["early", "b", "a", "late", "untimed 1", "untimed 2"]


async def test_an_import_says_how_many_messages_are_new(store: MessageStore) -> None:
    assert await add(store, GENERAL, message("1"), message("2")) == 2
    assert await add(store, GENERAL, message("2"), message("3"), message("3")) == 1
    assert await add(store, GENERAL) == 0
    assert await store.count(GENERAL) == 3
    assert await store.count(RANDOM) == 0


async def test_a_large_batch_is_stored_whole_and_in_order(store: MessageStore) -> None:
    many = [message(str(number), number // 100) for number in range(2345)]
    newer = replace(many[5], text="Later", edited_at=NOON)
    assert await add(store, GENERAL, *many[:1500]) == 1500
    assert await add(store, GENERAL, *many, newer) == 845
    assert [m async for m in store.read(GENERAL)] == [*many[:5], newer, *many[6:]]


async def test_importing_twice_adds_nothing(store: MessageStore) -> None:
    both = message("1", None), FULL
    await add(store, GENERAL, *both)
    assert await add(store, GENERAL, *both) == 0
    assert [m async for m in store.read(GENERAL)] == [FULL, both[0]]


async def test_an_edited_message_replaces_its_older_version_in_its_place(store: MessageStore) -> None:
    old = message("1", 0, "Ship it Monday")
    new = replace(old, text="Ship it Tuesday", edited_at=NOON + timedelta(hours=1))
    newest = replace(new, text="Ship it Friday", edited_at=NOON + timedelta(hours=2))
    for version in (old, newest, new, old):
        await add(store, GENERAL, version, message("2", 0))
    assert [(m.id, m.text) async for m in store.read(GENERAL)] == [("1", "Ship it Friday"), ("2", "Hello")]


async def test_both_versions_in_one_batch_leave_the_newer(store: MessageStore) -> None:
    old = message("1")
    new = replace(old, text="Hello all", edited_at=NOON)
    assert await add(store, GENERAL, old, new) == 1
    assert await add(store, RANDOM, new, old) == 1
    assert [m.text async for m in store.read(GENERAL)] == [m.text async for m in store.read(RANDOM)] == ["Hello all"]


async def test_what_changed_without_an_edit_is_brought_up_to_date(store: MessageStore) -> None:
    await add(store, GENERAL, message("1"))
    grown = replace(message("1"), thread_id="1", reactions=(Reaction("eyes", 2),))
    await add(store, GENERAL, grown)
    assert [m async for m in store.read(GENERAL)] == [grown]


async def test_the_same_ids_in_another_channel_or_workspace_are_other_messages(store: MessageStore) -> None:
    elsewhere = replace(GENERAL, workspace="globex")
    other_platform = replace(GENERAL, platform="teams")
    for channel in (GENERAL, RANDOM, elsewhere, other_platform):
        assert await add(store, channel, message("1", text=f"in {channel}")) == 1
    assert [m.text async for m in store.read(elsewhere)] == [f"in {elsewhere}"]


async def test_channels_are_listed_by_name_and_by_workspace(store: MessageStore) -> None:
    far = Channel("discord", "globex", "9", "alerts")
    for channel in (RANDOM, far, GENERAL):
        await add(store, channel)
    assert await store.channels() == [far, GENERAL, RANDOM]
    assert await store.channels("acme") == [GENERAL, RANDOM]
    assert await store.channels("nobody") == []


async def test_a_renamed_channel_is_still_one_channel(store: MessageStore) -> None:
    renamed = replace(GENERAL, name="all")
    async with store.importing() as batch:
        for channel in (GENERAL, renamed, GENERAL, renamed):
            await batch.add(channel, [message("1")])
    assert await store.channels() == [renamed]
    assert await ids(store, GENERAL) == ["1"]


async def test_the_last_name_of_an_import_counts(store: MessageStore) -> None:
    async with store.importing() as batch:
        for number, name in enumerate(("general", "lobby", "general")):
            await batch.add(replace(GENERAL, name=name), [message(str(number))])
    assert [c.name for c in await store.channels()] == ["general"]


async def test_a_channel_keeps_its_topic_until_another_is_known(store: MessageStore) -> None:
    topical = replace(GENERAL, topic="All hands")
    for channel in (topical, replace(GENERAL, name="all")):
        await add(store, channel)
    assert await store.channels() == [replace(topical, name="all")]
    await add(store, replace(GENERAL, topic=""))
    assert await store.channels() == [replace(GENERAL, topic="")]


async def test_an_edit_replaces_the_message_unless_a_later_edit_came_first(store: MessageStore) -> None:
    await add(store, GENERAL, message("1", 0, "Ship it Monday"))
    for hour, text in ((1, "Ship it Tuesday"), (3, "Ship it Friday"), (2, "Ship it Thursday")):
        edited = replace(message("1", 0, text), edited_at=NOON + timedelta(hours=hour))
        await store.edit(GENERAL, edited)
    assert [m.text async for m in store.read(GENERAL)] == ["Ship it Friday"]


async def test_an_edit_that_arrives_before_its_message_outlives_it(store: MessageStore) -> None:
    await store.edit(GENERAL, replace(message("1", 0, "Ship it Tuesday"), edited_at=NOON))
    assert await add(store, GENERAL, message("1", 0, "Ship it Monday")) == 0
    assert [m.text async for m in store.read(GENERAL)] == ["Ship it Tuesday"]


async def test_a_deleted_message_is_gone_whatever_arrives_later(store: MessageStore) -> None:
    await add(store, GENERAL, message("1"), message("2", 1))
    await store.delete(GENERAL, "1")
    assert await add(store, GENERAL, message("1"), message("2", 1)) == 0
    await store.edit(GENERAL, replace(message("1"), edited_at=NOON))
    assert await ids(store, GENERAL) == ["2"]
    assert await store.count(GENERAL) == 1
    assert await store.find("1") == []


async def test_a_deletion_that_arrives_before_its_message_keeps_it_out(store: MessageStore) -> None:
    await store.delete(GENERAL, "1")
    await store.delete(GENERAL, "1")
    assert await add(store, GENERAL, message("1"), message("2")) == 1
    assert await add(store, RANDOM, message("1")) == 1
    assert await ids(store, GENERAL) == ["2"]


async def test_a_window_includes_its_start_but_not_its_end(store: MessageStore) -> None:
    await add(store, GENERAL, *(message(str(n), n) for n in range(4)), message("untimed", None))
    start, end = NOON + timedelta(minutes=1), NOON + timedelta(minutes=3)
    assert await ids(store, GENERAL, Window(start, end)) == ["1", "2", "untimed"]
    assert await ids(store, GENERAL, Window(since=start)) == ["1", "2", "3", "untimed"]
    assert await ids(store, GENERAL, Window(until=end)) == ["0", "1", "2", "untimed"]


async def test_a_thread_is_its_root_and_its_replies(store: MessageStore) -> None:
    root, reply = message("1", 1), replace(message("2", 2), thread_id="1")
    await add(store, GENERAL, message("0", 0), reply, root, replace(message("3", 3), thread_id="0"))
    assert await ids(store, GENERAL, thread="1") == ["1", "2"]
    assert await ids(store, GENERAL, Window(since=reply.sent_at), "1") == ["2"]


async def test_a_message_is_found_by_its_id_wherever_it_is(store: MessageStore) -> None:
    await add(store, RANDOM, message("1", text="there"), message("2"))
    await add(store, GENERAL, message("1", text="here"))
    assert [(c.name, m.text) for c, m in await store.find("1")] == [("general", "here"), ("random", "there")]
    assert await store.find("3") == []


async def test_an_import_is_not_seen_before_it_has_ended(store: MessageStore) -> None:
    async with store.importing() as batch:
        await batch.add(GENERAL, [message("1")])
        assert await store.channels() == []
        assert await ids(store, GENERAL) == []
    assert await ids(store, GENERAL) == ["1"]


async def test_a_failed_import_takes_everything_back(store: MessageStore) -> None:
    await add(store, GENERAL, message("1", text="before"))
    with pytest.raises(ZeroDivisionError):
        await _failing(store.importing(), [message("1", text="after"), message("2")])
    assert await store.channels() == [GENERAL]
    assert [m.text async for m in store.read(GENERAL)] == ["before"]
    assert await add(store, GENERAL, message("2")) == 1


async def _failing(importing: AbstractAsyncContextManager[Import], messages: Sequence[Message]) -> None:
    async with importing as batch:
        await batch.add(replace(GENERAL, name="renamed"), messages)
        await batch.add(RANDOM, messages)
        raise ZeroDivisionError


async def test_imports_at_the_same_time_wait_for_each_other(store: MessageStore) -> None:
    async def slowly(id: int) -> None:
        async with store.importing() as batch:
            await batch.add(GENERAL, [message(str(id), id)])
            await asyncio.sleep(0.01)

    async with asyncio.TaskGroup() as tasks:
        for n in range(4):
            tasks.create_task(slowly(n))
    assert await ids(store, GENERAL) == ["0", "1", "2", "3"]


async def test_reading_may_stop_early(store: MessageStore) -> None:
    await add(store, GENERAL, *(message(str(n), n) for n in range(500)))
    async for first in store.read(GENERAL):
        assert first.id == "0"
        break
    assert await store.count(GENERAL) == 500


async def test_the_authors_of_a_workspace_are_known_by_their_latest_name(store: MessageStore) -> None:
    elsewhere = replace(GENERAL, workspace="globex")
    ben = Person("U2", "Ben")
    await add(store, GENERAL, message("1"), replace(message("2"), author=ben))
    await add(store, elsewhere, replace(message("1"), author=Person("U9", "Eve")))
    await add(store, RANDOM, replace(message("3"), author=Person("U1", "Ana Lima")))
    assert list(await store.authors("slack", "acme")) == [Person("U1", "Ana Lima"), ben]
    assert list(await store.authors("discord", "acme")) == []


EMAIL = (
    Finding("EMAIL_ADDRESS", 3, 18, 0.85),
    Finding("PERSON", 20, 23, person="U1"),
    Finding("KEY", 30, 60, 1, "", True),
)


async def unexamined(store: MessageStore, version: str = "v1", channel: Channel = GENERAL) -> list[str]:
    return [m.id async for m in store.unexamined(channel, version)]


async def test_findings_come_back_as_they_were_for_their_version_only(store: MessageStore) -> None:
    one, nothing_in_it, unseen = message("1"), message("2"), message("3")
    await add(store, GENERAL, one, nothing_in_it, unseen)
    await add(store, RANDOM, one)
    await store.keep_findings(GENERAL, "v1", [(one, EMAIL), (nothing_in_it, ())])
    assert await store.findings(GENERAL, "v1", [unseen, nothing_in_it, one]) == {"1": EMAIL, "2": ()}
    assert await store.findings(GENERAL, "v1", [one]) == {"1": EMAIL}
    assert await store.findings(GENERAL, "v2", [one]) == await store.findings(RANDOM, "v1", [one]) == {}
    assert [m async for m in store.read(GENERAL)] == [one, nothing_in_it, unseen]


async def test_what_is_unexamined_or_stale_comes_in_order_of_arrival(store: MessageStore) -> None:
    assert await unexamined(store) == []
    many = [message(str(n), -n) for n in range(1100)]
    await add(store, GENERAL, *many)
    await store.keep_findings(GENERAL, "v1", [(m, ()) for m in many[1:]])
    await store.keep_findings(GENERAL, "v2", [(m, ()) for m in many[600:601]])
    assert await unexamined(store) == ["0", "600"]
    assert len(await store.findings(GENERAL, "v1", many)) == 1098
    assert await unexamined(store, "v2") == [str(n) for n in range(1100) if n != 600]


async def test_what_is_unexamined_may_be_examined_while_it_is_listed(store: MessageStore) -> None:
    await add(store, GENERAL, message("1"), message("2"))
    async for read in store.unexamined(GENERAL, "v1"):
        if read.id == "1":
            await store.keep_findings(GENERAL, "v1", [(read, EMAIL)])
    assert await unexamined(store) == ["2"]


@pytest.mark.parametrize("imported", [True, False])
async def test_an_edited_message_loses_its_findings(store: MessageStore, imported: bool) -> None:
    old = message("1")
    edited = replace(old, text="Write to ben@example.com", edited_at=NOON)
    await add(store, GENERAL, old)
    await store.keep_findings(GENERAL, "v1", [(old, EMAIL)])
    await (add(store, GENERAL, edited) if imported else store.edit(GENERAL, edited))
    assert await unexamined(store) == ["1"]
    assert await store.findings(GENERAL, "v1", [old, edited]) == {}


async def test_findings_of_a_text_that_has_changed_meanwhile_are_neither_kept_nor_given(store: MessageStore) -> None:
    old, gone = message("1"), message("2")
    edited = replace(old, text="Write to ben@example.com", edited_at=NOON)
    await add(store, GENERAL, old, gone)
    await store.edit(GENERAL, edited)
    await store.delete(GENERAL, "2")
    await store.keep_findings(GENERAL, "v1", [(old, EMAIL), (gone, EMAIL), (message("never there"), EMAIL)])
    assert await unexamined(store) == ["1"]
    await store.keep_findings(GENERAL, "v1", [(edited, ())])
    assert await store.findings(GENERAL, "v1", [old]) == await store.findings(GENERAL, "v1", [gone]) == {}
    assert await unexamined(store) == []


async def test_findings_of_an_unknown_channel_are_none(store: MessageStore) -> None:
    await store.keep_findings(GENERAL, "v1", [(message("1"), EMAIL)])
    assert await store.findings(GENERAL, "v1", [message("1")]) == {}
    assert list(await store.channels()) == []
