"""Who calls a model next, where not all can at once."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from core.closing import closing
from core.errors import ModelError
from core.ports.model import Call, Ended, Model, Priority, Prompt, Usage

_Workspace = tuple[str, str]


class Turns:
    """Lets so many through at once: the highest priority first, its workspaces in turn, each in order of arrival.

    The last `kept` places are only for what a person waits for: digests that fill the others are never in their way.
    """

    def __init__(self, at_once: int, kept: int = 1) -> None:
        self._free = at_once
        self._kept = min(kept, at_once - 1)
        self._waiting: dict[Priority, OrderedDict[_Workspace, deque[asyncio.Future[None]]]] = {
            priority: OrderedDict() for priority in Priority
        }

    @asynccontextmanager
    async def turn(self, call: Call) -> AsyncIterator[None]:
        """Errors: `ModelError` where the call's deadline passes before its turn."""
        await self._turn(call)
        try:
            yield
        finally:
            self._free += 1
            self._let_through()

    async def _turn(self, call: Call) -> None:
        mine = asyncio.get_running_loop().create_future()
        queue = self._waiting[call.priority].setdefault((call.platform, call.workspace), deque())
        queue.append(mine)
        self._let_through()
        try:
            async with asyncio.timeout_at(call.deadline):
                await mine
        except BaseException as error:
            self._give_up(mine, call)
            if isinstance(error, TimeoutError):
                raise ModelError("the model is busy with other requests", Usage()) from error
            raise

    def _give_up(self, mine: asyncio.Future[None], call: Call) -> None:
        """Who goes away leaves the queue, or hands on the place that it has just been given."""
        if mine.done() and not mine.cancelled():
            self._free += 1
        else:
            self._remove(mine, call)
        self._let_through()

    def _remove(self, mine: asyncio.Future[None], call: Call) -> None:
        queues, workspace = self._waiting[call.priority], (call.platform, call.workspace)
        if mine in (queue := queues.get(workspace, deque())):
            queue.remove(mine)
        if not queue:
            queues.pop(workspace, None)

    def _let_through(self) -> None:
        while (mine := self._next()) is not None:
            if not mine.done():  # else its task was cancelled a moment ago
                self._free -= 1
                mine.set_result(None)

    def _next(self) -> "asyncio.Future[None] | None":
        for priority, queues in self._waiting.items():
            kept = 0 if priority is Priority.WAITED_FOR else self._kept
            if queues and self._free > kept:
                workspace, queue = queues.popitem(last=False)
                mine = queue.popleft()
                if queue:
                    queues[workspace] = queue  # behind the others
                return mine
        return None


class InTurn:
    """An implementation of `core.ports.Model`: asks when it is the call's turn. All requests share the `turns`."""

    def __init__(self, model: Model, turns: Turns) -> None:
        self._model = model
        self._turns = turns

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        async with self._turns.turn(call), closing(self._model.ask(prompt, call)) as pieces:
            async for piece in pieces:
                yield piece
