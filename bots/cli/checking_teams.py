"""What `recap check` says about Teams: who Recap is there, where it is reached, and what is off without that."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

from bots.settings import Settings
from core.errors import RecapError

CHECK_SECONDS = 10

NOT_SET = "reads exports (recap import); live: RECAP_TEAMS_APP_ID, RECAP_TEAMS_APP_PASSWORD, then recap run"
REACTIONS_OFF = (
    "reactions to people's messages are off: they need RECAP_TEAMS_PUBLIC_URL, where Microsoft reaches Recap; the"
    " message action Summarize thread works without"
)


def lines(settings: Settings) -> Iterator[str]:
    """A Microsoft that cannot be asked is no failure."""
    if not settings.teams_app_id:
        yield NOT_SET
        return
    yield asyncio.run(_signed_in(settings))
    where = f"at {settings.teams_public_url}" if settings.teams_public_url else "where a proxy sends it"
    yield f"listens at /api/messages on port {settings.http_port}: the Azure Bot's messaging endpoint, {where}"
    if settings.teams_public_url:
        yield "reactions to people's messages are noticed in teams that let Recap read along"
    else:
        yield REACTIONS_OFF
    yield "the app to upload: recap manifest teams"


async def _signed_in(settings: Settings) -> str:
    from aiohttp import ClientSession, ClientTimeout

    from adapters.teams.credentials import Credentials  # the SDK takes a while to import

    app = settings.teams_app_id or "", settings.teams_app_password or ""
    async with ClientSession(timeout=ClientTimeout(total=CHECK_SECONDS)) as session:
        credentials = Credentials(
            session, settings.teams_login_url, *app, lambda: datetime.now(UTC), settings.teams_tenant
        )
        try:
            await credentials.for_connector()
        except RecapError as error:
            return str(error)
    kind = f"for the tenant {settings.teams_tenant}" if settings.teams_tenant else "for many tenants"
    return f"signs in as {app[0]}, {kind}"
