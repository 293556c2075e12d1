"""One client of the SDK per server and key, until all are closed. Nothing in the environment redirects them.

The SDK and httpx2 read more of the environment than a key and an address: ANTHROPIC_CUSTOM_HEADERS, a profile in the
home folder, proxies, tracing. What is sent is therefore said here in full.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import cache
from ssl import SSLContext

import anthropic
import httpx2
from anthropic._constants import ANTHROPIC_API_VERSION  # the only place that has it; a client's copy can be overridden

from core.ports import Server

KEEPALIVE_SECONDS = 60.0  # parts are asked in bursts: a connection kept open saves the handshake of the next burst
_PASSED_ON = ("host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent")


class Connections:
    """Leave it with `close`: a client that is dropped open closes itself in a task of its own."""

    def __init__(self) -> None:
        self._clients: dict[tuple[str, str, str | None, str], anthropic.AsyncAnthropic] = {}
        self._certificates = _certificates()  # now, so that nobody waits for it who asks
        logging.getLogger("anthropic._base_client").addFilter(_without_bodies)

    def client(self, server: Server, key: str) -> anthropic.AsyncAnthropic:
        """Time limits are the caller's, and so are retries. An empty key is none: no header of it is sent."""
        known_by = (server.url, server.auth, server.version, key)
        if known_by not in self._clients:
            self._clients[known_by] = anthropic.AsyncAnthropic(
                api_key=key or "none",
                base_url=server.url,
                timeout=None,
                max_retries=0,
                open_telemetry=False,
                http_client=httpx2.AsyncClient(
                    verify=self._certificates,
                    trust_env=False,
                    follow_redirects=False,  # another host may be in another region
                    limits=httpx2.Limits(keepalive_expiry=KEEPALIVE_SECONDS),
                    event_hooks={"request": [_only(_headers(server, key))]},
                ),
            )
        return self._clients[known_by]

    async def close(self) -> None:
        for client in self._clients.values():
            await client.close()
        self._clients.clear()


def _headers(server: Server, key: str) -> dict[str, str]:
    headers = {"anthropic-version": server.version or ANTHROPIC_API_VERSION}
    if key:
        headers |= {"authorization": f"Bearer {key}"} if server.auth == "bearer" else {"x-api-key": key}
    return headers


def _only(headers: dict[str, str]) -> Callable[[httpx2.Request], Awaitable[None]]:
    """Also what tells of this machine (its system, its Python) stays here."""

    async def hook(request: httpx2.Request) -> None:
        kept = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        request.headers = httpx2.Headers(kept | headers)

    return hook


@cache
def _certificates() -> SSLContext:
    """Read once, some 50 ms. SSL_CERT_FILE counts: a company's own authority redirects nothing."""
    return httpx2.create_ssl_context()


def _without_bodies(record: logging.LogRecord) -> bool:
    """The SDK's DEBUG log tells whole requests."""
    return not str(record.msg).startswith("Request options")
