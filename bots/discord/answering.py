"""What answers people in Discord: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from adapters.discord.access import DiscordAccess
from adapters.discord.admins import DiscordAdmins
from adapters.discord.posting import brought_up_to_date
from bots import wiring
from bots.discord import asking
from bots.discord.app import Client
from bots.discord.tools import Tools
from core.answering import Wishes
from core.limits.asking import Asking
from core.ports import Post

Register = Callable[[Client], None]


@asynccontextmanager
async def answering(tools: Tools) -> AsyncIterator[Register]:
    """Inside the block there is somebody to answer; what is given adds the handlers to a client."""
    stores, clock = tools.stores, tools.clock
    access, admins = DiscordAccess(tools.client, clock), DiscordAdmins(tools.client, clock)
    async with wiring.minutes(tools.settings, stores, access, admins, tools.backfill) as minutes:
        wishes = Wishes(stores.messages, stores.settings, stores.audit, clock)
        desk = asking.Desk(
            *(minutes, wishes, stores.messages, stores.posts, stores.settings, stores.ledger),
            *(Asking(stores.buckets, clock), tools.client, tools.places),
            *(stores.questions, clock),
        )
        yield partial(asking.register, desk=desk)


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it. Errors: those of `adapters.discord.errors`."""
    await brought_up_to_date(tools.client, tools.stores.messages, post, tools.clock)
