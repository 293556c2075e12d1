"""One part of a transcript asked about: each statement checked as it is written, what failed repaired once."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from core.asking import prompts
from core.asking.kept import Kept, PartAnswer, typed
from core.asking.readers import Said
from core.asking.redacted import Leaving
from core.asking.stream import AnswerReader, Stated
from core.asking.together import Together
from core.checking import Failed, Passed, Tally
from core.checking.repairing import repair
from core.checking.verifying import question
from core.closing import closing
from core.errors import LaterError, OperatorError, RecapError
from core.ports import Call, Ended, Model, Priority, Prompt
from core.spending.bill import Bill, purpose

REPAIR_SECONDS = 2.0  # what a repair takes; with less time left a failed statement is left out
UNENDED = "the model was stopped"
CUT = "the model's answer was cut off"
_ENDINGS = {"length": CUT, "refused": "the model refused to answer"}


class TooManyFailed(RecapError):
    """Over a third of an answer did not pass the checks: none of it is to be relied on."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is the same for all parts of one answer. `large` verifies where stakes are high, None elsewhere.

    `model` gives one that puts what it costs on a bill; `said` is called with each statement that may be read. `until`
    is when the reader has waited long enough, in seconds of the event loop's clock.
    """

    leaving: Leaving
    model: Callable[[Bill], Model]
    small: Call
    large: Call | None
    version: int
    until: float
    said: Said
    reused: bool = False
    tally: Tally = field(default_factory=Tally)
    together: Together = field(default_factory=Together)


class PartAsker:
    """One prompt and all that its answer needs.

    `answer` is what there is of it so far, also where `ask` was cancelled; `failed` what did not pass. `begun` is set
    once a first statement was read, or nothing more will be.
    """

    def __init__(self, asking: Asking, prompt: Prompt, ids: Iterable[str]) -> None:
        """`ids` are those of the messages that the answer may name."""
        self._asking, self._prompt = asking, prompt
        self._numbers = asking.leaving.numbered.numbers(ids)
        self.bill = Bill(purpose(asking.small.priority))
        self._model = asking.model(self.bill)
        self._kept: list[Kept] = []
        self._held: list[tuple[Stated, Passed]] = []  # passed the hard checks, waits for the large model
        self._stated = self._repaired = 0
        self._broken_off: str | None = UNENDED
        self._models: list[str] = []
        self.verified = False
        self.begun = asyncio.Event()
        self.failed: list[Failed] = []

    @property
    def answer(self) -> PartAnswer:
        return PartAnswer(
            kept=tuple(self._kept),
            stated=self._stated,
            failed=self._stated - len(self._kept),
            repaired=self._repaired,
            verified=self.verified,
            cost=self.bill.cost,
            ahead=self._asking.small.priority is Priority.AHEAD,
            models=tuple(dict.fromkeys(self._models)),
            broken_off=self._broken_off,
        )

    async def ask(self) -> None:
        """Errors: `TooManyFailed`. What else goes wrong ends the answer early and is told in it."""
        try:
            await self._read(self._prompt)
        except (LaterError, OperatorError) as error:
            self._broken_off = str(error)
        finally:
            self.begun.set()
        if self.failed and self._broken_off is None and self._in_time():
            await self._repair()
        if self._asking.large:
            ended, self._broken_off = self._broken_off, UNENDED  # what is held has not been read yet
            await self._verify(self._asking.large)
            self._broken_off = ended

    async def _read(self, prompt: Prompt) -> None:
        reader = AnswerReader()
        async with closing(self._model.ask(prompt, self._asking.small)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Ended):
                    self._models.append(piece.model)
                    self._broken_off = _ENDINGS.get(piece.reason) or (None if reader.complete else CUT)
                    return
                for stated in reader.read(piece):
                    await self._take(stated)
                    self.begun.set()

    async def _take(self, stated: Stated) -> None:
        self._stated += 1
        judged = await self._asking.leaving.judge.judge(stated, self._numbers)
        self._asking.tally.count(isinstance(judged, Passed))
        if isinstance(judged, Failed):
            self.failed.append(judged)
        if self._asking.tally.broken:
            raise TooManyFailed("too many statements of the model did not pass the checks")
        if isinstance(judged, Passed):
            await self._pass(stated, judged)

    async def _pass(self, stated: Stated, passed: Passed) -> None:
        if self._asking.large:
            self._held.append((stated, passed))
        else:
            await self._keep(stated.kind, passed)

    async def _keep(self, kind: str, p: Passed) -> None:
        kept = Kept(kind, typed(kind, p.text, p.sources, p.unconfirmed, p.owner, p.due))
        self._kept.append(kept)
        await self._asking.said(kept.statement)

    def _in_time(self) -> bool:
        return asyncio.get_running_loop().time() + REPAIR_SECONDS < self._asking.until

    async def _repair(self) -> None:
        """One attempt for all that failed. What fails again is left out, and all of it where the model does."""
        todo = repair(self.failed, self._asking.leaving.outgoing)
        if todo is None:
            return
        again = await self._whole(prompts.repair(todo.text, len(self.failed)), self._asking.small)
        for stated in islice(AnswerReader().read(again), len(self.failed)):
            await self._mended(stated, todo.asked)

    async def _mended(self, stated: Stated, asked: Collection[int]) -> None:
        judged = await self._asking.leaving.judge.judge(stated, asked)
        if isinstance(judged, Passed):
            self._repaired += 1
            await self._pass(stated, judged)

    async def _verify(self, large: Call) -> None:
        """What the large model finds unsupported is left out; where it cannot be asked, all is unconfirmed."""
        if not self._held:
            self.verified = True
            return
        stated = [stated for stated, _ in self._held]
        verdicts = await self._asking.together.verdicts(stated, partial(self._read_by, large))
        self.verified = verdicts is not None
        for place, (one, passed) in enumerate(self._held):
            if verdicts is None:
                await self._keep(one.kind, replace(passed, unconfirmed=True))
            elif verdicts[place]:
                await self._keep(one.kind, passed)

    async def _read_by(self, large: Call, stated: Sequence[Stated]) -> str:
        text = question(stated, self._asking.leaving.outgoing)
        return await self._whole(prompts.verify(text, len(stated)), large)

    async def _whole(self, prompt: Prompt, call: Call) -> str:
        """An answer in one piece, empty where the model fails."""
        try:
            pieces = [piece async for piece in self._model.ask(prompt, call)]
        except (LaterError, OperatorError):
            return ""
        self._models += [piece.model for piece in pieces if isinstance(piece, Ended)]
        return "".join(piece for piece in pieces if isinstance(piece, str))
