"""`python -m tests.standins.claude --port 0 --record FILE`: prints its URL, then answers until it is stopped."""

import argparse
import asyncio
from pathlib import Path

from tests.standins.claude.server import ClaudeServer


async def _serve(port: int, record: Path | None) -> None:
    server = await ClaudeServer(record=record).start(port)
    print(server.url, flush=True)
    await asyncio.Event().wait()


parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--record", type=Path)
options = parser.parse_args()
asyncio.run(_serve(options.port, options.record))
