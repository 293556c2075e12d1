"""`recap privacy`."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence

from bots.cli.records import belongings_to_json
from bots.settings import read_settings
from bots.wiring import stores
from core.errors import RequestError
from storage.sqlite.privacy import Counted, SqlitePrivacy


def run(options: argparse.Namespace) -> None:
    asyncio.run(_privacy(options))


async def _privacy(options: argparse.Namespace) -> None:
    actions = {"purge": _purge, "export": _export, "forget": _forget, "erase": _erase}
    async with stores(read_settings()) as opened:
        await actions[options.action](opened.privacy, options)


async def _purge(privacy: SqlitePrivacy, options: argparse.Namespace) -> None:
    for counted in await privacy.purge(options.workspace):
        print(_line("purged", counted))


async def _export(privacy: SqlitePrivacy, options: argparse.Namespace) -> None:
    for belongings in await privacy.export(options.user, options.workspace):
        print(json.dumps(belongings_to_json(belongings), ensure_ascii=False))


async def _forget(privacy: SqlitePrivacy, options: argparse.Namespace) -> None:
    forgotten = await privacy.forget(options.user, options.workspace)
    for counted in forgotten:
        print(_line("forgot", counted))
    workspace = forgotten[0].workspace
    print(f"recap: what they write from now on: recap settings {workspace} opted_out=ID", file=sys.stderr)


async def _erase(privacy: SqlitePrivacy, options: argparse.Namespace) -> None:
    held = await privacy.held(options.workspace)
    if not options.yes:
        _confirm(held)
    complete = await privacy.erase(options.workspace)
    for counted in held:
        print(_line("erased", counted))
    if not complete:
        print("recap: a running process still reads: start it again to remove the last trace", file=sys.stderr)
    print("recap: backups made before still hold the workspace: delete them too", file=sys.stderr)


def _confirm(held: Sequence[Counted]) -> None:
    for counted in held:
        print(_line("to erase", counted), file=sys.stderr)
    print("This cannot be undone. The workspace's id, to go on: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip() != held[0].workspace:
        raise RequestError("nothing was erased: type the id of the workspace, or add --yes")


def _line(done: str, counted: Counted) -> str:
    rows = ", ".join(f"{what} {count:,}" for what, count in counted.rows.items())
    return f"{done} {counted.platform} {counted.workspace}: {rows}"
