"""A workspace of the stand-in with Recap in it, on the real SDKs, stores and minutes."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.access import SlackAccess
from adapters.slack.asker import zone_of
from adapters.slack.audience import SlackAudience
from adapters.slack.history import SlackHistory
from adapters.slack.live import heard
from adapters.slack.messenger import SlackMessenger
from adapters.slack.publisher import SlackPublisher
from adapters.slack.workspace import SlackWorkspace, opened
from bots import wiring
from bots.desk import Answering
from bots.services import Services, Side, ready
from bots.settings import Settings
from bots.slack.asking import Desk, register
from bots.slack.under_way import kept
from bots.under_way import UnderWay
from bots.wiring import Stores
from core.answering import Given, Question
from core.asking.readers import EarlyReader, Nobody, Reader
from core.hearing import Backfill
from core.models import Channel, Transcript
from core.results import Opinion
from core.summary import Decision, Point, Statement, Summary
from core.threads import roots
from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import by_socket
from tests.standins.slack.state import SIGNING_SECRET, Json

PATIENCE_SECONDS = 20


@dataclass
class Stage:
    slack: SlackServer
    stores: Stores
    team: str
    ana: str
    ben: str
    channel: str
    workspaces: dict[str, SlackWorkspace] = field(default_factory=dict)
    under_way: UnderWay = field(init=False)
    services: Services = field(init=False)

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.slack.state.now(), UTC)

    @property
    def general(self) -> Channel:
        return Channel("slack", self.team, self.channel, "general")

    async def workspace(self, id: str) -> SlackWorkspace:
        if id not in self.workspaces:
            client = AsyncWebClient(token=self.slack.world.tokens()[id], base_url=self.slack.api_url)
            self.workspaces[id] = await opened(client, self.clock)
        return self.workspaces[id]

    async def says(self, *texts: str, thread: str | None = None, by: str | None = None) -> str:
        """Messages in #general, stored; the last one's ts."""
        for text in texts:
            ts = self.slack.says(by or self.ben, self.channel, text, thread)
        await self.slack.deliveries.settled()
        return ts

    async def finished(self) -> None:
        """Until the handlers that are at work have ended."""
        await self.under_way.finished(DEADLINE_SECONDS)

    async def until(self, seen: Callable[[], object]) -> None:
        """Until it is so: handlers go on after they have acknowledged."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not seen():  # noqa: ASYNC110  # the stand-in tells nobody what it shows
                await asyncio.sleep(0.01)

    def read(self, person: str, channel: str | None = None) -> list[str]:
        """What a person sees of Recap, oldest first: text and blocks of each message."""
        bot = self.slack.world.bot(self.team)
        return [texts(m) for m in self.slack.seen_by(person, channel) if m["user"] == bot]

    def last(self, person: str) -> Json:
        """The latest message from Recap with buttons."""
        seen = [m for m in self.slack.seen_by(person) if any(b["type"] == "actions" for b in m.get("blocks", []))]
        return seen[-1]

    async def sees(self, person: str, pattern: str, channel: str | None = None, times: int = 1) -> str:
        """Waits until the person reads something like it so often; the latest message that has it."""

        def found() -> list[str]:
            return [text for text in self.read(person, channel) if re.search(pattern, text)]

        try:
            await self.until(lambda: len(found()) >= times)
        except TimeoutError as error:
            raise AssertionError(f"{pattern!r} is not in {self.read(person, channel)}") from error
        return found()[-1]


def texts(value: object) -> str:
    """All text of a message or its blocks, in order."""
    if isinstance(value, dict):
        return " ".join(texts(v) for k, v in value.items() if k in ("text", "blocks", "elements") and v)
    if isinstance(value, list):
        return " ".join(map(texts, value))
    return value if isinstance(value, str) else ""


DEADLINE_SECONDS = 60


class Admins:
    async def tell(self, platform: str, workspace: str, text: str) -> None:
        pass


class Scripted:
    """`Answering` that says what it is told: `statements`, one after the other, when `go` is set."""

    def __init__(self, *statements: str, sources: tuple[str, ...] = ("1.000001",)) -> None:
        self.decisions = tuple(Decision(text, sources) for text in statements)
        self.asked: list[Question] = []
        self.opinions: list[tuple[str, Opinion, str | None]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.stopped = 0
        self.error: Exception | None = None
        self.known = True  # whether what is rated is still kept
        self.early = ""  # a point of the preliminary answer that comes first

    async def answer(self, question: Question, reader: Reader = Nobody()) -> Given:
        self.asked.append(question)
        if self.error:
            raise self.error
        try:
            if self.early and isinstance(reader, EarlyReader):
                await reader.preliminary(_preliminary(question, self.early))
            for statement in self.decisions:
                await reader.said(Statement(statement.text, statement.sources))
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        read = Transcript(question.channel.id, (), question.channel)
        summary = Summary("s", "", (), (), self.decisions, (), (), read.coverage, "claude-haiku-5-5")
        return Given(f"result-{len(self.asked)}", summary, read)

    async def opine(self, platform: str, workspace: str, id: str, opinion: Opinion, reason: str | None = None) -> bool:
        self.opinions.append((id, opinion, reason))
        return self.known


def _preliminary(question: Question, text: str) -> Summary:
    read = Transcript(question.channel.id, (), question.channel)
    points = (Point(text, ("1.000001",)),)
    return Summary("s", "", (), points, (), (), (), read.coverage, "offline", checks={"preliminary": True})


@asynccontextmanager
async def staged(folder: Path, minutes: Answering | None = None, model: str | None = None) -> AsyncIterator[Stage]:
    """A workspace with ana (an admin) and ben in #general.

    Without `minutes` the real ones answer: by the offline engine, or by the models at the address `model`.
    """
    key = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    keys = {"anthropic_api_key": ("test-key",), "anthropic_url": model} if model else {}
    settings = Settings(database=folder / "recap.sqlite3", master_key=key, analysis_processes=1, **keys)  # type: ignore[arg-type]
    async with SlackServer(retries=()) as slack, wiring.stores(settings) as stores:
        team = slack.world.add_workspace("Acme")
        ana, ben = slack.world.add_user(team, "ana", is_admin=True), slack.world.add_user(team, "ben")
        if model:  # on a busy machine too it is the model that answers
            await stores.settings.change("slack", team, [f"deadline_seconds={DEADLINE_SECONDS}"])
        stage = Stage(slack, stores, team, ana, ben, slack.world.add_channel(team, "general", [ana, ben]))
        async with ready(settings, stores, _side(stage), stage.clock) as stage.services:
            desk = stage.services.desk(partial(Desk, workspaces=stage.workspace))
            app = _app(stage, replace(desk, minutes=minutes) if minutes else desk)
            await stores.messages.rename(stage.general)
            stage.under_way = kept(app)
            async with by_socket(slack, app):
                yield stage
                await slack.deliveries.settled()
                await stage.finished()


def _side(stage: Stage) -> Side:
    stores, clock, here = stage.stores, stage.clock, (stage.workspace, stage.clock)
    return Side(
        platform="slack",
        access=SlackAccess(*here),
        admins=Admins(),
        audience=SlackAudience(*here),
        publisher=SlackPublisher(stage.workspace, partial(roots, stores.messages), clock),
        messenger=SlackMessenger(*here),
        backfill=Backfill(SlackHistory(*here), stores.messages, stores.complete, clock),
        zone=partial(zone_of, stage.workspace),
    )


def _app(stage: Stage, desk: Desk) -> AsyncApp:
    async def authorize(team_id: str) -> AuthorizeResult:
        token, bot = stage.slack.world.tokens()[team_id], stage.slack.world.bot(team_id)
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token=token, bot_user_id=bot)

    client = AsyncWebClient(base_url=stage.slack.api_url)
    app = AsyncApp(client=client, signing_secret=SIGNING_SECRET, authorize=authorize)
    hearing = wiring.hearing(stage.stores)

    async def hear(body: Json, context: dict[str, str], next: Callable[[], object]) -> BoltResponse | None:
        if body.get("type") == "event_callback":
            event = await heard(body["event"], await stage.workspace(context["team_id"]))
            if event:
                await hearing.hear(event)
        await next()  # type: ignore[misc]
        return None

    async def nothing() -> None:
        pass

    app.use(hear)
    register(app, desk)
    app.event(re.compile(""))(nothing)
    return app
