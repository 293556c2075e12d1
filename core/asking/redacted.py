"""A transcript and a question as they may leave, made when the first part is asked about and not before."""

import asyncio
from dataclasses import dataclass, replace

from core.asking.lines import Numbered
from core.checking import Judge
from core.errors import RedactionError
from core.models import Transcript
from core.ports import Detector, Entailment, MessageStore
from core.redaction.outgoing import Outgoing, prepare
from core.redaction.people import members
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from core.summary import SummaryRequest

_OURS = ""  # no message has this id: what texts of ours hide is given back to nobody


@dataclass(frozen=True, slots=True)
class Leaving:
    """`request` has its focus redacted too."""

    outgoing: Outgoing
    numbered: Numbered
    request: SummaryRequest
    judge: Judge


class Redacted:
    """`store` is where the transcript was read, None where it was given."""

    def __init__(
        self,
        transcript: Transcript,
        request: SummaryRequest,
        policy: Policy,
        detector: Detector,
        store: MessageStore | None,
        entailment: Entailment | None = None,
    ) -> None:
        self._transcript, self._request = transcript, request
        self._policy = policy.with_people(members({m.author.id: m.author for m in transcript}.values()))
        self._detector, self._store, self._entailment = detector, store, entailment
        self._once = asyncio.Lock()
        self._made: Leaving | None = None

    async def leaving(self) -> Leaving:
        """Errors: `RedactionError`, `OperatorError`, `StorageError`: nothing may leave then."""
        async with self._once:
            if self._made is None:
                self._made = await self._prepared()
            return self._made

    async def hidden(self, text: str) -> str:
        """A text of ours about this transcript, with placeholders again. Errors: as `leaving`."""
        leaving = await self.leaving()
        return leaving.outgoing.pseudonyms.hide(_OURS, text, await self._found(text))

    async def _prepared(self) -> Leaving:
        outgoing = await prepare(self._transcript, self._detector, self._policy, self._store)
        request = self._request
        if request.focus:
            focus = outgoing.pseudonyms.hide(_OURS, request.focus, await self._found(request.focus))
            request = replace(request, focus=focus)
        return await asyncio.to_thread(self._ready, outgoing, request)

    def _ready(self, outgoing: Outgoing, request: SummaryRequest) -> Leaving:
        judge = Judge(self._transcript, outgoing, self._detector, self._policy, self._entailment)
        return Leaving(outgoing, Numbered(self._transcript, outgoing), request, judge)

    async def _found(self, text: str) -> tuple[Finding, ...]:
        [found] = await self._detector.find([text], self._policy)
        if found is None:
            raise RedactionError("the question could not be searched for personal data in time")
        return found
