"""Commands that read conversations and answer about them."""

import argparse

from bots.cli.arguments.common import Commands, as_json, period, runs, transcripts, workspace


def _import(command: argparse.ArgumentParser) -> None:
    runs(command, "importing")
    command.add_argument(
        "path",
        metavar="PATH",
        help="Slack zip or folder, DiscordChatExporter JSON, Teams folder, or JSON Lines (- for standard input)",
    )
    command.add_argument("--workspace", metavar="ID", help="the workspace it belongs to, where the export names none")
    command.add_argument("--dry-run", action="store_true", help="read and count everything, store nothing")
    as_json(command, "the counts as one JSON object on standard output")


def _run(command: argparse.ArgumentParser) -> None:
    runs(command, "running")
    command.add_argument(
        "platform", nargs="?", choices=("slack", "discord", "teams"), help="only this one; else all that are set up"
    )


def _demo(command: argparse.ArgumentParser) -> None:
    runs(command, "demo")


def _summarize(command: argparse.ArgumentParser) -> None:
    runs(command, "summarizing")
    command.add_argument(
        "path", nargs="?", metavar="PATH", help="JSON Lines transcripts, - for standard input; else what was imported"
    )
    command.add_argument("--channel", metavar="NAME", help="only this channel")
    command.add_argument("--thread", metavar="ID|PERMALINK", help="only the thread that this message belongs to")
    period(command)
    command.add_argument("--from", dest="author", metavar="AUTHOR", help="only what this person wrote")
    workspace(command)
    command.add_argument("--focus", metavar="TEXT", help="what you want to hear about")
    command.add_argument("--max-words", type=_count, metavar="N", help="bound on all texts of the answer together")
    command.add_argument("--language", metavar="NAME", help="of the answer, where a model writes it")
    command.add_argument("--offline", action="store_true", help="no model, also where a key is set")
    as_json(command)


def _threads(command: argparse.ArgumentParser) -> None:
    runs(command, "untangling")
    transcripts(command)
    as_json(command)


def _verify(command: argparse.ArgumentParser) -> None:
    runs(command, "verifying")
    command.add_argument("path", metavar="PATH", help='JSON Lines {"id", "messages", "claim"}, - for standard input')
    command.add_argument("--offline", action="store_true", help="no model, also where a key is set")
    as_json(command)


def _redact(command: argparse.ArgumentParser) -> None:
    runs(command, "redacting")
    command.add_argument("path", metavar="PATH", help='JSON Lines {"id", "text", "people"?}, - for standard input')
    as_json(command, "one JSON object a line, with the findings")


def _preview(command: argparse.ArgumentParser) -> None:
    runs(command, "previewing")
    command.set_defaults(thread=None, author=None)
    command.add_argument("channel", metavar="CHANNEL", help="a channel that was imported, by name or id")
    workspace(command)
    period(command)


def _count(text: str) -> int:
    """A whole number above zero; what is wrong with it otherwise is told by argparse with the option's name."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return int(text)


COMMANDS: Commands = (
    ("import", "a Slack, Discord or Teams export into the local database", _import),
    ("run", "hear and answer: in every chat product that is set up, or in one", _run),
    ("demo", "a sample workspace, imported and summarized: nothing to set up", _demo),
    ("summarize", "a summary of a channel, a thread or given transcripts", _summarize),
    ("threads", "which messages belong together: a channel's conversations", _threads),
    ("verify", "which of given claims their conversations support", _verify),
    ("redact", "personal data and secrets taken out of given texts", _redact),
    ("preview", "exactly what of a channel would leave for a model; sends nothing", _preview),
)
