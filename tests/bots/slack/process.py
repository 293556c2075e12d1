"""`recap run slack` as a process of its own, beside the stand-in."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.models import Channel, Message
from storage.sqlite.messages import opened
from tests.standins.slack.server import SlackServer
from tests.standins.slack.state import APP_TOKEN, SIGNING_SECRET

ROOT = Path(__file__).parents[3]


@dataclass
class Bot:
    """The process and the lines that it has printed."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)

    async def says(self, part: str) -> str:
        """The next line that has this part."""
        assert self.process.stdout
        while line := (await self.process.stdout.readline()).decode():
            self.lines.append(line.rstrip())
            if part in line:
                return self.lines[-1]
        raise AssertionError(f"it never said {part!r}: {self.lines}")

    async def stop(self) -> int:
        """SIGTERM, then its exit status."""
        self.process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        assert self.process.stdout
        self.lines += (await self.process.stdout.read()).decode().splitlines()
        return await self.process.wait()


def settings(slack: SlackServer, database: Path, **more: str) -> dict[str, str]:
    """Socket Mode in the only workspace."""
    given = {"RECAP_DATABASE": str(database), "RECAP_SLACK_API_URL": slack.api_url, "RECAP_SLACK_APP_TOKEN": APP_TOKEN}
    return {**given, "RECAP_SLACK_BOT_TOKEN": next(iter(slack.world.tokens().values()), ""), **more}


def by_http(slack: SlackServer, database: Path) -> tuple[dict[str, str], str]:
    """Signed HTTP, and the address at which it listens."""
    port = free_port()
    way = {"RECAP_SLACK_APP_TOKEN": "", "RECAP_SLACK_SIGNING_SECRET": SIGNING_SECRET, "RECAP_HTTP_PORT": str(port)}
    return settings(slack, database, **way), f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


@asynccontextmanager
async def recap(
    environment: Mapping[str, str], *arguments: str, program: Sequence[str] = ("bots", "run")
) -> AsyncIterator[Bot]:
    """`recap run slack`, or what the arguments say ("": nothing); errors and logs are among its lines.

    `program` is what Python is to run with these arguments. It is killed at the end if it still runs.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *program, *(word for word in arguments or ("slack",) if word)),
        cwd=environment["RECAP_DATABASE"].rpartition("/")[0],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=2**20,
    )
    try:
        yield Bot(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def stored(database: Path) -> dict[Channel, list[Message]]:
    """All that is in the database, by channel."""
    async with opened(database) as store:
        return {c: [m async for m in store.read(c)] for c in await store.channels()}
