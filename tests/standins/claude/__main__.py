"""`python -m tests.standins.claude --port 0 --record FILE [--pace real|heavy|none] [--lacks NAME …] [--key KEY …]`:
prints its URL, then answers until it is stopped. What it does can be changed while it runs: see `server`.

`--edit MODULE:NAME` is a function that the statements go through before they are written: see `brain.Edit`.
"""

import argparse
import asyncio
import importlib

from tests.standins.claude.brain import Edit, honest
from tests.standins.claude.lacking import LACKS
from tests.standins.claude.pace import PACES
from tests.standins.claude.server import KEY, ClaudeServer
from tests.standins.serving import arguments, until_stopped


async def _serve(options: argparse.Namespace) -> None:
    server = ClaudeServer(
        record=options.record,
        keys=options.key or (KEY,),
        pace=PACES[options.pace],
        lacks=options.lacks,
        obeys=options.obeys,
        edit=options.edit,
        batch_seconds=options.batch_seconds,
        at_once=options.at_once,
        per_minute=options.per_minute,
    )
    await until_stopped(server, options.port)


def _edit(name: str) -> Edit:
    module, function = name.split(":")
    found: Edit = getattr(importlib.import_module(module), function)
    return found


parser = arguments()
parser.add_argument("--pace", choices=PACES, default="none")
parser.add_argument("--lacks", choices=LACKS, nargs="*", default=())
parser.add_argument("--key", action="append", help=f"accepted; {KEY!r} where none is given")
parser.add_argument("--obeys", action="store_true", help="orders that stand in messages")
parser.add_argument("--edit", type=_edit, default=honest, metavar="MODULE:NAME")
parser.add_argument("--batch-seconds", type=float, default=0)
parser.add_argument("--at-once", type=int)
parser.add_argument("--per-minute", type=int)
asyncio.run(_serve(parser.parse_args()))
