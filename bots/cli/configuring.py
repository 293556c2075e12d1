"""`recap settings`."""

import argparse
import asyncio

from bots.settings import read_settings
from bots.wiring import stores


def run(options: argparse.Namespace) -> None:
    asyncio.run(_settings(options))


async def _settings(options: argparse.Namespace) -> None:
    async with stores(read_settings()) as opened:
        for platform in await opened.settings.platforms(options.workspace):
            if options.assignments:
                settings = await opened.settings.change(platform, options.workspace, options.assignments)
            else:
                settings = await opened.settings.get(platform, options.workspace)
            print(f"# {platform} {options.workspace}")
            for key, text in settings.texts():
                print(f"{key}={text}")
