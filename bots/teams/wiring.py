"""Teams' part of the composition root: which implementation stands behind what, and how it all starts and ends."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial

from aiohttp import ClientSession, ClientTimeout

from adapters.teams.ears import Ears
from adapters.teams.naming import named
from adapters.teams.noticing import Noticing
from bots import behind, wiring
from bots.platforms import GRACE_SECONDS, Answers, Ready, Shows
from bots.settings import Settings
from bots.teams import serving
from bots.teams.answering import Answerers, answering, show
from bots.teams.app import App
from bots.teams.hearing import Hearing
from bots.teams.noticing import PATH as NOTIFICATIONS
from bots.teams.noticing import Noticed
from bots.teams.tokens import Tokens
from bots.teams.tools import TEAMS_SECONDS, Tools, made
from bots.worker import Job, working
from core.ports import Detector

NO_APP_ID = (
    "Teams: WITHOUT RECAP_TEAMS_APP_ID NO TOKEN IS CHECKED: only callers on this machine are let in. Never run it so"
    " where others can reach it"
)


@asynccontextmanager
async def running(
    settings: Settings,
    stores: wiring.Stores,
    detector: Detector,
    clock: Callable[[], datetime],
    answers: Answers[Tools, Answerers] = answering,
    shows: Shows[Tools] = show,
) -> AsyncIterator[Ready]:
    """`bots.platforms.Running`."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession(timeout=ClientTimeout(total=TEAMS_SECONDS)))
        tools, arrived = made(settings, stores, session, clock), behind.Arrived()
        if settings.teams_app_id:
            await tools.credentials.for_connector()  # what is wrong with them shows at the start
        answerers = await stack.enter_async_context(answers(tools))
        turn = Hearing(_ears(tools, arrived), answerers.activity)
        routes = serving.by_http(App(tools.connector, turn), Tokens(settings.teams_app_id or "", tools.keys, clock))
        jobs = _jobs(tools, arrived, detector, partial(shows, tools))
        if noticed := _noticed(tools, answerers):
            routes, jobs = [*routes, *noticed.routes()], [*jobs, *noticed.jobs()]
        await wiring.hear_again("teams", stores, clock())
        await stack.enter_async_context(working(jobs))
        stack.push_async_callback(tools.under_way.finished, GRACE_SECONDS)
        yield Ready(await _lines(tools), routes)


def _noticed(tools: Tools, answerers: Answerers) -> Noticed | None:
    """None where Graph cannot reach Recap."""
    settings = tools.settings
    if not (settings.teams_app_id and settings.teams_public_url):
        return None
    address = f"{settings.teams_public_url}{NOTIFICATIONS}"
    noticing = Noticing(tools.graph, address, settings.teams_app_password or "", tools.clock)
    return Noticed(tools, noticing, wiring.hearing(tools.stores), answerers.reaction)


async def _lines(tools: Tools) -> list[str]:
    settings, known = tools.settings, await tools.installed.ids()
    how = f"Teams: listening at {serving.PATH} on port {settings.http_port}, in {len(known):,} teams and chats so far"
    return [how] if settings.teams_app_id else [NO_APP_ID, how]


def _ears(tools: Tools, arrived: behind.Arrived) -> Ears:
    stores = tools.stores
    return Ears(
        tools.installed, tools.connector, wiring.hearing(stores), stores.complete, arrived, stores.messages.channels
    )


def _jobs(tools: Tools, arrived: behind.Arrived, detector: Detector, show: behind.Show) -> list[Job]:
    stores = tools.stores
    name = partial(named, connector=tools.connector, workspaces=tools.installed)
    policy = partial(wiring.policy, stores)
    jobs = behind.jobs("teams", arrived, stores.messages, tools.backfill, name, detector, policy)
    return [*jobs, behind.showing("teams", stores.posts, show)]
