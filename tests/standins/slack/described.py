"""All that a caller needs to know of a stand-in that runs as a process."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.standins.slack.state import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Json

if TYPE_CHECKING:
    from tests.standins.slack.server import SlackServer


def described(server: "SlackServer") -> Json:
    """Secrets, tokens, people, channels, how deliveries went."""
    channels = [(c.id, c.name, c.kind, c.teams, c.members) for c in server.state.channels.values()]
    return {
        "api_url": server.api_url,
        "app_token": APP_TOKEN,
        "signing_secret": SIGNING_SECRET,
        "client": [CLIENT_ID, CLIENT_SECRET],
        "tokens": server.world.tokens(),
        "users": [asdict(user) for user in server.state.users.values()],
        "channels": [dict(zip(("id", "name", "kind", "teams", "members"), c, strict=True)) for c in channels],
        "deliveries": {**server.deliveries.counts, "slowest": server.deliveries.slowest},
        "connections": len(server.sockets.open),
    }
