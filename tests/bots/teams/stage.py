"""Teams' stand-in with Recap beside it in one process: what people do in, what they see and what is stored out."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bots import wiring
from bots.desk import Answering
from bots.platforms import together
from bots.settings import Settings
from bots.teams import answering
from bots.teams.answering import Answerers
from bots.teams.tools import Tools
from bots.teams.wiring import running
from core.models import Channel, Message
from tests.bots.slack.process import free_port
from tests.bots.slack.stage import Eyes
from tests.standins.teams.cards import texts
from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import APP_ID, APP_PASSWORD, BOT, Json

PATIENCE_SECONDS = 20
KEY = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


@dataclass
class Stage:
    """Contoso with ana, who owns the team Launch, and ben; the app in the team and in ana's chat, all consented to."""

    teams: TeamsServer
    settings: Settings
    tenant: str
    ana: str
    ben: str
    team: str
    channel: str
    stores: wiring.Stores | None = None
    tools: list[Tools] = field(default_factory=list)

    @property
    def chat(self) -> str:
        return self.teams.world.personal(self.ana)

    @property
    def group(self) -> str:
        return self.teams.state.teams[self.team].group

    def aad(self, person: str) -> str:
        return self.teams.state.users[person].aad

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.teams.state.now(), UTC)

    async def says(self, *texts: str, thread: str | None = None, by: str | None = None) -> str:
        """Messages in #Planning, heard; the last one's id."""
        for text in texts:
            id = self.teams.says(by or self.ben, self.channel, text, thread)
        await self.teams.deliveries.settled()
        return id

    async def until(self, seen: Callable[[], object]) -> None:
        """Until it is so: answers go on after they were acknowledged."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not seen():  # noqa: ASYNC110  # the stand-in tells nobody what it shows
                await asyncio.sleep(0.01)

    async def answered(self) -> None:
        """Until all that was asked is answered, and what the answers are about is kept: that is just after."""
        await self.tools[-1].under_way.finished(PATIENCE_SECONDS)

    async def until_named(self) -> None:
        """Until the store knows what #Planning is called."""
        assert self.stores
        async with asyncio.timeout(PATIENCE_SECONDS):
            while "Launch / Planning" not in [c.name for c in await self.stores.messages.channels()]:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def until_stored(self, channel: str, count: int) -> None:
        """Until so many messages of a channel or chat are stored: the past is fetched in the background."""
        workspace = self.group if channel in self.teams.state.teams[self.team].channels else channel
        async with asyncio.timeout(4 * PATIENCE_SECONDS):
            while len(await self.messages(channel, workspace)) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    def read(self, person: str, conversation: str | None = None) -> list[str]:
        """What a person sees of Recap, oldest first: the text and the card of each message."""
        return [words(m) for m in self.teams.seen_by(person, conversation) if m["author"] == BOT]

    async def sees(self, person: str, pattern: str, conversation: str | None = None, times: int = 1) -> str:
        """Waits until the person reads something like it so often; the latest message that has it."""

        def found() -> list[str]:
            return [text for text in self.read(person, conversation) if re.search(pattern, text)]

        try:
            await self.until(lambda: len(found()) >= times)
        except TimeoutError as error:
            raise AssertionError(f"{pattern!r} is not in {self.read(person, conversation)}") from error
        return found()[-1]

    def last(self, person: str, conversation: str | None = None) -> Json:
        """The latest message from Recap."""
        return [m for m in self.teams.seen_by(person, conversation) if m["author"] == BOT][-1]

    async def messages(self, channel: str | None = None, workspace: str | None = None) -> list[Message]:
        assert self.stores
        place = Channel("teams", workspace or self.group, channel or self.channel, "")
        return [m async for m in self.stores.messages.read(place)]

    async def texts(self) -> list[str]:
        return [message.text for message in await self.messages()]


def words(message: Json) -> str:
    """All that it says."""
    cards = [a["content"] for a in message["attachments"]]
    return " ".join([message["text"] or "", *(text for card in cards for text in texts(card))])


@asynccontextmanager
async def staged(
    folder: Path,
    minutes: Answering | None = None,
    model: str | None = None,
    rsc: list[str] | None = None,
    reached: bool = False,
    **more: Any,
) -> AsyncIterator[Stage]:
    """Without `minutes` the real ones answer: by the offline engine, or by the models at the address `model`.

    `rsc` are the permissions that the team has given, all of them by default. `reached`: Graph can reach Recap.
    """
    async with TeamsServer() as teams:
        world, port = teams.world, free_port()
        tenant = world.add_tenant("Contoso")
        ana, ben = world.add_user(tenant, "Ana Silva"), world.add_user(tenant, "Ben Adler")
        team = world.add_team(tenant, "Launch", [ana, ben])
        world.add_app(team, rsc)
        world.add_app(ana)
        teams.sends_to(f"http://127.0.0.1:{port}/api/messages")
        if reached:
            more["teams_public_url"] = f"http://127.0.0.1:{port}"
        settings = configured(teams, folder, port, model, **more)
        stage = Stage(teams, settings, tenant, ana, ben, team, world.add_channel(team, "Planning"))
        async with wiring.stores(settings) as stores:
            stage.stores = stores
            serving = running(settings, stores, Eyes(), stage.clock, partial(_answers, stage, minutes))
            async with together([serving], port):
                yield stage
                await teams.deliveries.settled()


@asynccontextmanager
async def restarted(stage: Stage, minutes: Answering) -> AsyncIterator[None]:
    """Another process on the same database, to which Teams delivers from now on."""
    port = free_port()
    settings = replace(stage.settings, http_port=port)
    async with wiring.stores(settings) as stores:
        serving = running(settings, stores, Eyes(), stage.clock, partial(_answers, stage, minutes))
        async with together([serving], port):
            stage.teams.sends_to(f"http://127.0.0.1:{port}/api/messages")
            yield
            await stage.teams.deliveries.settled()


def configured(teams: TeamsServer, folder: Path, port: int, model: str | None = None, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "database": folder / "recap.sqlite3",
        "master_key": KEY,
        "analysis_processes": 1,
        "http_port": port,
        "teams_app_id": APP_ID,
        "teams_app_password": APP_PASSWORD,
        "teams_openid_url": teams.login.openid_url,
        "teams_login_url": teams.login.url("").rstrip("/"),
        "teams_graph_url": teams.graph_url,
    }
    models = {"anthropic_api_key": ("test-key",), "anthropic_url": model} if model else {}
    return Settings(**given | models | more)


@asynccontextmanager
async def _answers(stage: Stage, minutes: Answering | None, tools: Tools) -> AsyncIterator[Answerers]:
    stage.tools.append(tools)
    async with answering.desk(tools) as desk:
        yield answering.answerers(replace(desk, minutes=minutes) if minutes else desk)
