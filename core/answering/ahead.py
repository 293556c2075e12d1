"""What can wait: handed in as a batch at half the price, its answers kept where every request looks first."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

from core import experiments, prompts
from core.answering.minutes import Tools
from core.asking.asked import Asked
from core.asking.prompts import NAME, part
from core.asking.redacted import Redacted
from core.errors import LaterError, OperatorError, RecapError
from core.models import Transcript
from core.ports import Answer, Batches, Call, Ended, Model, Priority, Prompt, Server, Usage
from core.ports.ledger import Reservation
from core.ports.submissions import KEPT, Submission, Submissions
from core.prices import expected
from core.reading import assemble
from core.redaction.people import members
from core.routing import Kind, route
from core.spending.bill import Bill
from core.summary import SummaryRequest
from core.workspace import WorkspaceSettings

PURPOSE = "summary"


class Ahead:
    def __init__(self, tools: Tools, batches: Batches, submissions: Submissions) -> None:
        self._tools, self._batches, self._submissions = tools, batches, submissions

    async def submit(self, transcript: Transcript, request: SummaryRequest = SummaryRequest()) -> bool:
        """Whether it was handed in; where it was not, an ordinary request does the work. The transcript has a channel.

        Errors: those of redaction; `StorageError`.
        """
        asked = await self._asked(transcript, request)
        if asked.server is None:
            return False
        way = await self._tools.summarizer.compute(route, transcript, asked.settings, asked.money)
        if way.kind is Kind.OFFLINE:
            return False
        call = _call(asked, asked.server, way.model)
        todo = await self._prompts(asked, [p.ids for p in way.parts])
        reserved: dict[str, Reservation] = {}
        try:
            for id, prompt in todo.items():
                usage = [expected(prompt)]
                reserved[id] = await self._tools.budget.reserve(call, asked.settings, usage, batch=True, lease=KEPT)
            batch = await self._batches.submit(todo, call)
        except (LaterError, OperatorError):
            await self._settle(reserved, {}, call, asked.settings)
            return False
        assert transcript.channel
        ids, now = tuple(m.id for m in transcript), self._tools.clock()
        kept = Submission(batch, now, transcript.channel, transcript.id, ids, request, call.models[0], reserved)
        await self._submissions.add(kept)
        return True

    async def collect(self) -> int:
        """Keeps the answers of all batches that have ended; returns how many those were. Errors: `StorageError`."""
        return sum([await self._collected(submission) for submission in await self._submissions.list()])

    async def _collected(self, submission: Submission) -> bool:
        asked = await self._asked(await self._read(submission), submission.request)
        if asked.server is None:
            return False
        call = _call(asked, asked.server, submission.model)
        late = self._tools.clock() - submission.at > KEPT
        try:
            answers = await self._batches.answers(submission.batch, call)
        except RecapError:
            answers = None
        if answers is None and not late:
            return False
        if not await self._submissions.remove(submission):
            return False
        bills = await self._settle(submission.reserved, answers or {}, call, asked.settings)
        if answers:
            await self._keep(asked, answers, bills)
        return bool(answers)

    async def _keep(self, asked: Asked, answers: Mapping[str, Answer], bills: Mapping[str, Bill]) -> None:
        """By the way of every request: checked, and asked again where the batch or a changed message left a gap."""
        tools = self._tools.summarizer
        assert tools.pay
        pay = tools.pay
        given = replace(tools, pay=lambda own, bill: _Given(answers, bills, bill, pay(own, bill)))
        await given.summarize(asked)

    async def _asked(self, transcript: Transcript, request: SummaryRequest) -> Asked:
        tools, channel = self._tools, transcript.channel
        assert channel
        place = channel.platform, channel.workspace
        settings = await tools.settings.get(*place)
        policy = settings.policy.with_people(members(await tools.store.authors(*place)))
        money = (await tools.budget.room(*place, settings)).level.word
        server = tools.server(settings)
        return Asked(transcript, request, settings, policy, server, money, priority=Priority.AHEAD)

    async def _read(self, submission: Submission) -> Transcript:
        """As it stands now: what was deleted meanwhile is not in it."""
        channel, ids = submission.channel, frozenset(submission.messages)
        settings = await self._tools.settings.get(channel.platform, channel.workspace)
        found = [m async for m in self._tools.store.read(channel) if m.id in ids]
        return assemble(submission.transcript, found, channel, settings.consent)

    async def _prompts(self, asked: Asked, parts: list[tuple[str, ...]]) -> dict[str, Prompt]:
        tools, channel = self._tools.summarizer, asked.transcript.channel
        assert channel
        leaving = await Redacted(
            asked.transcript, asked.request, asked.policy, tools.detector, tools.store, tools.entailment
        ).leaving()
        place = channel.platform, channel.workspace, asked.transcript.id
        version = experiments.version(asked.settings.prompt_versions, prompts.versions(NAME)[-1], *place)
        made = [part(leaving.numbered, ids, leaving.request, version) for ids in parts]
        return {_id(prompt): prompt for prompt in made}

    async def _settle(
        self,
        reserved: Mapping[str, Reservation],
        answers: Mapping[str, Answer],
        call: Call,
        settings: WorkspaceSettings,
    ) -> dict[str, Bill]:
        """What nobody answered cost nothing."""
        bills = {id: Bill(PURPOSE) for id in reserved}
        for id, reservation in reserved.items():
            ended = answers[id].ended if id in answers else None
            used = ended.usage if ended else Usage()
            await self._tools.budget.settle(reservation, call, settings, bills[id], call.models[0], used, batch=True)
        return bills


@dataclass(frozen=True, slots=True)
class _Given:
    """A `Model` that has the answers of a batch; what is not among them is asked of another one."""

    answers: Mapping[str, Answer]
    bills: Mapping[str, Bill]
    bill: Bill
    other: Model

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        id = _id(prompt)
        answer = self.answers.get(id)
        if answer is None or answer.ended is None:
            async for piece in self.other.ask(prompt, call):
                yield piece
            return
        self.bill.add(self.bills[id].cost, answer.ended.usage)
        yield answer.text
        yield answer.ended


def _call(asked: Asked, server: Server, model: str | None) -> Call:
    channel = asked.transcript.channel
    assert channel
    assert model
    place = channel.platform, channel.workspace, channel.id
    return Call(server, (model,), *place, priority=Priority.AHEAD)


def _id(prompt: Prompt) -> str:
    """The same prompt has the same one, also in another process."""
    return hashlib.sha256("\0".join((prompt.system, prompt.text, prompt.question)).encode()).hexdigest()
