"""What answers people in Discord: minutes from the core, shown by the handlers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from adapters.discord.access import DiscordAccess
from adapters.discord.admins import DiscordAdmins
from adapters.discord.audience import DiscordAudience
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.posting import brought_up_to_date
from bots import wiring
from bots.discord import asking
from bots.discord.app import Client
from bots.discord.tools import Tools
from bots.schedule import ticking
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
        items, decisions = wiring.items(stores, access), wiring.decisions(stores, access)
        reach = wiring.Reach(tools.publisher, DiscordAudience(tools.client, clock), access, tools.backfill)
        scheduled = wiring.scheduled(
            *(tools.settings, stores, minutes, admins, {"discord": reach}, clock, items, decisions)
        )
        desk = asking.Desk(
            minutes=minutes,
            wishes=Wishes(stores.messages, stores.settings, stores.audit, clock),
            messages=stores.messages,
            posts=stores.posts,
            settings=stores.settings,
            ledger=stores.ledger,
            items=items,
            digests=scheduled.digests,
            decisions=decisions,
            access=access,
            limits=Asking(stores.buckets, clock),
            client=tools.client,
            places=tools.places,
            questions=stores.questions,
            clock=clock,
        )
        sending = wiring.sending(stores, access, {"discord": DiscordMessenger(tools.client, stores.messages, clock)})
        async with ticking({"digests": scheduled.rounds.tick, "action items": sending.tick}):
            yield partial(asking.register, desk=desk)


async def show(tools: Tools, post: Post) -> None:
    """What a post says now, where people see it. Errors: those of `adapters.discord.errors`."""
    if post.digest:
        await tools.publisher.change(post.place, post.digest)
        return
    await brought_up_to_date(tools.client, tools.client.whispers, tools.stores.messages, post, tools.clock)
