"""What answers people in Discord: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from adapters.discord.access import DiscordAccess
from adapters.discord.admins import DiscordAdmins
from adapters.discord.audience import DiscordAudience
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.posting import brought_up_to_date
from bots.discord import asking
from bots.discord.app import Client
from bots.discord.tools import Tools
from bots.services import Side, going
from core.action_items.tools import unknown
from core.ports import Post

Register = Callable[[Client], None]


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Register]:
    """Inside the block there is somebody to answer; what is given adds the handlers to a client."""
    async with going(tools.settings, tools.stores, _side(tools), tools.clock) as services:
        desk = services.desk(partial(asking.Desk, client=tools.client, places=tools.places))
        yield partial(asking.register, desk=desk)


def _side(tools: Tools) -> Side:
    here = tools.client, tools.clock
    return Side(
        platform="discord",
        access=DiscordAccess(*here),
        admins=DiscordAdmins(*here),
        audience=DiscordAudience(*here),
        publisher=tools.publisher,
        messenger=DiscordMessenger(tools.client, tools.stores.messages, tools.clock),
        backfill=tools.backfill,
        zone=unknown,  # Discord tells none: people do, with /todos
    )


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it. Errors: those of `adapters.discord.errors`."""
    if post.digest:
        await tools.publisher.change(post.place, post.digest)
        return
    await brought_up_to_date(tools.client, tools.client.whispers, tools.stores.messages, post, tools.clock)
