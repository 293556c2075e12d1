"""What can wait: handed in as a batch at half the price, its answers kept where every request looks first."""

import hashlib
import logging
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import experiments, prompts, tokens
from core.answering.minutes import Tools
from core.asking.answer import OneAnswer
from core.asking.asked import Asked
from core.asking.first_words import FirstWords
from core.asking.prompts import NAME, part
from core.asking.readers import Nobody
from core.asking.redacted import Redacted
from core.chunks import Part
from core.errors import LaterError, OperatorError, RecapError
from core.models import Message, Transcript
from core.ports import Answer, Batches, Call, Ended, Model, Priority, Prompt, Server, Usage, Window
from core.ports.ledger import Reservation
from core.ports.submissions import KEPT, Submission, Submissions
from core.prices import expected
from core.reading import assemble
from core.redaction.people import members
from core.routing import Kind, Route, route
from core.spending.bill import DIGEST, Bill
from core.summary import SummaryRequest
from core.workspace import WorkspaceSettings

log = logging.getLogger(__name__)


class Ahead:
    def __init__(self, tools: Tools, batches: Batches, submissions: Submissions) -> None:
        self._tools, self._batches, self._submissions = tools, batches, submissions

    async def submit(
        self,
        transcript: Transcript,
        request: SummaryRequest = SummaryRequest(),
        silent_since: datetime | None = None,
    ) -> bool:
        """Whether something was handed in; what was not, an ordinary request asks about. The transcript has a channel.

        `silent_since`: only parts in which nobody wrote after that; later ones may still grow. What was handed in
        before, or is kept, is not handed in again. Errors: those of redaction; `StorageError`.
        """
        asked = await self._asked(transcript, request)
        if asked.server is None:
            return False
        way: Route = await self._tools.summarizer.compute(route, transcript, asked.settings, asked.money)
        if way.kind is Kind.OFFLINE:
            return False
        parts = [part.ids for part in await self._waiting(asked, way, silent_since)]
        return bool(parts) and await self._hand_in(asked, asked.server, way, parts)

    async def _hand_in(self, asked: Asked, server: Server, way: Route, parts: list[tuple[str, ...]]) -> bool:
        call = _call(asked, server, way.model)
        todo = {_id(prompt): prompt for prompt in await self._prompts(asked, parts)}
        reserved: dict[str, Reservation] = {}
        try:
            for id, prompt in todo.items():
                usage = [expected(prompt)]
                reserved[id] = await self._tools.budget.reserve(call, asked.settings, usage, batch=True, lease=KEPT)
            batch = await self._batches.submit(todo, call)
        except (LaterError, OperatorError) as error:
            log.info("a batch was not handed in: %s", type(error).__name__)
            await self._settle(reserved, {}, call, asked.settings)
            return False
        transcript, now = asked.transcript, self._tools.clock()
        assert transcript.channel
        kept = Submission(
            *(batch, now, transcript.channel, transcript.id, tuple(m.id for m in transcript), asked.request),
            *(call.models[0], reserved, tuple(parts), way.large if way.verified else None),
            since=_first(transcript),
        )
        await self._submissions.add(kept)
        return True

    async def _waiting(self, asked: Asked, way: Route, silent_since: datetime | None) -> list[Part]:
        """The parts that nobody has asked about, and in which nothing more will be said."""
        channel = asked.transcript.channel
        assert channel
        under_way = await self._submissions.list(channel.platform, channel.workspace)
        handed_in = {ids for s in under_way if s.channel.id == channel.id for ids in s.parts}
        kept_in = OneAnswer(self._tools.summarizer, asked, way, FirstWords(Nobody())).kept_in()
        silent = [part for part in way.parts if part.ids not in handed_in and _silent(part, silent_since)]
        return [part for part in silent if not (kept_in and await kept_in.knows(part))]

    async def collect(self, platforms: Collection[str]) -> int:
        """Keeps the answers of these platforms' batches that have ended; returns how many those were.

        Those of others are left: here nobody could tell their admins where money runs short. Errors: `StorageError`.
        """
        waiting = [submission for platform in platforms for submission in await self._submissions.list(platform)]
        return sum([await self._collected(submission) for submission in waiting])

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
            await self._keep(asked, submission, answers, bills)
        return bool(answers)

    async def _keep(
        self, asked: Asked, submission: Submission, answers: Mapping[str, Answer], bills: Mapping[str, Bill]
    ) -> None:
        """By the way of every request: checked, and kept by part. A part that has changed meanwhile is left for who
        asks."""
        tools = self._tools.summarizer
        assert tools.pay
        pay, here = tools.pay, {m.id: m for m in asked.transcript}
        parts = [ids for ids in submission.parts if all(id in here for id in ids)]
        made = await self._prompts(asked, parts)
        known = [ids for ids, prompt in zip(parts, made, strict=True) if _id(prompt) in answers]
        if not known:
            return
        given = replace(tools, pay=lambda own, bill: _Given(answers, bills, bill, pay(own, bill)))
        way: Route = await tools.compute(route, asked.transcript, asked.settings, "plenty")
        way = replace(
            way,
            kind=Kind.PARTS,
            model=submission.model,
            large=submission.verifying,
            verified=submission.verifying is not None,
            parts=tuple(_part([here[id] for id in ids]) for ids in known),
        )
        await OneAnswer(given, asked, way, FirstWords(Nobody())).given()

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
        window = Window(submission.since)
        found = [m async for m in self._tools.store.read(channel, window) if m.id in ids]
        return assemble(submission.transcript, found, channel, settings.consent)

    async def _prompts(self, asked: Asked, parts: list[tuple[str, ...]]) -> list[Prompt]:
        """In the order of the parts."""
        tools, channel = self._tools.summarizer, asked.transcript.channel
        assert channel
        leaving = await Redacted(
            asked.transcript, asked.request, asked.policy, tools.detector, tools.store, tools.entailment
        ).leaving()
        place = channel.platform, channel.workspace, asked.transcript.id
        version = experiments.version(asked.settings.prompt_versions, prompts.versions(NAME)[-1], *place)
        return [part(leaving.numbered, ids, leaving.request, version) for ids in parts]

    async def _settle(
        self,
        reserved: Mapping[str, Reservation],
        answers: Mapping[str, Answer],
        call: Call,
        settings: WorkspaceSettings,
    ) -> dict[str, Bill]:
        """What nobody answered cost nothing."""
        bills = {id: Bill(DIGEST) for id in reserved}
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


def _first(transcript: Transcript) -> datetime | None:
    times = [m.sent_at for m in transcript]
    return min((at for at in times if at), default=None) if all(times) else None


def _part(messages: Sequence[Message]) -> Part:
    return Part(tuple(messages), sum(map(tokens.of_message, messages)))


def _silent(part: Part, since: datetime | None) -> bool:
    return since is None or all(m.sent_at and m.sent_at < since for m in part.messages)


def _id(prompt: Prompt) -> str:
    """The same prompt has the same one, also in another process."""
    return hashlib.sha256("\0".join((prompt.system, prompt.text, prompt.question)).encode()).hexdigest()
