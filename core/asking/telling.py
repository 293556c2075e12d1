"""What an answer says of itself: who made it, and what the checks found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from core.asking.kept import Kept, PartAnswer
from core.results import Checks
from core.routing import Kind, Route
from core.summary import Statement

NOT_ASKED = "it could not be asked"
SCARCE = "money is scarce"


def engine(way: Route, answers: Iterable[PartAnswer], by_offline: int) -> str:
    """The models that took part, and the offline engine where it said something about so many messages."""
    found = list(answers)
    # One that was cut off has not said its name: the first that was to be asked.
    names = [name for a in found for name in (a.models or ([way.model] if a.kept else []))]
    merged = [way.large] if way.kind is Kind.MERGED and not by_offline else []
    return " and ".join(dict.fromkeys(map(str, (*names, *merged, *(["offline"] if by_offline else [])))))


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
    way: Route, answers: Sequence[PartAnswer], parts: Iterable[Sequence[Kept]], version: int, by_offline: int
) -> Mapping[str, object]:
    """Counts of statements; "offline" says why the engine completed the answer, over how many messages.

    "verified" stands where the large model has read all of them, "unverified" says why it has not where it should have.
    """
    counts = counted(answers, (k.statement for part in parts for k in part))
    out: dict[str, object] = {"prompt": version, **asdict(counts)}
    if way.verified and all(a.verified for a in answers):
        out["verified"] = True
    elif way.stakes.high:
        out["unverified"] = NOT_ASKED if way.verified else SCARCE
    if by_offline:
        out["offline"] = next(a.broken_off for a in answers if a.broken_off)
        out["offline_messages"] = by_offline
    return out
