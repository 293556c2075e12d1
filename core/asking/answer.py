"""One answer of a model, from the parts of its transcript to the joined summary."""

import asyncio
from collections.abc import Sequence
from functools import partial

from core import experiments, prompts
from core.asking import offline
from core.asking.asked import Answered, Asked
from core.asking.first_words import FirstWords
from core.asking.held_back import HeldBack, held_back
from core.asking.joining import join
from core.asking.kept import Kept, PartAnswer
from core.asking.means import Means
from core.asking.merging import merge
from core.asking.part import Asking
from core.asking.parts import KeptIn, Parts
from core.asking.prompts import NAME
from core.asking.redacted import Redacted
from core.asking.talks import Talks
from core.asking.telling import checks, counted, engine
from core.asking.together import TOGETHER_SECONDS, Together
from core.errors import LimitError, RecapError
from core.models import Channel
from core.ports import Call
from core.routing import Kind, Route
from core.summary import Statement, Summary

TOO_LATE, GONE = "the model was too late", "nobody reads it any more"
LONGEST_SECONDS = 60.0  # after the deadline: then even what is being written is not waited for
_NOWHERE = Channel("jsonl", "", "", "")  # that of a transcript that was given


class OneAnswer:
    def __init__(self, tools: Means, asked: Asked, way: Route, first: FirstWords) -> None:
        self._tools, self._asked, self._way, self._first = tools, asked, way, first
        self._channel = asked.transcript.channel or _NOWHERE
        place = (self._channel.platform, self._channel.workspace, asked.transcript.id)
        self._version = experiments.version(asked.settings.prompt_versions, prompts.versions(NAME)[-1], *place)
        self._redacted = Redacted(
            asked.transcript, asked.request, asked.policy, tools.detector, tools.store, tools.entailment
        )
        self._talks = Talks(asked.transcript, tools.compute)
        self._parts = Parts(way.parts, self._asking, self._said, self._talks.of, self.kept_in())
        deadline = asked.settings.deadline_seconds
        self._wait = deadline, max(asked.patience, first.patience)
        # Who has read something early is not kept waiting for the rest by what only betters it.
        self._until = asyncio.get_running_loop().time() + deadline + asked.patience
        self._made: Asking | None = None
        self._once = asyncio.Lock()
        self._refused: LimitError | None = None
        self._gone: RecapError | None = None
        self._merging = 0.0  # what it cost

    async def given(self) -> Answered:
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(self._watch())
            await self._parts.ask()
            watching.cancel()
        if ended := self._refused or self._gone:
            raise ended
        summary, answers = await self._summary(), self._parts.answers
        return Answered(
            summary=summary,
            route=self._way,
            version=self._version,
            checks=counted(answers, summary.statements()),
            held_back=self._held_back(answers) if self._parts.broken else None,
            parts=len(self._way.parts),
            cached=len(self._parts.cached),
            cost=self._parts.cost + self._merging,
            spared=sum(answer.cost for answer in self._parts.cached),
            ahead=sum(answer.cost for answer in self._parts.cached if answer.ahead),
            redactions=self._made.leaving.outgoing.pseudonyms.count if self._made else 0,
        )

    async def _watch(self) -> None:
        transcript = self._asked.transcript
        preliminary = partial(self._tools.compute, offline.preliminary, transcript, self._asked.request)
        try:
            if not await self._first.wait(preliminary, offline.preliminary_seconds(transcript), *self._wait):
                self._parts.stop(TOO_LATE)
        except RecapError as error:
            self._end(error)

    async def _said(self, statement: Statement) -> None:
        """A failure of the reader is not one of the model, nor of the cache that knew the statement."""
        if self._gone:
            return
        try:
            await self._first.said(statement)
        except RecapError as error:
            self._end(error)

    def _end(self, gone: RecapError) -> None:
        self._gone = self._gone or gone
        self._parts.stop(GONE)

    async def _asking(self) -> Asking:
        """The same for all parts: they share the count of what failed. Errors: those of redaction; `LimitError`."""
        async with self._once:
            if self._made is None:
                self._made = await self._prepared()
            return self._made

    async def _prepared(self) -> Asking:
        if self._refused is None and self._asked.before:
            try:
                await self._asked.before()
            except LimitError as error:
                self._refused = error
        if self._refused:
            raise self._refused
        way, settings = self._way, self._asked.settings
        assert self._tools.pay
        assert way.model
        return Asking(
            leaving=await self._redacted.leaving(),
            model=partial(self._tools.pay, settings),
            small=self._call(way.model, *settings.fallback_models),
            large=self._call(way.large) if way.verified and way.large else None,
            version=self._version,
            until=self._until,
            said=self._said,
            reused=self._asked.likely_again,
            together=Together(TOGETHER_SECONDS if len(way.parts) > 1 else 0.0),
        )

    def _held_back(self, answers: Sequence[PartAnswer]) -> HeldBack | None:
        asked, failed = self._asked, self._parts.failed
        if self._made is None:
            return None
        return held_back(
            asked.transcript, asked.request, answers, failed, self._made.leaving, engine(self._way, answers, 0)
        )

    def _call(self, *models: str) -> Call:
        assert self._asked.server
        place = self._channel.platform, self._channel.workspace, self._channel.id
        return Call(self._asked.server, models, *place, self._until + LONGEST_SECONDS, self._asked.priority)

    def kept_in(self) -> KeptIn | None:
        """Where answers about its parts are kept; what else than its messages decides about the answer to a part."""
        tools, asked = self._tools, self._asked
        if tools.cache is None or asked.transcript.channel is None:
            return None
        request, settings = asked.request, asked.settings
        models = [self._way.model, self._way.large if self._way.verified else None]
        redaction = [list(settings.always_redacted), list(settings.never_redacted)]
        key = (NAME, self._version, models, request.focus, request.language, redaction)
        return KeptIn(tools.cache, asked.transcript.channel, key, tools.now, tools.random, asked.fresh)

    async def _summary(self) -> Summary:
        """Joined; what the model did not say about a part, the engine says; all of it where there is nothing."""
        asked, answers = self._asked, self._parts.answers
        if not any(answer.kept for answer in answers):
            why = next((a.broken_off for a in answers if a.broken_off), "the model had nothing to say")
            summary: Summary = await self._tools.compute(offline.whole, asked.transcript, asked.request, why)
            return summary
        parts = [list(answer.kept) for answer in answers]
        missing = [place for place, answer in enumerate(answers) if answer.broken_off]
        for place in missing:
            parts[place] += await self._tools.compute(offline.kept, self._way.parts[place].messages)
        if self._way.kind is Kind.MERGED and not missing:
            parts = await self._merged(parts)
        by_offline = sum(len(self._way.parts[place].messages) for place in missing)
        joined = join(
            asked.transcript,
            parts,
            asked.request,
            self._made.leaving.outgoing.coverage if self._made else asked.transcript.coverage,
            engine(self._way, answers, by_offline),
            checks(self._way, answers, parts, self._version, by_offline),
        )
        return await self._talks.told(joined, [talk for answer in answers for talk in answer.talks])

    async def _merged(self, parts: Sequence[Sequence[Kept]]) -> list[list[Kept]]:
        """By the large model, so many parts at once as it takes."""
        asking, large = await self._asking(), self._call(self._way.large or "")
        size = -(-len(parts) // self._way.merges)
        out = []
        for at in range(0, len(parts), size):
            kept = [k for part in parts[at : at + size] for k in part]
            merged, cost = await merge(asking, large, kept, self._redacted)
            self._merging += cost
            out.append(list(merged))
        return out
