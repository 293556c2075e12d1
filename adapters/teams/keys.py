"""The keys with which Teams signs what it sends to a bot.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientSession
from jwt import PyJWK, PyJWTError

from adapters.teams.errors import explained
from core.errors import LaterError

FRESH = timedelta(days=1)
AGAIN = timedelta(minutes=5)  # before an unknown key is looked for once more


@dataclass(frozen=True, slots=True)
class Key:
    """`endorsements` are the channels that may be signed with it, "msteams" among them."""

    public: Any
    endorsements: frozenset[str]


class Keys:
    """Fetched when they are needed, without holding the event loop as the SDK does."""

    def __init__(self, session: ClientSession, url: str, clock: Callable[[], datetime]) -> None:
        self.issuer = ""
        self._session, self._url, self._clock = session, url, clock
        self._keys: Mapping[str, Key] = {}
        self._at: datetime | None = None
        self._fetching = asyncio.Lock()

    async def find(self, id: str) -> Key | None:
        """None where there is no such key. Errors: `LaterError` where it cannot be asked for."""
        if self._due(id):
            async with self._fetching:
                if self._due(id):
                    await self._fetch()
        return self._keys.get(id)

    def _due(self, id: str) -> bool:
        if self._at is None:
            return True
        age = self._clock() - self._at
        return age > FRESH or (id not in self._keys and age > AGAIN)

    async def _fetch(self) -> None:
        document = await self._json(self._url)
        try:
            found = (await self._json(document["jwks_uri"]))["keys"]
            self.issuer = document["issuer"]
        except (KeyError, TypeError) as error:
            raise LaterError("the document of Microsoft's signing keys is not as it should be") from error
        self._keys, self._at = dict(_keys(found)), self._clock()

    async def _json(self, url: str) -> Any:
        with explained("Microsoft's signing keys"):
            async with self._session.get(url, raise_for_status=True) as got:
                return await got.json(content_type=None)


def _keys(found: Any) -> "list[tuple[str, Key]]":
    """Those that can be read: one that cannot takes no other with it."""
    keys = []
    for key in found:
        try:
            public = PyJWK(key, algorithm="RS256").key
            keys.append((str(key["kid"]), Key(public, frozenset(key.get("endorsements") or ()))))
        except (PyJWTError, KeyError, TypeError):
            continue
    return keys
