"""What Recap works with in Teams, made of the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import ClientSession

from adapters.teams.admins import Owners
from adapters.teams.asker import Zones
from adapters.teams.connector import Connector
from adapters.teams.credentials import Credentials
from adapters.teams.graph import Graph
from adapters.teams.history import Filling, TeamsHistory
from adapters.teams.installed import Installed
from adapters.teams.keys import Keys
from adapters.teams.pace import Pace
from adapters.teams.people import Roster
from adapters.teams.speaking import Speaking
from bots import wiring
from bots.settings import Settings
from bots.under_way import UnderWay
from core.hearing import Backfill, Once

TEAMS_SECONDS = 30  # for one call


@dataclass(frozen=True, slots=True)
class Tools:
    """What handlers may need: `bots.teams.asking` is given them."""

    settings: Settings
    stores: wiring.Stores
    credentials: Credentials
    keys: Keys
    connector: Connector
    installed: Installed
    roster: Roster
    graph: Graph
    owners: Owners
    backfill: Backfill
    zones: Zones
    once: Once
    pace: Pace
    under_way: UnderWay
    clock: Callable[[], datetime]

    def speaking(self, service_url: str, tenant: str) -> Speaking:
        app = self.settings.teams_app_id
        return Speaking(self.connector, self.pace, service_url, tenant, f"28:{app}" if app else "")

    async def speaking_in(self, workspace: str) -> Speaking:
        """Errors: `NotFound` where Recap is not installed there."""
        there = await self.installed(workspace)
        return self.speaking(there.service_url, there.tenant)


def made(settings: Settings, stores: wiring.Stores, session: ClientSession, clock: Callable[[], datetime]) -> Tools:
    """`session` carries all that Teams is asked."""
    app = settings.teams_app_id or "", settings.teams_app_password or ""
    credentials = Credentials(session, settings.teams_login_url, *app, clock, settings.teams_tenant)
    keys = Keys(session, settings.teams_openid_url, clock)
    connector, installed = Connector(session, credentials), Installed(stores.installations, clock)
    roster, graph = Roster(connector, installed), Graph(session, credentials, settings.teams_graph_url, clock)
    backfill = Filling(TeamsHistory(graph, installed, app[0]), stores.messages, stores.complete, clock)
    reading = roster, graph, Owners(graph, installed), backfill
    return Tools(
        settings,
        stores,
        credentials,
        keys,
        connector,
        installed,
        *reading,
        Zones(),
        Once(stores.buckets, clock),
        Pace(),
        UnderWay(),
        clock,
    )
