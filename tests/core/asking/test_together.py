"""Of an answer in parts the large model reads once what ends together."""

import asyncio
import json
from collections.abc import Sequence

from core.asking import together
from core.asking.stream import Stated
from core.asking.together import Together


def stated(*texts: str) -> list[Stated]:
    return [Stated("point", text, (1,)) for text in texts]


class Large:
    """Supports what does not say "wrong"; `read` are the texts of each reading."""

    def __init__(self, fails: bool = False) -> None:
        self.read: list[list[str]] = []
        self.fails = fails

    async def ask(self, given: Sequence[Stated]) -> str:
        self.read.append([one.text for one in given])
        verdicts = [{"statement": n, "supported": "wrong" not in one.text} for n, one in enumerate(given, 1)]
        return "" if self.fails else json.dumps({"verdicts": verdicts})


async def test_parts_that_end_together_are_read_once_and_each_gets_its_own_verdicts() -> None:
    large, both = Large(), Together(0.05)
    parts = stated("a", "wrong b"), stated("wrong c"), stated("d", "e", "wrong f")
    found = await asyncio.gather(*(both.verdicts(part, large.ask) for part in parts))
    assert found == [[True, False], [False], [True, True, False]]
    assert large.read == [["a", "wrong b", "wrong c", "d", "e", "wrong f"]]
    assert await both.verdicts(stated("late"), large.ask) == [True]
    assert large.read[1:] == [["late"]]


async def test_no_reading_holds_more_than_it_may() -> None:
    large, many = Large(), Together(0.05)
    parts = [stated(*(f"{n}" for n in range(together.MOST // 2))) for _ in range(4)]
    assert all(all(found or ()) for found in await asyncio.gather(*(many.verdicts(p, large.ask) for p in parts)))
    assert [len(read) for read in large.read] == [together.MOST, together.MOST]


async def test_where_the_model_fails_nobody_has_a_verdict() -> None:
    large, both = Large(fails=True), Together(0.01)
    assert await asyncio.gather(*(both.verdicts(stated("a"), large.ask) for _ in range(2))) == [None, None]


async def test_who_is_stopped_before_asking_leaves_nobody_waiting() -> None:
    large, both = Large(), Together(5)
    first = asyncio.create_task(both.verdicts(stated("a"), large.ask))
    second = asyncio.create_task(both.verdicts(stated("b"), large.ask))
    await asyncio.sleep(0.01)
    first.cancel()
    assert await asyncio.wait_for(second, 1) is None
    assert large.read == []
