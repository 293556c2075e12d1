"""What an answer says of itself: who made it, and what the checks found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from core.asking.kept import Kept, PartAnswer
from core.results import Checks
from core.routing import Route
from core.summary import Statement


def engine(way: Route, by_offline: int) -> str:
    """The models that took part, and the offline engine where it said something about so many messages."""
    large = [way.large] if way.large else []
    return " and ".join(str(name) for name in (way.model, *large, *(["offline"] if by_offline else [])))


def counted(answers: Iterable[PartAnswer], statements: Iterable[Statement]) -> Checks:
    """`statements` are those that a reader sees."""
    found = list(answers)
    return Checks(
        stated=sum(a.stated for a in found),
        left_out=sum(a.failed for a in found),
        repaired=sum(a.repaired for a in found),
        unconfirmed=sum(s.unconfirmed for s in statements),
    )


def checks(
    answers: Sequence[PartAnswer], parts: Iterable[Sequence[Kept]], version: int, by_offline: int
) -> Mapping[str, object]:
    """Counts of statements; "offline" says why the engine completed the answer, over how many messages."""
    counts = counted(answers, (k.statement for part in parts for k in part))
    out: dict[str, object] = {"prompt": version, **asdict(counts)}
    if all(a.verified for a in answers):
        out["verified"] = True
    if by_offline:
        out["offline"] = next(a.broken_off for a in answers if a.broken_off)
        out["offline_messages"] = by_offline
    return out
