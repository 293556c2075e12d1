"""`recap backup`."""

import argparse
import asyncio
from pathlib import Path

from bots.settings import Settings, read_settings
from bots.wiring import stores
from storage.sqlite.backup import back_up


def run(options: argparse.Namespace) -> None:
    settings, to = read_settings(), Path(options.file)
    back_up(settings.database, to)
    print(f"{to} is written. It is of no use without the master key {asyncio.run(_key(settings))}: keep that apart.")


async def _key(settings: Settings) -> str:
    async with stores(settings) as opened:
        return f"{opened.master_key.key.fingerprint} ({opened.master_key.where})"
