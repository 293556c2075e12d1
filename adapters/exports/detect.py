"""Which kind of export a path is, by what is in it, not by its name."""

import zipfile
from pathlib import Path

from adapters.exports import discord, slack, teams
from adapters.exports.export import Export
from adapters.exports.files import Files, Folder, Zip, opened
from adapters.exports.jsonl import JsonlExport
from core.errors import InputError

_HEAD_BYTES = 1 << 16


def open_export(path: Path, workspace: str | None = None) -> Export:
    """The reader for a Slack, Discord or Teams export or for JSON Lines. Errors: `InputError`."""
    if not path.exists():
        raise InputError(path, "no such file or folder")
    files: Files = Zip(path) if path.is_file() and _is_zip(path) else Folder(path)
    return _kind(path, files)(files, workspace)


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip" or zipfile.is_zipfile(path)


def _kind(path: Path, files: Files) -> type[Export]:
    if teams.root_of(files) is not None:
        return teams.TeamsExport
    if slack.root_of(files) is not None:
        return slack.SlackExport
    if any(_is_discord(files, name) for name in discord.channels_of(files)):
        return discord.DiscordExport
    if len(files.sizes) == 1 and path.is_file():
        return JsonlExport
    raise InputError(path, "no Slack, Discord or Teams export, and no JSON Lines file")


def _is_discord(files: Files, name: str) -> bool:
    with opened(files, name) as file:
        head = file.read(_HEAD_BYTES)
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"guild"' in head
