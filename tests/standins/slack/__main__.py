"""`python -m tests.standins.slack --port 0 --record FILE`: prints its URL, then answers until it is stopped.

It starts with the workspace Acme, ana (an admin) and ben in #general, and the app's bot there; POST /_control does the
rest, {"do": "describe"} tells the tokens.
"""

import argparse
import asyncio

from tests.standins.serving import arguments, until_stopped
from tests.standins.slack.server import SlackServer


async def _serve(options: argparse.Namespace) -> None:
    retries = tuple(float(seconds) for seconds in options.retries.split(","))
    server = SlackServer(options.record, retries, options.one_a_minute)
    server.deliveries.keep = False
    team = server.world.add_workspace("Acme")
    people = [server.world.add_user(team, "ana", is_admin=True), server.world.add_user(team, "ben")]
    server.world.add_channel(team, "general", people)
    await until_stopped(server, options.port)


parser = arguments()
parser.add_argument("--retries", default="0,60,300", help="seconds before each further attempt of an event")
parser.add_argument("--one-a-minute", action="store_true")
asyncio.run(_serve(parser.parse_args()))
