"""`python -m tests.standins.discord --port 0 --record FILE`: prints its URL, then answers until it is stopped.

REST is under URL/api/v10, the gateway under the same host and port. It starts with the guild Acme, ana (who may manage
the server) and ben, #general, and the bot; POST /_control does the rest, {"do": "describe"} tells token and ids.
"""

import argparse
import asyncio

from tests.standins.discord.server import DiscordServer
from tests.standins.serving import arguments, until_stopped


async def _serve(options: argparse.Namespace) -> None:
    server = DiscordServer(options.record, shards=options.shards)
    guild = server.world.add_guild("Acme")
    manager = server.world.add_role(guild, "manager", "MANAGE_GUILD MANAGE_MESSAGES MANAGE_THREADS")
    server.world.add_member(guild, "ana", [manager])
    server.world.add_member(guild, "ben")
    server.world.add_channel(guild, "general")
    await until_stopped(server, options.port)


parser = arguments()
parser.add_argument("--shards", type=int, default=1, help="what /gateway/bot recommends")
asyncio.run(_serve(parser.parse_args()))
