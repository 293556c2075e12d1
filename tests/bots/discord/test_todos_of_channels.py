"""Whose action items a list has: one's own, or a channel's, and of channels that the asker reads only."""

import json

from tests.bots.discord.stage import Stage, until
from tests.standins.discord.state import APP_ID

INVOICE = "<@{ben}> please send the invoice by Monday"
LABELS = "<@{ana}> please order the labels by Tuesday"


async def test_ones_own_list_has_ones_own_and_a_channels_list_everybodys_with_their_owners(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        await found(acme, acme.channel, INVOICE, LABELS)
        discord.uses_command(acme.ben, acme.channel, "todos", {})
        own = json.dumps(await acme.sees(acme.ben, acme.channel, "1 open"))
        assert ("invoice" in own, "labels" in own) == (True, False)
        discord.uses_command(acme.ana, acme.channel, "todos", {"channel": acme.channel})
        whole = json.dumps(await acme.sees(acme.ana, acme.channel, "2 open"))
        assert [word in whole for word in ("invoice", "labels", "Ben", "Ana")] == [True] * 4


async def test_items_of_a_channel_that_somebody_cannot_read_are_in_no_list_of_theirs(acme: Stage) -> None:
    discord = acme.discord
    board = discord.world.add_channel(acme.guild, "board", private_to=[acme.ana, acme.ben, APP_ID])
    async with acme.recap():
        await found(acme, board, INVOICE)
        discord.uses_command(acme.ben, acme.channel, "todos", {})
        await acme.sees(acme.ben, acme.channel, "1 open")
        discord.sets_overwrite(board, acme.ben, deny="VIEW_CHANNEL")
        discord.uses_command(acme.ben, acme.channel, "todos", {})
        await acme.sees(acme.ben, acme.channel, "Nothing is open for you")


async def found(acme: Stage, channel: str, *tasks: str) -> None:
    """Said, and stored as items by an answer that ana asks for."""
    acme.discord.says(acme.ben, channel, "hello")
    for task in tasks:
        acme.discord.says(acme.ana, channel, task.format(ana=acme.ana, ben=acme.ben))

    async def heard() -> bool:
        return len(await acme.texts(channel)) == 1 + len(tasks)

    async def kept() -> bool:
        assert acme.stores
        return len(await acme.stores.items.list("discord", acme.guild)) == len(tasks)

    await until(heard)
    acme.discord.uses_command(acme.ana, channel, "summarize", {"last": 50})
    await until(kept)
