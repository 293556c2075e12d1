"""Commands about models: which one is asked, what it costs, how its answers do."""

import argparse

from bots.cli.arguments.common import Commands, as_json, runs, since, transcripts, workspace


def _route(command: argparse.ArgumentParser) -> None:
    runs(command, "routing")
    transcripts(command)
    command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a workspace's setting to try")
    command.add_argument("--money", choices=("plenty", "scarce", "spent"), default="plenty", help="what is left of it")
    as_json(command)


def _costs(command: argparse.ArgumentParser) -> None:
    runs(command, "costing")
    since(command)
    workspace(command)
    as_json(command, "one JSON object on standard output")


def _compare(command: argparse.ArgumentParser) -> None:
    runs(command, "comparing")
    since(command)
    workspace(command)
    as_json(command, "one JSON object a version on standard output")


def _review(command: argparse.ArgumentParser) -> None:
    runs(command, "reviewing")
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    actions.add_parser("list", help="what waits for a look, high stakes first; each is kept for 7 days")
    for name, help in (
        ("show", "the answer, and each statement that failed with the reason"),
        ("release", "to the one who asked, if they may still read the sources"),
        ("reject", "remove it for good"),
    ):
        actions.add_parser(name, help=help).add_argument("id", metavar="ID", help="as listed")


COMMANDS: Commands = (
    ("route", "which model each transcript would go to and why; sends nothing", _route),
    ("costs", "spend by workspace, channel, model and day, and what was saved", _costs),
    ("compare", "versions of the prompt side by side: checks, opinions, cost, time", _compare),
    ("review", "answers that failed their checks: look, release or reject", _review),
)
