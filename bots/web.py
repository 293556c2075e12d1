"""The one listener of a Recap process, for everything that is called over HTTP."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from core.errors import OperatorError


@asynccontextmanager
async def listening(routes: Iterable[web.RouteDef], port: int, grace_seconds: float) -> AsyncIterator[None]:
    """Inside the block all addresses of this machine answer; at its end what is being answered has so long to finish.

    Errors: `OperatorError` where the port cannot be had.
    """
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=grace_seconds)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, port=port).start()
        except OSError as error:
            raise OperatorError(f"port {port} cannot be listened at ({error.strerror}): set RECAP_HTTP_PORT") from error
        yield
    finally:
        await runner.cleanup()
