"""How the cache is used: who makes an answer, who is given an old one, what is the same question."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.caching import LIFETIME, cached, key
from core.errors import ModelError
from core.models import Channel, Message, Person, Reaction
from storage.memory import MemoryCache

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
GENERAL = Channel("slack", "acme", "C1", "general")
MESSAGE = Message("1", Person("U1", "Ana"), "Ship it \ud83d", NOON, "1", None, (Reaction("+1", 2),))


class Asking:
    """Asks a cache at a time that the test sets. Making takes `seconds`, or fails."""

    def __init__(self) -> None:
        self.now, self.made, self.seconds, self.fails = NOON, 0, 2.0, False
        self.cache = MemoryCache(lambda: self.now)
        self.making: Callable[[], Awaitable[None]] | None = None

    async def make(self) -> str:
        self.made += 1
        answer = f"answer {self.made}"
        if self.making:
            await self.making()
        if self.fails:
            raise ModelError("no")
        self.now += timedelta(seconds=self.seconds)
        return answer

    async def ask(self, random: float = 0.5, asked: str = "asked") -> tuple[str, bool]:
        kept = await self.cache.get(GENERAL, asked)
        return await cached(self.cache, GENERAL, asked, kept, self.make, ["1"], lambda: self.now, lambda: random)


@pytest.fixture
def asking() -> Asking:
    return Asking()


async def test_the_second_one_to_ask_is_given_the_first_ones_answer(asking: Asking) -> None:
    assert [await asking.ask(), await asking.ask()] == [("answer 1", False), ("answer 1", True)]
    assert await asking.ask(asked="otherwise") == ("answer 2", False)


async def test_an_answer_is_kept_for_24_hours_from_when_it_was_made(asking: Asking) -> None:
    await asking.ask()
    made = asking.now
    asking.now = made + timedelta(hours=24, seconds=-60)
    assert await asking.ask() == ("answer 1", True)
    asking.now = made + timedelta(hours=24, seconds=1)
    assert await asking.ask() == ("answer 2", False)


async def test_an_answer_is_made_once_for_all_who_ask_at_the_same_time(asking: Asking) -> None:
    asking.making = lambda: asyncio.sleep(0.01)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asking.ask()) for _ in range(20)]
    assert sorted(task.result() for task in tasks) == [("answer 1", False)] + [("answer 1", True)] * 19


async def test_a_failure_is_not_kept_and_the_next_one_makes_it(asking: Asking) -> None:
    asking.fails = True
    with pytest.raises(ModelError):
        await asking.ask()
    asking.fails = False
    assert await asking.ask() == ("answer 2", False)


async def test_an_answer_lives_for_a_day_from_when_it_was_made(asking: Asking) -> None:
    await asking.ask()
    asking.now = NOON + timedelta(seconds=1.9) + LIFETIME
    assert await asking.ask(random=0.0) == ("answer 1", True)
    asking.now = NOON + timedelta(seconds=2) + LIFETIME
    assert await asking.ask(random=0.0) == ("answer 2", False)


async def test_the_nearer_its_end_the_likelier_an_answer_is_made_anew(asking: Asking) -> None:
    """One that takes 2 s is made anew 2 s before its end by e**-1 of its readers, that is 37 of 100."""
    for left, random, anew in ((2, 0.62, False), (2, 0.64, True), (20, 0.9999, False), (0.1, 0.1, True)):
        fresh = Asking()
        await fresh.ask()
        fresh.now = NOON + timedelta(seconds=2 - left) + LIFETIME
        assert await fresh.ask(random) == (("answer 2", False) if anew else ("answer 1", True)), (left, random)


async def test_while_one_reader_makes_it_anew_the_others_are_given_the_old_one(asking: Asking) -> None:
    await asking.ask()
    asking.now = NOON + timedelta(seconds=1.5) + LIFETIME
    others = list[tuple[str, bool]]()

    async def meanwhile() -> None:
        asking.making = None
        others.extend([await asking.ask(random=0.9), await asking.ask(random=0.0)])

    asking.making = meanwhile
    assert await asking.ask(random=0.9) == ("answer 2", False)
    assert others == [("answer 1", True)] * 2
    assert await asking.ask() == ("answer 2", True)


async def test_where_making_it_anew_fails_the_old_one_is_given(asking: Asking) -> None:
    await asking.ask()
    asking.now, asking.fails = NOON + timedelta(seconds=1.5) + LIFETIME, True
    assert await asking.ask(random=0.9) == ("answer 1", True)
    assert asking.made == 2


def test_a_key_is_of_content_and_the_same_in_every_process() -> None:
    unsaid = replace(MESSAGE, permalink="https://x", reactions=())
    assert key("summary", 2, [MESSAGE], None) == key("summary", 2, (unsaid,), None)
    assert key("a", 1, NOON) == "35e0eca2e2dbdd83cb7c885e1b2190bc89f832aed2a31ebe387774dcc61bd177"


@pytest.mark.parametrize(
    "changed",
    [
        replace(MESSAGE, id="2"),
        replace(MESSAGE, text="Ship it"),
        replace(MESSAGE, author=Person("U2", "Ana")),
        replace(MESSAGE, author=Person("U1", "Anna")),
        replace(MESSAGE, sent_at=None),
        replace(MESSAGE, thread_id=None),
        replace(MESSAGE, reply_to="0"),
        replace(MESSAGE, files=("plan.pdf",)),
    ],
)
def test_another_message_is_another_key(changed: Message) -> None:
    assert key([MESSAGE]) != key([changed])


def test_parts_of_a_key_are_not_run_together() -> None:
    keys = [key("ab", "c"), key("a", "bc"), key("abc"), key(["ab", "c"]), key("ab", "c", None), key("1"), key(1)]
    assert len(set(keys)) == 7
    with pytest.raises(TypeError, match="set has no content to hash"):
        key({1})
