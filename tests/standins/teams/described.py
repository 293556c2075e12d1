"""All that a caller needs to know of a stand-in that runs as a process."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.standins.teams.keys import ISSUER
from tests.standins.teams.login import CONNECTOR, GRAPH
from tests.standins.teams.state import APP_ID, APP_PASSWORD, BOT, Conversation, Json

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer


def described(server: "TeamsServer") -> Json:
    """The app, addresses, people, places, how deliveries went."""
    state = server.state
    return {
        "app_id": APP_ID,
        "app_password": APP_PASSWORD,
        "bot": BOT,
        "issuer": ISSUER,
        "service_url": server.service_url,
        "openid_url": server.login.openid_url,
        "login_url": server.login.url(),
        "login_scope": f"{CONNECTOR}/.default",
        "graph_url": server.graph_url,
        "graph_login_urls": {tenant: server.login.url(tenant) for tenant in state.tenants},
        "graph_scope": f"{GRAPH}/.default",
        "bot_url": server.deliveries.url,
        "tenants": state.tenants,
        "users": [asdict(user) for user in state.users.values()],
        "teams": [asdict(team) for team in state.teams.values()],
        "conversations": [_place(place) for place in state.conversations.values()],
        "installed": {scope: sorted(rsc) for scope, rsc in state.installed.items()},
        "deliveries": {**server.deliveries.counts, "slowest": server.deliveries.slowest},
    }


def _place(place: Conversation) -> Json:
    names = {"id": place.id, "kind": place.kind, "name": place.name, "membership": place.membership}
    return names | {"team": place.team.id if place.team else None, "members": place.members, "tenant": place.tenant}
