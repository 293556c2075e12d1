"""Whether an activity comes from Teams: its token, before anything else is done with it.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-4-verify-the-jwt-token
The SDK's own check answers 500 where 401 is meant, and holds the event loop while it fetches keys.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import jwt

from adapters.teams.keys import Key, Keys

CHANNEL = "msteams"
REMEMBERED = 1_000  # tokens
LEEWAY_SECONDS = 300  # of clocks that differ: the industry's, says Microsoft
UNAUTHENTICATED, FORBIDDEN = 401, 403


class Refused(Exception):
    """`status` is 401 where it is not known who speaks, 403 where they may not say this. The text is for the log."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Tokens:
    """What comes for the app with this id. Without one only this machine is let in: for trying things out."""

    def __init__(self, app_id: str, keys: Keys, clock: Callable[[], datetime]) -> None:
        self._app_id, self._keys, self._clock = app_id, keys, clock
        self._right: OrderedDict[str, Mapping[str, Any]] = OrderedDict()  # a token serves many activities

    async def check(self, header: str, activity: Mapping[str, Any], remote: str, forwarded: bool) -> Mapping[str, Any]:
        """The claims of the token in the header. `remote` is the address that called, `forwarded`: for another one.

        Errors: `Refused`; `LaterError` where the signing keys cannot be fetched.
        """
        if not self._app_id:
            return _local(activity, remote, forwarded)
        claims = self._right.get(header)
        if claims is None or claims["exp"] <= self._clock().timestamp():
            claims = self._right[header] = await self._claims(header)
            if len(self._right) > REMEMBERED:
                self._right.popitem(last=False)
        if claims.get("serviceurl") != activity.get("serviceUrl") or not claims.get("serviceurl"):
            raise Refused(FORBIDDEN, "the token is for another service URL")
        return claims

    async def _claims(self, header: str) -> Mapping[str, Any]:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(UNAUTHENTICATED, "there is no token")
        try:
            id = str(jwt.get_unverified_header(token).get("kid"))
        except jwt.PyJWTError:
            raise Refused(UNAUTHENTICATED, "that is no token") from None
        key = await self._keys.find(id)
        if key is None:
            raise Refused(UNAUTHENTICATED, "the key is not one of Microsoft's")
        claims = self._decoded(token, key)
        if CHANNEL not in key.endorsements:
            raise Refused(FORBIDDEN, "the key may not sign for Teams")
        return claims

    def _decoded(self, token: str, key: Key) -> Mapping[str, Any]:
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._keys.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "aud", "iss"]},
            )
        except jwt.PyJWTError as error:
            raise Refused(UNAUTHENTICATED, f"the token is not right ({type(error).__name__})") from None
        return claims


def _local(activity: Mapping[str, Any], remote: str, forwarded: bool) -> Mapping[str, Any]:
    """Called from this machine, and answered to it: a proxy on it speaks for others."""
    if forwarded or not _loopback(remote) or not _loopback(urlsplit(str(activity.get("serviceUrl"))).hostname or ""):
        raise Refused(FORBIDDEN, "without RECAP_TEAMS_APP_ID only this machine is let in")
    return {}


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
