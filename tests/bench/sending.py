"""Kills while people are told of their action items."""

import asyncio
import tempfile
from pathlib import Path

from tests.core.action_items.killing import killed

KILLS = 200


def run(kills: int = KILLS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seen = asyncio.run(killed(Path(folder), kills))
    print(
        f"killed {kills} times while telling {seen.expected} people, {seen.before} of them before the last kill:"
        f" {len(seen.unsent)} hear it with their next answer, {seen.lost} lost, {seen.doubled} doubled"
    )
