"""Who calls a model next, where not all can at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.closing import closing
from core.errors import ModelError
from core.ports import Call, Ended, Priority, Prompt, Server, Usage
from core.turns import InTurn, Turns

PROMPT = Prompt("", "", 10)
ENDED = Ended("complete", "small", Usage())


def call(workspace: str, name: str = "", priority: Priority = Priority.WAITED_FOR) -> Call:
    return Call(Server("http://model.test"), ("small",), "slack", workspace, f"{workspace}{name}", priority=priority)


class Held:
    """A `Model` that answers when the test lets it; notes who came in, and how many were inside at once."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.inside = self.most = 0
        self.go = asyncio.Semaphore(0)

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        self.began.append(call.channel)
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.go.acquire()
            yield ENDED
        finally:
            self.inside -= 1


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Room:
    """Calls that are asked one after the other of a model that lets so many in."""

    def __init__(self, at_once: int, group: asyncio.TaskGroup, kept: int = 1) -> None:
        self.held = Held()
        self.turns = Turns(at_once, kept)
        self.model = InTurn(self.held, self.turns)
        self._group = group

    def ask(self, *calls: Call) -> list[asyncio.Task[None]]:
        return [self._group.create_task(self._ask(call)) for call in calls]

    async def end(self, count: int = 1) -> None:
        for _ in range(count):
            self.held.go.release()
            await settled()

    async def _ask(self, call: Call) -> None:
        assert [piece async for piece in self.model.ask(PROMPT, call)] == [ENDED]


async def test_no_more_are_let_in_than_may_be_there_at_once() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(3, group)
        room.ask(*(call("a", str(n)) for n in range(10)))
        await settled()
        assert len(room.held.began) == 3
        await room.end(10)
    assert room.held.most == 3
    assert room.held.began == [f"a{n}" for n in range(10)]


async def test_what_a_person_waits_for_goes_before_digests_and_those_before_what_is_made_ahead() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        room.ask(call("first"))
        await settled()
        for priority in (Priority.AHEAD, Priority.DIGEST, Priority.WAITED_FOR):
            room.ask(call("a", priority.name, priority))
        await settled()
        await room.end(4)
    assert room.held.began == ["first", "aWAITED_FOR", "aDIGEST", "aAHEAD"]


async def test_workspaces_take_turns_so_that_one_that_asks_a_lot_holds_nobody_up() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        room.ask(*(call("a", str(n)) for n in range(4)), call("b", "0"), call("b", "1"), call("c", "0"))
        await settled()
        await room.end(7)
    assert room.held.began == ["a0", "a1", "b0", "c0", "a2", "b1", "a3"]


async def test_a_backfill_leaves_a_place_for_what_a_person_waits_for() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(3, group)
        room.ask(*(call("a", str(n), Priority.AHEAD) for n in range(5)))
        await settled()
        assert room.held.began == ["a0", "a1"]
        room.ask(call("b"))
        await settled()
        assert room.held.began == ["a0", "a1", "b"]
        await room.end(6)
    assert len(room.held.began) == 6


async def test_who_is_cancelled_while_waiting_leaves_the_queue() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        _, gone, _ = room.ask(call("a", "0"), call("a", "1"), call("a", "2"))
        await settled()
        gone.cancel()
        await settled()
        await room.end(2)
    assert room.held.began == ["a0", "a2"]


async def test_a_place_given_to_somebody_who_is_cancelled_in_the_same_moment_is_handed_on() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        _, gone, _ = room.ask(call("a", "0"), call("a", "1"), call("a", "2"))
        await settled()
        room.held.go.release()
        while room.held.inside:  # noqa: ASYNC110 until the very step in which the place becomes the second's
            await asyncio.sleep(0)
        gone.cancel()
        await settled()
        await room.end()
    assert room.held.began == ["a0", "a2"]


async def test_an_answer_that_is_stopped_in_the_middle_makes_room() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        room.held.go.release()
        async with closing(room.model.ask(PROMPT, call("a", "0"))) as pieces:
            await anext(pieces)
            room.ask(call("a", "1"))
            await settled()
            assert room.held.began == ["a0"]
        await settled()
        assert room.held.began == ["a0", "a1"]
        await room.end()


async def test_whose_deadline_passes_in_the_queue_gets_an_error_and_used_nothing() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(1, group)
        room.ask(call("a"))
        await settled()
        late = replace(call("b"), deadline=asyncio.get_running_loop().time() + 0.01)
        with pytest.raises(ModelError, match=r"^the model is busy") as error:
            await anext(aiter(room.model.ask(PROMPT, late)))
        assert error.value.used == Usage()
        await room.end()
    assert room.held.began == ["a"]


async def test_digests_leave_as_many_places_as_are_kept_for_what_people_wait_for() -> None:
    async with asyncio.TaskGroup() as group:
        room = Room(5, group, kept=3)
        room.ask(*(call("a", f" digest {n}", Priority.DIGEST) for n in range(4)))
        await settled()
        assert room.held.inside == 2
        room.ask(*(call("b", f" {n}") for n in range(3)))
        await settled()
        assert room.held.inside == 5
        await room.end(7)
