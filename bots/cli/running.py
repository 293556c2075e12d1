"""`recap run`: hears and answers until it is told to stop."""

import argparse
import asyncio
import importlib
import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bots import behind, interpreter, wiring
from bots.platforms import PLATFORMS, Platform, together
from bots.settings import Settings, read_settings
from bots.worker import working
from core.errors import OperatorError


def run(options: argparse.Namespace, clock: Callable[[], datetime] = partial(datetime.now, UTC)) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    asyncio.run(_run(read_settings(), options.platform, clock))


async def _run(settings: Settings, platform: str | None, clock: Callable[[], datetime]) -> None:
    """Until SIGTERM or Ctrl-C; then what is under way is finished."""
    chosen = _chosen(settings, platform)
    stopped = _told_to_stop()
    async with wiring.stores(settings) as stores, wiring.detector(settings, behind=True) as detector:
        _tell(_key(stores))
        await asyncio.to_thread(importlib.import_module, "adapters.claude.model")  # not while the first person waits
        interpreter.tune()
        running = [one.running(settings, stores, detector, clock) for one in chosen]
        purging = working([behind.purging(stores.privacy.purge)])
        async with purging, together(running, settings.http_port) as how:
            for line in how:
                _tell(line)
            await stopped.wait()
            _tell("Stopping: what is under way is finished first")


def _chosen(settings: Settings, name: str | None) -> list[Platform]:
    """The platform of that name, else all that are set up. Errors: `OperatorError` where none is."""
    if chosen := [p for p in PLATFORMS if (p.name == name if name else p.configured(settings))]:
        return chosen
    needed = ", or ".join(platform.needs for platform in PLATFORMS)
    raise OperatorError(f"nothing is set up to run: set {needed} (recap check tells more)")


def _told_to_stop() -> asyncio.Event:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    return stopped


def _key(stores: wiring.Stores) -> str:
    found = stores.master_key
    where = f"in {found.file}: keep a copy apart from backups" if found.file else "of RECAP_MASTER_KEY"
    return f"Key: {found.key.fingerprint}, {where}"


def _tell(line: str) -> None:
    print(line, flush=True)
