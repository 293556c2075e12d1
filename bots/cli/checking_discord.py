"""What `recap check` says about Discord: who Recap is there, what it may hear and do, and how it is invited."""

import asyncio
import logging
from collections.abc import Iterator

from bots.settings import Settings
from core.errors import RecapError

CHECK_SECONDS = 20
SERVERS_SHOWN = 5

NOT_SET = "reads exports (recap import); live: RECAP_DISCORD_TOKEN, then recap run"


def lines(settings: Settings) -> Iterator[str]:
    """A Discord that cannot be asked is no failure."""
    if not settings.discord_token:
        yield NOT_SET
        return
    yield from asyncio.run(_asked(settings, settings.discord_token))


async def _asked(settings: Settings, token: str) -> list[str]:
    from adapters.discord import granted  # discord.py takes a while to import
    from adapters.discord.addresses import at

    logging.getLogger("discord").setLevel(logging.ERROR)
    at(settings.discord_api_url)
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            found, lacking = await granted.application(token), await granted.lacking(token)
    except (RecapError, TimeoutError) as error:
        return [f"not compared with manifests/discord.json: {str(error) or 'Discord did not answer in time'}"]
    said = [_intents(found.content, found.members)]
    for server, names in list(lacking.items())[:SERVERS_SHOWN]:
        said.append(f"in {server} it lacks {', '.join(names)}: give them to its role, or invite it again")
    if not lacking:
        said.append("all permissions of manifests/discord.json are granted")
    return [*said, f"invite: {granted.invite(found.id)}"]


def _intents(content: bool, members: bool) -> str:
    off = [name for name, on in (("Message Content", content), ("Server Members", members)) if not on]
    if not off:
        return "both privileged intents are on"
    what = [] if content else ["only mentions, direct messages and a message's menu bring their text"]
    what += [] if members else ["digests take only channels that are open to the same roles"]
    return f"{' and '.join(off)} Intent off (page Bot): {', and '.join(what)}"
