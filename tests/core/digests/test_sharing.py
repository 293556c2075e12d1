"""What several want at the same time is made once, and nobody is left waiting where its maker went away."""

import asyncio

from core.digests.sharing import Shared


class Maker:
    """Makes one number after the other, each when the test says so."""

    def __init__(self) -> None:
        self.made = 0
        self.go = asyncio.Event()

    async def __call__(self) -> int:
        self.made += 1
        number = self.made
        await self.go.wait()
        return number


async def test_of_many_that_ask_at_once_one_makes_it() -> None:
    shared, maker = Shared[int](), Maker()
    asking = [asyncio.create_task(shared.get("a", maker)) for _ in range(3)]
    await asyncio.sleep(0)
    maker.go.set()
    assert await asyncio.gather(*asking) == [(1, True), (1, False), (1, False)]
    assert await shared.get("a", maker) == (1, False)
    assert await shared.get("b", maker) == (2, True)
    assert await shared.get("a", maker, fresh=True) == (3, True)
    assert await shared.get("a", maker) == (3, False)


async def test_where_its_maker_is_cancelled_another_makes_it() -> None:
    shared, maker = Shared[int](), Maker()
    first, second = (asyncio.create_task(shared.get("a", maker)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    maker.go.set()
    assert await second == (2, True)
    assert first.cancelled()


async def test_who_is_cancelled_while_waiting_leaves_the_maker_at_work() -> None:
    shared, maker = Shared[int](), Maker()
    first, second = (asyncio.create_task(shared.get("a", maker)) for _ in range(2))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    maker.go.set()
    assert await first == (1, True)
    assert second.cancelled()


async def test_a_failure_is_everybodys_and_is_not_kept() -> None:
    shared = Shared[int]()
    go = asyncio.Event()

    async def fail() -> int:
        await go.wait()
        raise ValueError("no")

    asking = [asyncio.create_task(shared.get("a", fail)) for _ in range(2)]
    await asyncio.sleep(0)
    go.set()
    results = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    maker = Maker()
    maker.go.set()
    assert await shared.get("a", maker) == (1, True)
