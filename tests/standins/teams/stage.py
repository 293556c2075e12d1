"""The scene that the stand-in's own tests play on, and requests to it as they go over the wire."""

from typing import Any, NamedTuple
from urllib.parse import quote

import aiohttp

from tests.standins.teams.login import GRAPH
from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import Json
from tests.standins.teams.teamsbot import Bot, signed_in


class Answer(NamedTuple):
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return str(self.body["error"]["code"])

    @property
    def message(self) -> str:
        return str(self.body["error"]["message"])


class Stage:
    """Contoso with ana and ben in the team Launch and its channel Planning; the app there and with ana."""

    def __init__(self, teams: TeamsServer, bot: Bot, session: aiohttp.ClientSession) -> None:
        self.teams, self.bot, self.session, world = teams, bot, session, teams.world
        self.tenant = world.add_tenant("Contoso")
        self.ana, self.ben = (world.add_user(self.tenant, name) for name in ("Ana Silva", "Ben Adler"))
        self.team = world.add_team(self.tenant, "Launch", [self.ana, self.ben])
        self.channel = world.add_channel(self.team, "Planning")
        for scope in (self.team, self.ana):
            world.add_app(scope)
        self.chat = world.personal(self.ana)

    async def asks(self, verb: str, path: str, body: Json | None = None, token: str | None = None) -> Answer:
        """A request to the connector; `path` follows /v3/."""
        return await self._asks(verb, f"{self.teams.service_url}v3/{path}", body, token or self.bot.token)

    async def graph(self, verb: str, path: str, body: Json | None = None) -> Answer:
        """A request to Graph with the tenant's token; `path` may be a whole address."""
        url = path if path.startswith("http") else f"{self.teams.graph_url}{path}"
        return await self._asks(verb, url, body, await signed_in(self.teams, self.tenant, GRAPH))

    async def posts(self, conversation: str, body: Json | str) -> Answer:
        """A message, given whole or as its text."""
        told = {"type": "message", "text": body} if isinstance(body, str) else {"type": "message"} | body
        return await self.asks("POST", f"conversations/{quote(conversation)}/activities", told)

    async def events(self) -> list[Json]:
        """The activities that the bot has heard so far, once all have arrived."""
        await self.teams.settled()
        return self.bot.heard

    def texts(self, user: str, conversation: str) -> list[str]:
        return [message["text"] for message in self.teams.seen_by(user, conversation)]

    async def _asks(self, verb: str, url: str, body: Json | None, token: str) -> Answer:
        headers = {"Authorization": f"Bearer {token}"}
        async with self.session.request(verb, url, json=body, headers=headers) as got:
            known = got.content_type == "application/json"
            return Answer(got.status, await got.json() if known else await got.text(), dict(got.headers))


def card(*body: Json, actions: list[Json] | None = None, **more: Any) -> Json:
    """An attachment with an Adaptive Card."""
    content = {"type": "AdaptiveCard", "version": "1.5", "body": list(body), "actions": actions or []} | more
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": content}


def line(text: str) -> Json:
    return {"type": "TextBlock", "text": text, "wrap": True}
