"""What `recap` understands. Each command's module is imported only when it runs: `recap --help` stays light."""

import argparse
import importlib
import sys
from collections.abc import Callable
from typing import NoReturn

from core import __version__

Command = Callable[[argparse.Namespace], int | None]


def _command(module: str) -> Command:
    def run(options: argparse.Namespace) -> int | None:
        command: Command = importlib.import_module(f"bots.cli.{module}").run
        return command(options)

    return run


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
    _import(commands.add_parser("import", help="a Slack, Discord or Teams export into the local database"))
    _demo(commands.add_parser("demo", help="a sample workspace, imported and summarized: nothing to set up"))
    _summarize(commands.add_parser("summarize", help="a summary of a channel, a thread or given transcripts"))
    _threads(commands.add_parser("threads", help="which messages belong together: a channel's conversations"))
    _verify(commands.add_parser("verify", help="which of given claims their conversations support"))
    _redact(commands.add_parser("redact", help="personal data and secrets taken out of given texts"))
    _settings(commands.add_parser("settings", help="what differs by workspace: retention, who and what is not read"))
    _privacy(commands.add_parser("privacy", help="purge what is old, export or forget a person, erase a workspace"))
    _audit(commands.add_parser("audit", help="who asked for what of which channel, and what it cost"))
    _costs(commands.add_parser("costs", help="spend by workspace, channel, model and day, and what was saved"))
    _compare(commands.add_parser("compare", help="versions of the prompt side by side: checks, opinions, cost, time"))
    _review(commands.add_parser("review", help="answers that failed their checks: look, release or reject"))
    _keys(commands.add_parser("keys", help="change the key under which everything is encrypted"))
    _backup(commands.add_parser("backup", help="a copy of the database, also while Recap runs"))
    _restore(commands.add_parser("restore", help="a backup in the place of the database"))
    _preview(commands.add_parser("preview", help="exactly what of a channel would leave for a model; sends nothing"))
    _route(commands.add_parser("route", help="which model each transcript would go to and why; sends nothing"))
    _check(commands.add_parser("check", help="what is set up, what is missing and how to mend it"))
    return top


def _import(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("importing"))
    command.add_argument(
        "path",
        metavar="PATH",
        help="Slack zip or folder, DiscordChatExporter JSON, Teams folder, or JSON Lines (- for standard input)",
    )
    command.add_argument("--workspace", metavar="ID", help="the workspace it belongs to, where the export names none")
    command.add_argument("--dry-run", action="store_true", help="read and count everything, store nothing")
    command.add_argument("--json", action="store_true", help="the counts as one JSON object on standard output")


def _demo(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("demo"))


def _summarize(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("summarizing"))
    command.add_argument(
        "path", nargs="?", metavar="PATH", help="JSON Lines transcripts, - for standard input; else what was imported"
    )
    command.add_argument("--channel", metavar="NAME", help="only this channel")
    command.add_argument("--thread", metavar="ID|PERMALINK", help="only the thread that this message belongs to")
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')
    command.add_argument("--until", metavar="WHEN", help="up to then, that moment not included")
    command.add_argument("--from", dest="author", metavar="AUTHOR", help="only what this person wrote")
    command.add_argument("--workspace", metavar="ID", help="only this workspace of those imported")
    command.add_argument("--focus", metavar="TEXT", help="what you want to hear about")
    command.add_argument("--max-words", type=_count, metavar="N", help="bound on all texts of the answer together")
    command.add_argument("--language", metavar="NAME", help="of the answer, where a model writes it")
    command.add_argument("--offline", action="store_true", help="no model, also where a key is set")
    command.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _threads(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("untangling"))
    command.add_argument("path", metavar="PATH", help="JSON Lines transcripts, - for standard input")
    command.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _preview(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("previewing"), thread=None, author=None)
    command.add_argument("channel", metavar="CHANNEL", help="a channel that was imported, by name or id")
    command.add_argument("--workspace", metavar="ID", help="only this workspace of those imported")
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')
    command.add_argument("--until", metavar="WHEN", help="up to then, that moment not included")


def _verify(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("verifying"))
    command.add_argument("path", metavar="PATH", help='JSON Lines {"id", "messages", "claim"}, - for standard input')
    command.add_argument("--offline", action="store_true", help="no model, also where a key is set")
    command.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _redact(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("redacting"))
    command.add_argument("path", metavar="PATH", help='JSON Lines {"id", "text", "people"?}, - for standard input')
    command.add_argument("--json", action="store_true", help="one JSON object a line, with the findings")


def _settings(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("configuring"))
    command.add_argument("workspace", metavar="WORKSPACE", help="its id")
    command.add_argument("assignments", nargs="*", metavar="KEY=VALUE", help="without one all settings are listed")


def _privacy(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("privacy"))
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    purge = actions.add_parser("purge", help="remove what has been kept as long as the settings allow")
    export = actions.add_parser("export", help="everything of a person, one JSON object a workspace")
    forget = actions.add_parser("forget", help="remove a person's messages, mentions and name")
    erase = actions.add_parser("erase", help="destroy a workspace's key, then everything of it")
    for action in (export, forget):
        action.add_argument("user", metavar="USER", help="the person's id, or a name that only one person has")
    for action in (purge, export, forget):
        action.add_argument("--workspace", metavar="ID", help="only this workspace")
    erase.add_argument("workspace", metavar="WORKSPACE", help="its id")
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _audit(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("auditing"))
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')
    command.add_argument("--until", metavar="WHEN", help="up to then, that moment not included")
    command.add_argument("--workspace", metavar="ID", help="only this workspace")
    command.add_argument("--channel", metavar="NAME", help="only this channel")
    command.add_argument("--who", metavar="USER", help="only what this person asked for")
    command.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _costs(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("costing"))
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')
    command.add_argument("--workspace", metavar="ID", help="only this workspace")
    command.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _compare(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("comparing"))
    command.add_argument("--workspace", metavar="ID", help="only this workspace")
    command.add_argument("--since", metavar="WHEN", help='from then on: a date, a time, "2 days ago", "monday"')
    command.add_argument("--json", action="store_true", help="one JSON object a version on standard output")


def _review(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("reviewing"))
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    actions.add_parser("list", help="what waits for a look, high stakes first; each is kept for 7 days")
    for name, help in (
        ("show", "the answer, and each statement that failed with the reason"),
        ("release", "to the one who asked, if they may still read the sources"),
        ("reject", "remove it for good"),
    ):
        actions.add_parser(name, help=help).add_argument("id", metavar="ID", help="as listed")


def _keys(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("rotating"))
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    actions.add_parser("rotate", help="from RECAP_MASTER_KEY to RECAP_NEW_MASTER_KEY, or to a new key file")


def _backup(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("backing_up"))
    command.add_argument("file", metavar="FILE", help="a new file; the key is not in it")


def _restore(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("restoring"))
    command.add_argument("file", metavar="FILE", help="a file that recap backup wrote")


def _route(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("routing"))
    command.add_argument("path", metavar="FILE", help="JSON Lines transcripts, - for standard input")
    command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a workspace's setting to try")
    command.add_argument("--money", choices=("plenty", "scarce", "spent"), default="plenty", help="what is left of it")
    command.add_argument("--json", action="store_true", help="one JSON object a line on standard output")


def _check(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=_command("checking"))
    command.add_argument(
        "--online",
        action="store_true",
        help="say also if no server could be asked which models it lists (a key is needed)",
    )


def _count(text: str) -> int:
    """A whole number above zero; what is wrong with it otherwise is told by argparse with the option's name."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)
