"""`recap run teams` as a process of its own, beside the stand-in."""

from pathlib import Path

from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import APP_ID, APP_PASSWORD


def settings(teams: TeamsServer, database: Path, port: int, **more: str) -> dict[str, str]:
    given = {
        "RECAP_DATABASE": str(database),
        "RECAP_HTTP_PORT": str(port),
        "RECAP_TEAMS_APP_ID": APP_ID,
        "RECAP_TEAMS_APP_PASSWORD": APP_PASSWORD,
        "RECAP_TEAMS_OPENID_URL": teams.login.openid_url,
        "RECAP_TEAMS_LOGIN_URL": teams.login.url("").rstrip("/"),
        "RECAP_TEAMS_GRAPH_URL": teams.graph_url,
    }
    return given | more
