"""How fast an export is imported and how much memory it takes.

Printed beside a bare executemany of the same rows into the same tables, taken in the same run: import and bare in turn,
some rounds, and the median of the rounds' ratios, since other work on the machine falls on one or the other. Each step
is a process of its own, so that the memory of an import is its own whole memory; the start of the interpreter is not
timed.
"""

import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from bots.cli import importing
from bots.cli.arguments import parser
from tests.adapters.made import Json, archive, discord_file, said, slack_files, wrote

MESSAGES = 50_000
ROUNDS = 7
_WORDS = "the release is ready and staging looks fine so we could ship on friday unless somebody objects today".split()
_START = datetime(2026, 3, 2, 8, tzinfo=UTC)
_PER_DAY = 2_000


def run(size: int = MESSAGES, times: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for platform in EXPORTS:
            _step("make", platform, folder, size)
            rounds = [(*_step("import", platform, folder), *_step("bare", platform, folder)) for _ in range(times)]
            ratios = sorted(bare / seconds for seconds, _, bare, _ in rounds)
            seconds, peak = (median(figures) for figures in list(zip(*rounds, strict=True))[:2])
            print(
                f"import of {size} {platform} messages: {seconds:.2f} s, {median(ratios):.2f} times the speed of "
                f"a bare executemany of the same rows ({ratios[0]:.2f} to {ratios[-1]:.2f} in {times} rounds), "
                f"peak memory {peak / (1 << 20):.0f} MB"
            )


def _slack(path: Path, size: int) -> None:
    """Ten channels with threads, mentions, links and reactions."""
    days: dict[str, list[Json]] = {}
    for i, (time_, text) in enumerate(_chat(size)):
        ts = f"{time_.timestamp():.6f}"
        event = said(ts, f"<@U{i % 3}> {text} <https://example.com/plan|the plan>" if i % 5 == 0 else text)
        event["thread_ts"] = ts if i % 11 == 0 else None
        if i % 9 == 0:
            event["reactions"] = [{"name": "tada", "count": 2, "users": ["U1", "U2"]}]
        days.setdefault(f"channel-{i % 10}/2026-03-{1 + i // _PER_DAY:02}", []).append(event)
    archive(path, slack_files(days))


def _discord(path: Path, size: int) -> None:
    """One channel, with everything that the exporter writes beside each message."""
    messages = []
    for i, (time_, text) in enumerate(_chat(size)):
        author = {
            **wrote("1")["author"],
            "id": str(i % 40),
            "color": "#AABBCC",
            "avatarUrl": "https://example.com/a.png",
        }
        more = {"stickers": [], "inlineEmojis": [], "timestamp": time_.isoformat()}
        messages.append(
            wrote(str(i), f"**Note** <@{i % 40}> {text}" if i % 5 == 0 else text) | more | {"author": author}
        )
    discord_file(path, messages)


EXPORTS: dict[str, Callable[[Path, int], None]] = {"Slack": _slack, "Discord": _discord}


def _chat(size: int) -> list[tuple[datetime, str]]:
    """Made-up messages of some 14 words, the same for the same size."""
    chance = random.Random(size)
    return [(_START + timedelta(seconds=20 * i), " ".join(chance.choices(_WORDS, k=14))) for i in range(size)]


def _import(export: Path) -> None:
    importing.run(parser().parse_args(["import", str(export), "--json"]))


def _one_row(path: Path) -> Path:
    path.write_text(json.dumps({"id": "one", "messages": [{"id": "1", "author": "Ana", "text": "Hello."}]}))
    return path


def _bare(rows: list[tuple[object, ...]], target: sqlite3.Connection) -> None:
    target.execute("BEGIN")
    target.executemany(f"INSERT INTO messages VALUES ({','.join('?' * len(rows[0]))})", rows)
    target.execute("COMMIT")


def _step(step: str, platform: str, folder: str, size: int = 0) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one step, in a process of its own."""
    environment = {**os.environ, "RECAP_DATABASE": f"{folder}/{platform}.sqlite3"}
    command = [sys.executable, "-m", "tests.bench.imports", step, platform, folder, str(size)]
    out = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    seconds, peak = json.loads(out.splitlines()[-1])
    return seconds, peak


def _main(step: str, platform: str, folder: Path, size: int) -> None:
    export, database = folder / platform, folder / f"{platform}.sqlite3"
    act: Callable[[], None]
    if step == "make":
        act = partial(EXPORTS[platform], export, size)
    elif step == "import":
        _remove(database)
        _import(_one_row(folder / "one.jsonl"))  # makes the tables, which the bare run finds made too
        act = partial(_import, export)
    else:
        act = partial(_bare, *_same_tables(database, folder / "bare.sqlite3"))
    start = time.perf_counter()
    act()
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit]))


def _same_tables(imported: Path, bare: Path) -> tuple[list[tuple[object, ...]], sqlite3.Connection]:
    """The rows that an import wrote, and its database without them."""
    _remove(bare)
    target = sqlite3.connect(bare, isolation_level=None)
    with sqlite3.connect(imported) as source:
        rows = source.execute("SELECT * FROM messages").fetchall()
        source.backup(target)
    for statement in ("DELETE FROM messages", "VACUUM", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
        target.execute(statement)
    target.execute("PRAGMA foreign_keys = ON")
    return rows, target


def _remove(database: Path) -> None:
    """The database and SQLite's side files; its key stays."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
