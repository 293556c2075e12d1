"""From what somebody in Discord wished for, and where, to the question."""

from dataclasses import replace
from datetime import datetime

from adapters.discord.asker import Asker
from adapters.discord.errors import explained
from adapters.discord.places import Place
from bots.discord.asking.desk import Desk
from core.answering import Question, Where
from core.words import Wish


async def question(
    desk: Desk,
    server: str,
    asker: Asker,
    wish: Wish,
    here: Place | None,
    before: datetime | None = None,
) -> Question:
    """`here` is where it was asked, None in direct messages. Errors: those of `Wishes.question` and of `Places`."""

    async def naming(id: str) -> str:
        with explained(desk.clock):
            guild = await desk.client.fetch_guild(int(server), with_counts=False)
            return (await guild.fetch_member(int(id))).display_name

    found = await _placed(desk, server, wish)
    where = Where("discord", server, here.channel if here else None, here.thread if here else None, before)
    return await desk.wishes.question(asker.person, asker.language, found, where, naming)


async def _placed(desk: Desk, server: str, wish: Wish) -> Wish:
    """Links and channels that name a thread name its channel, as Recap knows it, and the thread."""
    if wish.messages:
        at = wish.messages[0]
        place = await desk.places.of(int(server), int(at.channel_id))
        moved = (replace(m, channel_id=place.channel.id, thread_id=place.thread) for m in wish.messages)
        return replace(wish, messages=tuple(moved))
    if wish.channel and wish.channel.id:
        place = await desk.places.of(int(server), int(wish.channel.id))
        return replace(wish, channel=replace(wish.channel, id=place.channel.id, name=place.channel.name))
    return wish
