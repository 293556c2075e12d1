"""Slack's part of the composition root: which implementation stands behind what, and how it all starts and ends."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial

from aiohttp import ClientSession, ClientTimeout, web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.ears import Ears
from adapters.slack.errors import explained
from adapters.slack.naming import named
from adapters.slack.workspace import opened
from bots import behind, wiring
from bots.platforms import GRACE_SECONDS, Answers, Ready, Shows
from bots.settings import Settings
from bots.slack import serving
from bots.slack.answering import Register, answering, show
from bots.slack.app import build, quiet
from bots.slack.tools import SLACK_SECONDS, Tools, installation, made, token
from bots.slack.under_way import kept
from bots.worker import Job, working
from core.errors import OperatorError
from core.hearing import Once
from core.ports import Detector

WORKSPACES_SHOWN = 5

OF_APP = "make one with the scope connections:write"
NO_WORKSPACE = (
    "Slack needs RECAP_SLACK_BOT_TOKEN for one workspace, or RECAP_SLACK_CLIENT_ID and _CLIENT_SECRET for many"
)
NO_WAY_IN = "Slack needs RECAP_SLACK_APP_TOKEN (Socket Mode) or RECAP_SLACK_SIGNING_SECRET (HTTP)"


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
    _require(settings)
    quiet()
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession(timeout=ClientTimeout(total=SLACK_SECONDS)))
        tools = made(settings, stores, session, clock)
        if settings.slack_bot_token:
            tools.installed.fix(await opened(tools.installed.client(settings.slack_bot_token), clock))
        await wiring.hear_again("slack", stores, clock())
        arrived = behind.Arrived()
        app = _app(tools, _ears(tools, arrived), await stack.enter_async_context(answers(tools)))
        under_way = kept(app)
        await stack.enter_async_context(working(_jobs(tools, arrived, detector, partial(shows, tools))))
        stack.push_async_callback(under_way.finished, GRACE_SECONDS)
        ready = await _serve(stack, app, tools)
        yield Ready([*ready.lines, _workspaces(await tools.installed.ids())], ready.routes)


def _app(tools: Tools, ears: Ears, register: Register) -> AsyncApp:
    tokens, secret = partial(token, tools.installed), tools.settings.slack_signing_secret or ""
    return build(tools.installed.client(), tokens, ears, register, secret)


async def _serve(stack: AsyncExitStack, app: AsyncApp, tools: Tools) -> Ready:
    """Deliveries come in from here on; the lines say which way."""
    settings, routes, lines = tools.settings, list[web.RouteDef](), list[str]()
    if settings.slack_client_id:
        routes += serving.to_install(installation(tools))
        lines.append(f"Slack: workspaces install Recap at /slack/install on port {settings.http_port}")
    if not settings.slack_app_token:
        routes += serving.by_http(app)
        lines.append(f"Slack: listening at {serving.PATH} on port {settings.http_port} (signed HTTP)")
    if settings.slack_app_token:
        await _check_app_token(tools)
        await stack.enter_async_context(serving.by_socket(app, settings.slack_app_token))
        lines.append("Slack: connected (Socket Mode)")
    return Ready(lines, routes)


def _require(settings: Settings) -> None:
    if not (settings.slack_bot_token or (settings.slack_client_id and settings.slack_client_secret)):
        raise OperatorError(NO_WORKSPACE)
    if not (settings.slack_app_token or settings.slack_signing_secret):
        raise OperatorError(NO_WAY_IN)


def _ears(tools: Tools, arrived: behind.Arrived) -> Ears:
    """With the app's own token it can be asked who else hears a shared channel."""
    stores, app_token = tools.stores, tools.settings.slack_app_token
    hearing = wiring.hearing(stores)
    app = tools.installed.client(app_token) if app_token else None
    once = Once(stores.buckets, tools.clock)
    return Ears(tools.installed, hearing, stores.complete, tools.clock, arrived, once, app)


def _jobs(tools: Tools, arrived: behind.Arrived, detector: Detector, show: behind.Show) -> list[Job]:
    stores = tools.stores
    name = partial(named, workspaces=tools.installed, clock=tools.clock)
    policy = partial(wiring.policy, stores)
    jobs = behind.jobs("slack", arrived, stores.messages, tools.backfill, name, detector, policy)
    return [*jobs, behind.showing("slack", stores.posts, show, tools.publisher)]


async def _check_app_token(tools: Tools) -> None:
    """The SDK tries for ever with one that Slack refuses."""
    try:
        with explained(tools.clock):
            await tools.installed.client().apps_connections_open(app_token=tools.settings.slack_app_token or "")
    except OperatorError as error:
        raise OperatorError(f"RECAP_SLACK_APP_TOKEN opens no connection ({_code(error)}): {OF_APP}") from error


def _code(error: OperatorError) -> str:
    """Slack's own word for it."""
    refused = error.__cause__
    return str(refused.response.get("error")) if isinstance(refused, SlackApiError) else type(refused).__name__


def _workspaces(ids: Sequence[str]) -> str:
    if not ids:
        return "Slack: installed in no workspace yet"
    shown = ", ".join(ids[:WORKSPACES_SHOWN])
    more = f" and {len(ids) - WORKSPACES_SHOWN:,} more" if len(ids) > WORKSPACES_SHOWN else ""
    return f"Slack: installed in {shown}{more}"
