"""Signing in: tokens for the app's id and password, and the documents that tell a bot whom to believe.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication (client
credentials, OpenID document) and
https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow (errors).
"""

import secrets
from dataclasses import dataclass, field

from aiohttp import web

from tests.standins.teams.keys import ISSUER, SIGNER, key_set
from tests.standins.teams.record import Record
from tests.standins.teams.state import APP_ID, APP_PASSWORD, Json, State

BOT_AUTHORITY = "botframework.com"
CONNECTOR = "https://api.botframework.com"
GRAPH = "https://graph.microsoft.com"
LIFETIME_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Granted:
    audience: str
    tenant: str
    until: float


@dataclass(slots=True)
class Login:
    state: State
    record: Record
    base: str = ""
    signers: list[str] = field(default_factory=lambda: [SIGNER])
    tokens: dict[str, Granted] = field(default_factory=dict)

    @property
    def openid_url(self) -> str:
        return f"{self.base}/v1/.well-known/openidconfiguration"

    def url(self, authority: str = BOT_AUTHORITY) -> str:
        """What stands for https://login.microsoftonline.com/AUTHORITY; Graph's tokens come from a tenant's own."""
        return f"{self.base}/login/{authority}"

    def asks(self, request: web.Request, audience: str) -> Granted | None:
        """Whose token a request came with; None where it is missing, unknown, too old or meant for another service."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        found = self.tokens.get(secret) if scheme == "Bearer" else None
        return found if found and found.audience == audience and found.until > self.state.now() else None

    def revokes(self) -> None:
        """No token counts any more."""
        self.tokens.clear()

    async def openid(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": ISSUER,
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{self.base}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def keys(self, _: web.Request) -> web.Response:
        self.record.call("login", "GET /v1/.well-known/keys", {}, 200, {})
        return web.json_response(key_set(self.signers))

    async def token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        authority = request.match_info["authority"]
        error = self._wrong(authority, form)
        status, answer = (400 if error[0] != "invalid_client" else 401, _error(*error)) if error else (200, {})
        if not error:
            answer = self._granted(authority, form["scope"].removesuffix("/.default"))
        shown = form | ({"client_secret": "…"} if "client_secret" in form else {})
        self.record.call("login", f"POST /login/{authority}/oauth2/v2.0/token", shown, status, _hidden(answer))
        return web.json_response(answer, status=status)

    def _granted(self, authority: str, audience: str) -> Json:
        token = secrets.token_urlsafe(24)
        self.tokens[token] = Granted(audience, authority, self.state.now() + LIFETIME_SECONDS)
        return {
            "token_type": "Bearer",
            "expires_in": LIFETIME_SECONDS,
            "ext_expires_in": LIFETIME_SECONDS,
            "access_token": token,
        }

    def _wrong(self, authority: str, form: dict[str, str]) -> tuple[str, str] | None:
        if form.get("grant_type") != "client_credentials":
            return "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type."
        if form.get("client_id") != APP_ID:
            return "unauthorized_client", "AADSTS700016: Application was not found in the directory."
        if form.get("client_secret") != APP_PASSWORD:
            return "invalid_client", "AADSTS7000215: Invalid client secret provided."
        if form.get("scope") not in (f"{CONNECTOR}/.default", f"{GRAPH}/.default"):
            return "invalid_scope", "AADSTS1002012: The provided value for scope is not valid."
        graph = form["scope"].startswith(GRAPH)
        if authority not in self.state.tenants and (graph or authority != BOT_AUTHORITY):
            return "invalid_request", f"AADSTS90002: Tenant '{authority}' not found."
        return None


def _error(code: str, description: str) -> Json:
    return {"error": code, "error_description": description}


def _hidden(answer: Json) -> Json:
    return answer | ({"access_token": "…"} if "access_token" in answer else {})
