"""Delivery over HTTP, signed with the app's secret.

https://docs.slack.dev/authentication/verifying-requests-from-slack: HMAC-SHA256 of `v0:timestamp:body`.
"""

import asyncio
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.standins.slack.deliveries import ACKNOWLEDGE_SECONDS, Delivery, Unanswered
from tests.standins.slack.state import SIGNING_SECRET, Json

STALE_SECONDS = 360  # apps should refuse what is older than five minutes
AT_ONCE = 100


class Posts:
    """One URL for events, commands and interactions, as Bolt listens."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE))
        self._free = asyncio.Semaphore(AT_ONCE)

    async def send(self, it: Delivery, reason: str | None, fault: str | None) -> Json | None:
        body, kind = _body(it)
        headers = signed(body, fault) | {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        if reason:
            headers |= {"X-Slack-Retry-Num": str(it.attempts - 1), "X-Slack-Retry-Reason": reason}
        async with self._free:
            status, text, type = await self._post(body, headers)
        if status != 200:
            raise Unanswered("http_error")
        return _answer(text, type)

    async def verified(self) -> bool:
        """Whether the URL answers Slack's challenge, as it must before Slack sends anything."""
        body = json.dumps(
            {"type": "url_verification", "token": "verification-token", "challenge": "3eZbrw1aB"}
        ).encode()
        try:
            status, text, _ = await self._post(body, signed(body, None) | {"Content-Type": "application/json"})
        except Unanswered:
            return False
        return status == 200 and "3eZbrw1aB" in text

    async def close(self) -> None:
        await self._session.close()

    async def _post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str, str]:
        try:
            async with (
                asyncio.timeout(ACKNOWLEDGE_SECONDS),
                self._session.post(self.url, data=body, headers=headers) as got,
            ):
                return got.status, await got.text(), got.content_type
        except TimeoutError as error:
            raise Unanswered("http_timeout") from error
        except aiohttp.ClientError as error:
            raise Unanswered("connection_failed") from error


def signed(body: bytes, fault: str | None) -> dict[str, str]:
    """The headers that prove the sender; with a fault they prove it not, or too late."""
    at = str(int(time.time()) - (STALE_SECONDS if fault == "stale" else 0))
    secret = "somebody-elses-secret" if fault == "forge" else SIGNING_SECRET
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def _body(it: Delivery) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    if it.kind == "slash_commands":
        return urlencode(
            {k: str(v).lower() if isinstance(v, bool) else v for k, v in it.payload.items()}
        ).encode(), form
    if it.kind == "interactive":
        return urlencode({"payload": json.dumps(it.payload)}).encode(), form
    return json.dumps(it.payload).encode(), "application/json"


def _answer(text: str, type: str) -> Json | None:
    if not text:
        return None
    if type != "application/json":
        return {"text": text}
    answer: Any = json.loads(text)
    return answer if isinstance(answer, dict) else None
