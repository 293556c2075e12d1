"""`python -m tests.evals.planted`: what the checks catch of planted errors, and what a reader gets of them."""

import asyncio

from tests.evals.expected import wrong_of_1000
from tests.planted.errors import TRUE, Counts, InProcess, count
from tests.planted.lies import KINDS
from tests.planted.talks import talks

ERRS = 0.02  # of a model's statements
SCENES = ("scenes.txt", "scenes_fresh.txt", "scenes_blind.txt", "scenes_unseen.txt", "scenes_last.txt")


async def measure(scenes: str, conversations: int = 100) -> Counts:
    return await count(talks(conversations, scenes=scenes), InProcess())


def table(counts: Counts) -> str:
    """How many of each kind were stated, and which shares were delivered as fact and as unconfirmed."""
    lines = [f"{'':18}{'stated':>8}{'as fact':>10}{'unconfirmed':>13}"]
    for kind in (TRUE, *KINDS):
        stated = max(1, counts.stated[kind])
        fact, unconfirmed = counts.fact[kind] / stated, counts.unconfirmed[kind] / stated
        lines.append(f"{kind:18}{counts.stated[kind]:8}{fact:10.1%}{unconfirmed:13.1%}")
    return "\n".join(lines)


def expected(counts: Counts) -> float:
    shown = {kind: counts.delivered(kind) for kind in KINDS}
    return wrong_of_1000(ERRS, shown, 1 - counts.delivered(TRUE))


if __name__ == "__main__":
    for scenes in SCENES:
        counts = asyncio.run(measure(scenes))
        print(f"{scenes}\n{table(counts)}")
        print(f"a model that errs in {ERRS:.0%}: {expected(counts):.2f} of 1,000 delivered as fact are wrong\n")
