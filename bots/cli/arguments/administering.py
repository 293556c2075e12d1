"""Commands of the admin: what is set up, what is kept and for how long, under which key."""

import argparse

from bots.cli.arguments.common import Commands, as_json, period, runs, workspace


def _check(command: argparse.ArgumentParser) -> None:
    runs(command, "checking")
    command.add_argument(
        "--online",
        action="store_true",
        help="say also if no server could be asked which models it lists (a key is needed)",
    )


def _manifest(command: argparse.ArgumentParser) -> None:
    runs(command, "manifesting")
    command.add_argument("platform", choices=("teams",), help="whose app it is")
    command.add_argument("--output", metavar="FILE", default="recap-teams.zip", help="where it is written")


def _settings(command: argparse.ArgumentParser) -> None:
    runs(command, "configuring")
    command.add_argument("workspace", metavar="WORKSPACE", help="its id")
    command.add_argument("assignments", nargs="*", metavar="KEY=VALUE", help="without one all settings are listed")


def _privacy(command: argparse.ArgumentParser) -> None:
    runs(command, "privacy")
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    purge = actions.add_parser("purge", help="remove what has been kept as long as the settings allow")
    export = actions.add_parser("export", help="everything of a person, one JSON object a workspace")
    forget = actions.add_parser("forget", help="remove a person's messages, mentions and name")
    erase = actions.add_parser("erase", help="destroy a workspace's key, then everything of it")
    for action in (export, forget):
        action.add_argument("user", metavar="USER", help="the person's id, or a name that only one person has")
    for action in (purge, export, forget):
        workspace(action)
    erase.add_argument("workspace", metavar="WORKSPACE", help="its id")
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _audit(command: argparse.ArgumentParser) -> None:
    runs(command, "auditing")
    period(command)
    workspace(command)
    command.add_argument("--channel", metavar="NAME", help="only this channel")
    command.add_argument("--who", metavar="USER", help="only what this person asked for")
    as_json(command)


def _keys(command: argparse.ArgumentParser) -> None:
    runs(command, "rotating")
    actions = command.add_subparsers(title="actions", required=True, metavar="ACTION")
    actions.add_parser("rotate", help="from RECAP_MASTER_KEY to RECAP_NEW_MASTER_KEY, or to a new key file")


def _backup(command: argparse.ArgumentParser) -> None:
    runs(command, "backing_up")
    command.add_argument("file", metavar="FILE", help="a new file; the key is not in it")


def _restore(command: argparse.ArgumentParser) -> None:
    runs(command, "restoring")
    command.add_argument("file", metavar="FILE", help="a file that recap backup wrote")


COMMANDS: Commands = (
    ("check", "what is set up, what is missing and how to mend it", _check),
    ("manifest", "the app to upload, filled from the settings", _manifest),
    ("settings", "what differs by workspace: retention, who and what is not read", _settings),
    ("privacy", "purge what is old, export or forget a person, erase a workspace", _privacy),
    ("audit", "who asked for what of which channel, and what it cost", _audit),
    ("keys", "change the key under which everything is encrypted", _keys),
    ("backup", "a copy of the database, also while Recap runs", _backup),
    ("restore", "a backup in the place of the database", _restore),
)
