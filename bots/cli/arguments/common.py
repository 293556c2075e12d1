"""What several commands take, and how a command finds its module."""

import argparse
import importlib
from collections.abc import Callable

Declare = Callable[[argparse.ArgumentParser], None]
Commands = tuple[tuple[str, str, Declare], ...]  # name, help and arguments of each, in the order of `recap --help`
Run = Callable[[argparse.Namespace], int | None]


def runs(command: argparse.ArgumentParser, module: str) -> None:
    """The command is `run` of this module of `bots.cli`."""

    def run(options: argparse.Namespace) -> int | None:
        found: Run = importlib.import_module(f"bots.cli.{module}").run
        return found(options)

    command.set_defaults(run=run)


def since(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')


def period(command: argparse.ArgumentParser) -> None:
    since(command)
    command.add_argument("--until", metavar="WHEN", help="up to then, that moment not included")


def workspace(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workspace", metavar="ID", help="only this workspace")


def as_json(command: argparse.ArgumentParser, what: str = "one JSON object a line on standard output") -> None:
    command.add_argument("--json", action="store_true", help=what)


def transcripts(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", help="JSON Lines transcripts, - for standard input")
