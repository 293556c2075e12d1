"""Many digests in the same minute, kills while they are posted, and the hours of every time zone."""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import available_timezones

from bots import interpreter
from tests.bench.morning import Spent, morning
from tests.core.digests.killing import killed
from tests.core.digests.zones import HOURS, check, digest_at

WORKSPACES, DIGESTS, MESSAGES = 50, 10, 10_000
KILLS = 200
YEAR = 2026


def run(
    workspaces: int = WORKSPACES,
    digests: int = DIGESTS,
    messages: int = MESSAGES,
    kills: int = KILLS,
    zones: Sequence[str] = (),
    pace: str = "real",
) -> None:
    due_at_once(workspaces, digests, messages, pace)
    kill(kills)
    hours(zones)


def due_at_once(
    workspaces: int = WORKSPACES, digests: int = DIGESTS, messages: int = MESSAGES, pace: str = "real"
) -> None:
    usual = sys.getswitchinterval()
    interpreter.tune()  # as `recap run` does
    try:
        found = asyncio.run(morning(workspaces, digests, messages, pace))
    finally:
        sys.setswitchinterval(usual)
    seconds, keys = sorted(found.posted.seconds), found.posted.keys
    print(
        f"{len(seconds)} digests of {workspaces} workspaces, {workspaces * messages:,} messages, due at once: posted"
        f" after {seconds[len(seconds) // 2]:.0f} s, the last after {seconds[-1]:.0f} s; {found.posted.offline} without"
        f" a model in part, {len(keys) - len(set(keys))} doubled, {workspaces * digests - len(set(keys))} lost"
    )
    print(f"{_told('ahead', found.ahead)}; {_told('at the hour', found.at_the_hour)}")


def kill(kills: int = KILLS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seen = killed(Path(folder), kills)
    print(f"killed {seen.killed} times while posting {seen.expected}: {seen.lost} lost, {seen.doubled} doubled")


def hours(zones: Sequence[str] = ()) -> None:
    names = zones or sorted(available_timezones() - {"localtime"})
    for zone in names:
        for at in HOURS:
            check(digest_at(zone, at), YEAR)
    print(f"hours in {len(names)} time zones, every day of {YEAR}: no gap and no overlap")


def _told(when: str, spent: Spent) -> str:
    return (
        f"{when} {spent.calls} prompts for ${spent.cost:.3f} in {spent.seconds:.0f} s, of which this process computed"
        f" {spent.computing:.0f} s"
    )
