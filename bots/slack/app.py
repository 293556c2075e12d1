"""The Bolt app: what is heard is stored first, then handlers answer."""

import logging
import re
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bots.slack.hearing import Ears, Hearing

ANY = re.compile("")
# Bolt and the SDK write whole events at DEBUG and INFO: what people wrote. Theirs are named so, and by the app's name.
LOGGERS = ("slack_bolt", "slack_sdk", "aiohttp", "recap.bolt")

log = logging.getLogger(__name__)

# The token of a workspace and Recap's user there, None where it is not installed.
Tokens = Callable[[str], Awaitable[tuple[str, str] | None]]


def build(
    client: AsyncWebClient,
    tokens: Tokens,
    ears: Ears,
    register: Callable[[AsyncApp], None],
    signing_secret: str = "",
) -> AsyncApp:
    """`client` gives the address and the session of each handler's own. `register` adds the handlers.

    Without a signing secret the app takes what comes by socket only: `bots.slack.serving` sees to it.
    """
    app = AsyncApp(
        name="recap.bolt",
        logger=quiet(),
        client=client,
        signing_secret=signing_secret,
        authorize=_Authorize(tokens),  # type: ignore[arg-type]  # Bolt takes these too
        before_authorize=Hearing(ears),
        ignoring_self_events_enabled=False,  # it writes them to the log; `Hearing` lets none of them through
        attaching_function_token_enabled=False,
    )
    app.error(_failed)
    register(app)
    _listen_to_the_rest(app)
    return app


def quiet() -> logging.Logger:
    """The logger that Bolt copies its settings from."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    return logging.getLogger("slack_bolt")


class _Authorize(AsyncAuthorize):
    """Asks nobody: a token that does not count any more says so when it is used."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        found = await self._tokens(team_id or "")
        if found is None:
            return None
        token, bot_user = found
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_user_id=bot_user, bot_token=token)


def _listen_to_the_rest(app: AsyncApp) -> None:
    """What has no handler is acknowledged: Bolt would write all of it to the log, and Slack deliver it again."""

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    app.event(ANY)(nothing)
    for listen in (app.command, app.shortcut, app.action, app.view, app.options):
        listen(ANY)(nothing)


async def _failed(error: Exception) -> None:
    """Until what answers has its own say. An error's text may hold what people wrote."""
    log.error("a handler failed: %s", type(error).__name__)
