"""What every memory of digests promises, run over each of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from core.action_items.item import Item
from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.digests.post import DigestPost, Failed, Section
from core.digests.run import Outcome, Run, Standing, State
from core.digests.slots import Slot
from core.models import Channel, Message, Person, Window
from core.ports import MessageStore
from core.ports.digests import Runs, Setups
from storage.memory import MemoryMessages
from storage.memory.digests import MemoryDigests
from storage.sqlite import session
from storage.sqlite.digest_runs import SqliteRuns
from storage.sqlite.digests import SqliteSetups
from storage.sqlite.messages import SqliteMessages
from tests.storage.test_posts import SUMMARY

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
LEASED = NINE + timedelta(minutes=2)
TOMORROW = NINE + timedelta(days=1)
GENERAL = Channel("slack", "acme", "C1", "general")
ANA = Person("U1", "Ana")
DIGEST = Digest("d1", "slack", "acme", (GENERAL,), GENERAL, ANA, NINE, time(9, 30), (0, 4), "Asia/Kolkata", "weekly")
WINDOW = Window(NINE - timedelta(days=1), NINE)
RUN = Run(DIGEST, Slot("2026-03-03T09:00", NINE), 1, NINE, WINDOW, ((GENERAL, WINDOW),), Standing())
ITEM = Item("i1", GENERAL, "Order 12 boxes", ("4",), NINE, owner=ANA, due=date(2026, 3, 2))
DECIDED = Recorded("r1", GENERAL, "Friday", ("3",), NINE)
SECTION = Section(GENERAL, SUMMARY, SUMMARY, (ITEM,), ((DECIDED, replace(DECIDED, id="r2", reverses="r1")),))
POST = DigestPost(
    *(DIGEST, RUN.key, RUN.slot.key, WINDOW, "Friday it is", (SECTION,), (GENERAL,), (Failed(GENERAL, "why"),)),
    *(2, ("late",), 9, 0.5, NINE),
)


@dataclass
class Kept:
    setups: Setups
    runs: Runs
    messages: MessageStore

    async def change(self, text: str) -> None:
        await self.messages.edit(GENERAL, Message("3", ANA, text, NINE - timedelta(hours=1), edited_at=LEASED))
        if isinstance(self.runs, MemoryDigests):
            await self.runs.drop(GENERAL, ["3"])


@asynccontextmanager
async def _memory(folder: Path) -> AsyncIterator[Kept]:
    both = MemoryDigests()
    yield Kept(both, both, MemoryMessages())


@asynccontextmanager
async def _sqlite(folder: Path) -> AsyncIterator[Kept]:
    async with session.opened(folder / "recap.sqlite3") as opened:
        yield Kept(SqliteSetups(opened), SqliteRuns(opened), SqliteMessages(opened))


@pytest.fixture(params=[_memory, _sqlite], ids=["memory", "sqlite"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Kept]:
    async with request.param(tmp_path) as opened:
        async with opened.messages.importing() as batch:
            said = [Message(str(n), ANA, f"text {n}", NINE - timedelta(hours=1)) for n in range(1, 6)]
            await batch.add(GENERAL, said)
        await opened.setups.put(DIGEST, NINE)
        yield opened


async def claimed(kept: Kept, run: Run = RUN) -> Run:
    found = await kept.runs.claim(run, LEASED, TOMORROW)
    assert found
    return found


async def test_a_digest_comes_back_as_it_was_and_only_in_its_workspace(kept: Kept) -> None:
    other = replace(DIGEST, workspace="globex")
    await kept.setups.put(other, NINE)
    assert await kept.setups.list("slack", "acme") == [DIGEST]
    assert await kept.setups.list("slack", "globex") == [other]
    assert await kept.setups.list("discord", "acme") == []


async def test_what_is_changed_stands_in_the_place_of_what_was(kept: Kept) -> None:
    later = replace(DIGEST, at=time(17))
    await kept.setups.put(later, TOMORROW)
    assert await kept.setups.list("slack", "acme") == [later]
    assert await kept.runs.due(["slack"], NINE) == []
    assert await kept.runs.claim(RUN, LEASED, TOMORROW) is None


async def test_a_digest_is_due_from_its_time_on_and_never_while_it_is_paused(kept: Kept) -> None:
    assert await kept.runs.due(["slack"], NINE - timedelta(seconds=1)) == []
    assert await kept.runs.due(["slack"], NINE) == [(DIGEST, Standing())]
    assert await kept.runs.due(["discord"], NINE) == []
    await kept.setups.put(DIGEST, None)
    assert await kept.runs.due(["slack"], TOMORROW) == []


async def test_a_slot_is_given_to_one_alone_until_its_lease_ends(kept: Kept) -> None:
    first = await claimed(kept)
    assert await kept.runs.claim(replace(RUN, holder=2), LEASED, TOMORROW) is None
    second = await claimed(kept, replace(RUN, holder=2, begun=LEASED))
    assert (second.holder, second.begun) == (2, NINE)
    assert await kept.runs.hold(first, TOMORROW) is None
    assert await kept.runs.keep(first, POST, NINE) is None
    assert await kept.runs.move(first, State.POSTED, "P1") is None
    assert not await kept.runs.settle(first, Outcome(Standing(), TOMORROW))
    await kept.runs.put_off(first, NINE)
    assert await kept.runs.hold(second, TOMORROW)


async def test_a_lease_that_is_held_goes_on(kept: Kept) -> None:
    run = await claimed(kept)
    assert await kept.runs.hold(run, LEASED + timedelta(minutes=2))
    assert await kept.runs.due(["slack"], LEASED) == []


async def test_whoever_takes_over_finds_what_was_done(kept: Kept) -> None:
    run = await claimed(kept)
    kept_run = await kept.runs.keep(run, POST, NINE)
    assert kept_run
    assert await kept.runs.move(kept_run, State.PUBLISHING)
    second = await claimed(kept, replace(RUN, holder=2, begun=LEASED))
    assert (second.state, second.post, second.place) == (State.PUBLISHING, POST, None)
    assert await kept.runs.move(second, State.POSTED, "P1")
    third = await claimed(kept, replace(RUN, holder=3, begun=LEASED + timedelta(minutes=2)))
    assert (third.state, third.post, third.place) == (State.POSTED, POST, "P1")


async def test_what_was_begun_comes_before_a_later_slot(kept: Kept) -> None:
    await claimed(kept)
    later = replace(RUN, slot=Slot("2026-03-04T09:00", TOMORROW), holder=2, begun=TOMORROW)
    found = await kept.runs.claim(later, TOMORROW + timedelta(minutes=2), TOMORROW)
    assert found
    assert (found.slot, found.windows) == (RUN.slot, RUN.windows)


async def test_a_settled_slot_is_nobodys_work_any_more(kept: Kept) -> None:
    standing = Standing(NINE, {"C1": NINE}, (("2026-03-02T09:00", "away"),))
    assert await kept.runs.settle(await claimed(kept), Outcome(standing, LEASED, 0.25))
    assert await kept.runs.due(["slack"], LEASED) == [(DIGEST, standing)]
    assert await kept.runs.claim(replace(RUN, holder=2, begun=LEASED), TOMORROW, TOMORROW) is None
    assert await kept.runs.due(["slack"], LEASED) == [], "it is due at its next slot"
    assert await kept.runs.due(["slack"], TOMORROW)


async def test_what_is_to_be_made_again_is_given_once_with_its_place_and_windows(kept: Kept) -> None:
    run = await claimed(kept)
    posted = await kept.runs.move(await kept.runs.keep(run, POST, NINE) or run, State.POSTED, "P1")
    assert posted
    assert await kept.runs.settle(posted, Outcome(Standing(NINE), LEASED, 0.25, again=True))
    again = await claimed(kept, replace(RUN, holder=2, begun=LEASED))
    assert (again.state, again.place, again.post, again.again) == (State.POSTED, "P1", None, True)
    assert (again.windows, again.standing) == (RUN.windows, Standing(NINE))
    assert await kept.runs.settle(again, Outcome(again.standing, LEASED, 0.5))
    assert await kept.runs.claim(replace(RUN, holder=3, begun=LEASED), TOMORROW, TOMORROW) is None
    assert await kept.setups.costs("slack", "acme") == {"d1": [(NINE, 0.75)]}


async def test_what_was_never_posted_has_cost_nothing(kept: Kept) -> None:
    assert await kept.runs.settle(await claimed(kept), Outcome(Standing(), TOMORROW))
    assert not (await kept.setups.costs("slack", "acme")).get("d1")


async def test_a_post_is_dropped_where_a_source_changes(kept: Kept) -> None:
    run = await kept.runs.keep(await claimed(kept), POST, NINE)
    assert run
    assert run.post == POST
    await kept.change("Thursday")
    now = await kept.runs.move(run, State.PUBLISHING)
    assert now
    assert (now.post, now.state) == (None, State.CLAIMED)
    assert not await kept.runs.settle(run, Outcome(Standing(), TOMORROW))
    assert await kept.runs.keep(run, POST, LEASED + timedelta(minutes=1))


async def test_what_was_put_off_is_due_again_at_that_time(kept: Kept) -> None:
    run = await claimed(kept)
    await kept.runs.put_off(run, LEASED + timedelta(hours=1))
    assert await kept.runs.due(["slack"], LEASED) == []
    assert await kept.runs.due(["slack"], LEASED + timedelta(hours=1))


async def test_a_removed_digest_is_gone_with_what_is_under_way(kept: Kept) -> None:
    run = await claimed(kept)
    await kept.setups.remove("slack", "acme", "d1")
    await kept.setups.remove("slack", "acme", "d1")
    assert await kept.runs.move(run, State.PUBLISHING) is None
    assert await kept.setups.list("slack", "acme") == []


async def test_in_the_file_a_source_that_changed_while_it_was_composed_is_noticed(tmp_path: Path) -> None:
    async with _sqlite(tmp_path) as kept:
        async with kept.messages.importing() as batch:
            await batch.add(GENERAL, [Message("3", ANA, "text", NINE - timedelta(hours=1))])
        await kept.setups.put(DIGEST, NINE)
        run = await claimed(kept)
        await kept.change("Thursday")
        found = await kept.runs.keep(run, POST, LEASED)
        assert found
        assert found.post is None
        await kept.messages.delete(GENERAL, "3")
        found = await kept.runs.keep(run, POST, LEASED + timedelta(hours=1))
        assert found
        assert found.post is None
