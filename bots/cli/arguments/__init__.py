"""What `recap` understands. Each command's module is imported only when it runs: `recap --help` stays light.

asking    of conversations          administering    what is kept, for whom, under which key
models    which one is asked, what it costs, how it does        common    what several commands take
"""

import argparse
import sys
from typing import NoReturn

from bots.cli.arguments import administering, asking, models
from core import __version__


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, like every other error of ours."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} (see {self.prog} --help)", file=sys.stderr)
        sys.exit(2)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the parsed namespace carries the command's function as `run`."""
    top = _Parser(prog="recap", description="Keeps the minutes of your chat.")
    top.add_argument("--version", action="version", version=f"recap {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, help, declare in (*asking.COMMANDS, *models.COMMANDS, *administering.COMMANDS):
        declare(commands.add_parser(name, help=help))
    return top
