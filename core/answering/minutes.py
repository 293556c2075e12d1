"""The whole way of a question: authorize, read, limit, summarize, record."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Protocol

from core.access import require_reader
from core.answering.drafting import draft
from core.answering.question import Given, Question
from core.answering.reading import transcript
from core.asking.asked import Answered, Asked
from core.asking.readers import Nobody, Reader
from core.asking.summarizer import Summarizer
from core.audit import AuditEntry
from core.decisions.unreached import with_unreached
from core.hearing.backfill import Backfill
from core.limits.asking import Asking
from core.models import Transcript
from core.ports import Access, Call, Drafts, MessageStore, Priority, Results, Server
from core.ports.settings import SettingsStore
from core.redaction.people import members
from core.results import Checks, Opinion, Result
from core.spending.bill import Bill, purpose
from core.spending.budget import Budget
from core.workspace import WorkspaceSettings


class AuditLog(Protocol):
    async def add(self, entry: AuditEntry) -> None: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """`server` says whom a workspace's models are asked of; `backfill` is None where nothing can be fetched.

    Without `asking` nobody is limited. `found` keep what an answer found: action items, decisions.
    """

    summarizer: Summarizer
    store: MessageStore
    settings: SettingsStore
    access: Access
    budget: Budget
    asking: Asking | None
    results: Results
    drafts: Drafts
    audit: AuditLog
    server: Callable[[WorkspaceSettings], Server | None]
    clock: Callable[[], datetime]
    backfill: Backfill | None = None
    found: Sequence[Callable[[Question, Given], Awaitable[object]]] = ()


class Minutes:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given:
        """The requester's right to read is asked for first, each time: without it nothing is read and no model called.

        Errors: `RequestError`, `NotFound`, `LimitError`, `OperatorError`, `LaterError`; each is a sentence for the
        person. Cancelling it cancels what is being asked, and what was used is paid.
        """
        tools, channel = self._tools, question.channel
        await require_reader(tools.access, question.requester, channel)
        settings = await tools.settings.get(channel.platform, channel.workspace)
        read = await transcript(question, tools.store, settings.consent, tools.backfill)
        given = await self.about(question, read, reader)
        for keep in tools.found:
            await keep(question, given)
        return given

    async def about(self, question: Question, read: Transcript, reader: Reader = Nobody()) -> Given:
        """The answer about messages that were read for somebody who may; what it found is not kept.

        Errors: as `answer`.
        """
        tools, channel, began = self._tools, question.channel, monotonic()
        settings = await tools.settings.get(channel.platform, channel.workspace)
        room = await tools.budget.room(channel.platform, channel.workspace, settings)
        people = members(await tools.store.authors(channel.platform, channel.workspace))
        asked = Asked(
            transcript=read,
            request=question.request,
            settings=settings,
            policy=settings.policy.with_people(people),
            server=tools.server(settings),
            money=room.level.word,
            money_again=room.until,
            patience=question.patience,
            likely_again=question.likely_again,
            fresh=question.fresh,
            priority=question.priority,
            before=self._taking(question, settings),
        )
        answered = await tools.summarizer.summarize(asked, reader)
        summary = await tools.summarizer.compute(with_unreached, answered.summary, read.messages)
        ahead = answered.ahead if question.priority is Priority.DIGEST else 0.0
        given = Given(secrets.token_hex(8), summary, read, answered.cost + ahead, answered.all_cached)
        await self._record(question, settings, answered, given, monotonic() - began)
        return given

    async def opine(self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None) -> bool:
        """What somebody thought of an answer; False where it is not known any more."""
        return await self._tools.results.opine(platform, workspace, id, opinion, reason)

    def _taking(self, question: Question, settings: WorkspaceSettings) -> Callable[[], Awaitable[None]] | None:
        """Counts a request once a model is needed for it: what the cache holds is free, and so is what nobody asked."""
        asking, channel, person = self._tools.asking, question.channel, question.requester.id
        if asking is None or question.priority is not Priority.WAITED_FOR:
            return None
        return lambda: asking.take(channel.platform, channel.workspace, person, settings)

    async def _record(
        self, question: Question, settings: WorkspaceSettings, answered: Answered, given: Given, seconds: float
    ) -> None:
        tools, now, channel = self._tools, self._tools.clock(), question.channel
        checks = answered.checks if answered.version is not None else Checks()
        engine, version, cost = answered.summary.engine, answered.version, given.cost
        result = Result(given.id, now, engine, version, checks, cost, seconds, given.cached)
        await tools.results.add(channel, question.requester.id, result)
        read, what = answered.summary.coverage.read, purpose(question.priority)
        counts = read, cost, answered.redactions
        entry = AuditEntry(now, question.requester, what, channel, engine, *counts, answered.route.reason)
        await tools.audit.add(entry)
        if held_back := draft(given.id, now, question, answered):
            await tools.drafts.add(held_back)
        spared = answered.spared - (given.cost - answered.cost)  # what was made ahead for this one spared nothing
        if spared > 0 and (server := tools.server(settings)):
            place = channel.platform, channel.workspace, channel.id
            call = Call(server, (answered.route.model or settings.small_model,), *place)
            await tools.budget.spared(call, Bill(what), spared)
