"""`python -m tests.standins.claude --port 0 --record FILE [--pace real|heavy|none] [--lacks NAME …] [--key KEY …]`:
prints its URL, then answers until it is stopped. What it does can be changed while it runs: see `server`.
"""

import argparse
import asyncio
from pathlib import Path

from tests.standins.claude.lacking import LACKS
from tests.standins.claude.pace import PACES
from tests.standins.claude.server import KEY, ClaudeServer


async def _serve(options: argparse.Namespace) -> None:
    server = ClaudeServer(
        record=options.record,
        keys=options.key or (KEY,),
        pace=PACES[options.pace],
        lacks=options.lacks,
        obeys=options.obeys,
        batch_seconds=options.batch_seconds,
    )
    await server.start(options.port)
    print(server.url, flush=True)
    await asyncio.Event().wait()


parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--record", type=Path)
parser.add_argument("--pace", choices=PACES, default="none")
parser.add_argument("--lacks", choices=LACKS, nargs="*", default=())
parser.add_argument("--key", action="append", help=f"accepted; {KEY!r} where none is given")
parser.add_argument("--obeys", action="store_true", help="orders that stand in messages")
parser.add_argument("--batch-seconds", type=float, default=0)
asyncio.run(_serve(parser.parse_args()))
