"""`python -m tests.standins.teams --port 0 --record FILE --bot URL`: prints its URL, then answers until it is stopped.

It starts with the tenant Contoso, ana (who owns it) and ben in the team Launch with the channels General and
Planning, and the app installed there, for ana and for ben, with all RSC permissions; POST /_control does the rest,
{"do": "describe"} tells ids and addresses.
"""

import argparse
import asyncio

from tests.standins.serving import arguments, until_stopped
from tests.standins.teams.server import TeamsServer


async def _serve(options: argparse.Namespace) -> None:
    server = TeamsServer(options.record)
    server.deliveries.keep = server.record.keep = False
    tenant = server.world.add_tenant("Contoso")
    people = [server.world.add_user(tenant, name) for name in ("Ana Silva", "Ben Adler")]
    team = server.world.add_team(tenant, "Launch", people)
    server.world.add_channel(team, "Planning")
    for scope in (team, *people):
        server.world.add_app(scope)
    server.sends_to(options.bot)
    await until_stopped(server, options.port)


parser = arguments()
parser.add_argument("--bot", default="", help="the bot's address for messages; can be set later with sends_to")
asyncio.run(_serve(parser.parse_args()))
