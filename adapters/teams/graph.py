"""Microsoft Graph, asked with the consent that each team or chat gave (RSC). https://learn.microsoft.com/graph/overview"""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession

from adapters.teams.credentials import Credentials
from adapters.teams.errors import Again, explained, refusal
from core.errors import LimitError, OperatorError

Json = dict[str, Any]
WAIT_DEFAULT_SECONDS = 10.0  # where a refusal for being too fast does not say how long


class Graph:
    """Errors: `LimitError` where it says to wait, `OperatorError` where a permission lacks, those of the connector."""

    def __init__(
        self, session: ClientSession, credentials: Credentials, url: str, clock: Callable[[], datetime]
    ) -> None:
        self._session, self._credentials, self._url, self._clock = session, credentials, url, clock

    async def get(self, tenant: str, *path: str, **query: str) -> Json:
        return await self.ask("GET", tenant, self.address(*path), query=query)

    def address(self, *path: str) -> str:
        return "/".join((self._url, *(quote(part, safe="") for part in path)))

    async def pages(self, tenant: str, *path: str, **query: str) -> AsyncIterator[list[Json]]:
        """`value` of each page."""
        page = await self.get(tenant, *path, **query)
        yield page["value"]
        while url := page.get("@odata.nextLink"):
            page = await self.ask("GET", tenant, url)
            yield page["value"]

    async def ask(
        self, method: str, tenant: str, url: str, body: Json | None = None, query: dict[str, str] | None = None
    ) -> Json:
        with explained("Microsoft Graph"):
            headers = {"Authorization": f"Bearer {await self._credentials.for_graph(tenant)}"}
            async with self._session.request(method, url, json=body, params=query, headers=headers) as got:
                raw = await got.read()
                if got.status == 403:
                    raise OperatorError(
                        "Microsoft Graph does not let Recap read here: an owner of the team or chat allows it when they"
                        " add or update Recap"
                    )
                if got.status >= 400:
                    raise self._limited(refusal(got.status, got.headers, raw))
                found: Json = await got.json(content_type=None) if raw else {}
                return found

    def _limited(self, error: Exception) -> Exception:
        if not isinstance(error, Again):
            return error
        seconds = error.seconds if error.seconds is not None else WAIT_DEFAULT_SECONDS
        text = f"Microsoft Graph asks to wait {seconds:g} s"
        return LimitError(text, self._clock() + timedelta(seconds=seconds))
