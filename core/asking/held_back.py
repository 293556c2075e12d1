"""An answer of which too much failed, as a reviewer is to see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.asking.joining import join
from core.asking.kept import Kept, PartAnswer, typed
from core.asking.redacted import Leaving
from core.checking import Failed
from core.checking.wrong import words
from core.models import Transcript
from core.review import Failed as Reviewed
from core.summary import Summary, SummaryRequest


@dataclass(frozen=True, slots=True)
class HeldBack:
    """`summary` as the model would have it, all statements; `failed` those that did not pass, and why."""

    summary: Summary
    failed: tuple[Reviewed, ...]


def held_back(
    transcript: Transcript,
    request: SummaryRequest,
    answers: Iterable[PartAnswer],
    failed: Sequence[Failed],
    leaving: Leaving,
    engine: str,
) -> HeldBack:
    out = [_restored(f, leaving) for f in failed]
    parts = [*(answer.kept for answer in answers), [kept for kept, _ in out]]
    kept = [k for part in parts for k in part]
    checks = {"stated": len(kept), "unconfirmed": sum(k.statement.unconfirmed for k in kept)}
    summary = join(transcript, parts, request, leaving.outgoing.coverage, engine, checks)
    return HeldBack(summary, tuple(Reviewed(kept.statement, why) for kept, why in out))


def _restored(failed: Failed, leaving: Leaving) -> tuple[Kept, str]:
    """With names, for a reviewer who may read the conversation; messages that are not there are no sources."""
    stated, ids = failed.stated, leaving.numbered.ids
    sources = tuple(ids[n - 1] for n in stated.sources if 0 < n <= len(ids))
    names = leaving.outgoing.pseudonyms
    text = names.reveal(stated.text, sources)
    why = "; ".join(words(f.kind, names.reveal(f.what, ids)) for f in failed.failures)
    return Kept(stated.kind, typed(stated.kind, text, sources, True, None, None)), why
