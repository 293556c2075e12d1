"""Discord's part of the composition root: which implementation stands behind what, and how it all starts and ends."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial

from adapters.discord.ears import Ears
from adapters.discord.errors import explained
from adapters.discord.granted import Application
from adapters.discord.live import Live
from adapters.discord.naming import named
from adapters.discord.removed import Removed
from adapters.discord.survey import Survey
from bots import behind, wiring
from bots.discord import connecting
from bots.discord.answering import Register, answering, show
from bots.discord.app import Client, quiet
from bots.discord.hearing import Hearing as Listening
from bots.discord.offering import offered
from bots.discord.tools import Tools, made
from bots.platforms import GRACE_SECONDS, Answers, Ready, Shows
from bots.settings import Settings
from bots.worker import Job, working
from core import replies
from core.errors import OperatorError
from core.ports import Detector

NOT_SET = "Discord needs RECAP_DISCORD_TOKEN: the token on the page Bot of your application"
MENDED_EVERY = 10.0  # seconds of rest


@asynccontextmanager
async def running(
    settings: Settings,
    stores: wiring.Stores,
    detector: Detector,
    clock: Callable[[], datetime],
    answers: Answers[Tools, Register] = answering,
    shows: Shows[Tools] = show,
) -> AsyncIterator[Ready]:
    """`bots.platforms.Running`."""
    if not settings.discord_token:
        raise OperatorError(NOT_SET)
    quiet()
    application = await connecting.asked(settings)
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(_logged_in(application, settings.discord_token, clock))
        tools, arrived = made(settings, stores, client, clock), behind.Arrived()
        register = await stack.enter_async_context(answers(tools))
        ears = Ears(wiring.hearing(tools.stores), arrived)
        listening = _listening(tools, ears)
        listening.register()
        register(client)
        await offered(client)
        await stack.enter_async_context(working(_jobs(tools, arrived, detector, partial(shows, tools), listening)))
        stack.push_async_callback(client.under_way.finished, GRACE_SECONDS)
        stack.push_async_callback(ears.quiet)
        await stack.enter_async_context(connecting.connected(client))
        yield Ready(_lines(client, application))


@asynccontextmanager
async def _logged_in(application: Application, token: str, clock: Callable[[], datetime]) -> AsyncIterator[Client]:
    async with Client(connecting.intents(application), application.shards) as client:
        with explained(clock):
            await client.login(token)
        yield client


def _listening(tools: Tools, ears: Ears) -> Listening:
    stores, client, clock = tools.stores, tools.client, tools.clock
    live = Live(tools.places, lambda: client.user.id if client.user else 0, clock)
    survey = Survey(ears.hearing, stores.messages, tools.complete, clock)
    removed = Removed(stores.messages, tools.complete.stored, tools.places, clock)
    return Listening(client, ears, live, survey, removed, stores.complete, clock)


def _jobs(
    tools: Tools, arrived: behind.Arrived, detector: Detector, show: behind.Show, listening: Listening
) -> list[Job]:
    stores = tools.stores
    name = partial(named, client=tools.client, places=tools.places, clock=tools.clock)
    policy = partial(wiring.policy, stores)
    jobs = behind.jobs("discord", arrived, stores.messages, tools.backfill, name, detector, policy)
    mending = Job("fetching what was not stored", listening.mend, MENDED_EVERY)
    return [*jobs, mending, behind.showing("discord", stores.posts, show)]


def _lines(client: Client, application: Application) -> list[str]:
    servers, shards = len(client.guilds), application.shards
    where = "no server yet" if not servers else "1 server" if servers == 1 else f"{servers:,} servers"
    over = f" over {shards} shards" if shards > 1 else ""
    return [
        f"Discord: connected{over}, in {where}",
        *([] if application.content else [f"Discord: {replies.NO_CONTENT}"]),
    ]
