"""The connector of Teams, asked through the SDK, over our own session.

The SDK's own transport calls `requests` in threads, tries POST three times by itself, asks for tokens in between, and
fails on error pages that are no JSON: this one does none of it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession
from botframework.connector.aio import ConnectorClient
from msrest.authentication import Authentication
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http.async_abc import AsyncClientResponse

from adapters.teams.credentials import Credentials
from adapters.teams.errors import explained, refusal

Json = dict[str, Any]


class Connector:
    """One client for each service URL: making one costs the SDK ten times what a message does."""

    def __init__(self, session: ClientSession, credentials: Credentials) -> None:
        self._session, self._credentials = session, credentials
        self._clients: dict[str, ConnectorClient] = {}

    def client(self, service_url: str) -> ConnectorClient:
        if service_url not in self._clients:
            sender = _Sender(self._session, self._credentials)
            self._clients[service_url] = ConnectorClient(
                Authentication(), service_url, pipeline_type=_Pipeline, sender=sender
            )
        return self._clients[service_url]

    def sign_in_again(self) -> None:
        """The next request asks for a new token."""
        self._credentials.forget()

    async def get(self, service_url: str, *path: str, **query: str) -> Json:
        """What the SDK has no asynchronous call for, or of which its models drop a part."""
        url = f"{service_url.rstrip('/')}/v3/{'/'.join(quote(part, safe='') for part in path)}"
        with explained():
            headers = await _signed(self._credentials)
            async with self._session.get(url, params=query, headers=headers) as got:
                body = await got.read()
                if got.status >= 400:
                    raise refusal(got.status, got.headers, body)
                found: Json = await got.json(content_type=None)
                return found


class _Pipeline(AsyncPipeline[Any, Any]):
    """What is between the SDK's calls and the session: it reads answers, and signs nothing by itself."""

    def __init__(self, config: Any) -> None:
        super().__init__([config.user_agent_policy, RawDeserializer()], config.sender)


class _Sender(AsyncHTTPSender[Any, Any]):
    def __init__(self, session: ClientSession, credentials: Credentials) -> None:
        self._session, self._credentials = session, credentials

    async def send(self, request: Request[Any], **config: Any) -> Response[Any, Any]:
        asked = request.http_request
        headers = {**asked.headers, **await _signed(self._credentials)}
        async with self._session.request(asked.method, asked.url, data=asked.data, headers=headers) as got:
            body = await got.read()
        if got.status >= 400:
            raise refusal(got.status, got.headers, body)
        return Response(request, _Answer(asked, got.status, got.headers, body))

    async def __aexit__(self, *error: object) -> None:
        """The session is not this one's to close."""


class _Answer(AsyncClientResponse):
    def __init__(self, request: Any, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(request, None)
        self.status_code, self._body = status, body
        self.headers = {name.lower(): value for name, value in headers.items()}

    def body(self) -> bytes:
        return self._body


async def _signed(credentials: Credentials) -> dict[str, str]:
    token = await credentials.for_connector()
    return {"Authorization": f"Bearer {token}"} if token else {}
