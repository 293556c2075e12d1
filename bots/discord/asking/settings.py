"""/recap settings, for those who manage the server."""

import discord
from discord import app_commands

from adapters.discord.asker import Asker
from adapters.discord.inert import markdown
from bots.discord.app import Client
from bots.discord.asking.aside import Talk, answered
from bots.discord.asking.desk import Desk
from core import replies
from core.errors import RequestError
from core.workspace.settings import KEYS

CHOICES_MAX = 25
LINE_MAX_CHARS = 300


def register(client: Client, desk: Desk) -> None:
    group = app_commands.Group(
        name="recap",
        description="How Recap works in this server",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="settings", description="What is set for this server; with a key and a value it is changed")
    @app_commands.describe(key="Which setting", value="What it is to be; nothing: its default again")
    @app_commands.autocomplete(key=_keys)
    async def settings(
        talk: Talk, key: app_commands.Range[str, 1, 60] | None = None, value: app_commands.Range[str, 0, 1000] = ""
    ) -> None:
        async def work(who: Asker) -> str:
            if not who.admin:
                raise RequestError(replies.ADMINS_ONLY)
            server = str(talk.guild_id)
            if key:
                await desk.settings.change("discord", server, [f"{key}={value}"])
            return await _told(desk, server, who, key)

        await answered(desk, talk, work)

    client.tree.add_command(group)


async def _keys(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    fitting = [key for key in KEYS if typed.casefold() in key]
    return [app_commands.Choice(name=key, value=key) for key in fitting[:CHOICES_MAX]]


async def _told(desk: Desk, server: str, who: Asker, key: str | None) -> str:
    own = await desk.settings.get("discord", server)
    if key:
        return markdown(f"{key} = {dict(own.texts())[key]}", LINE_MAX_CHARS)
    spent = (await desk.ledger.standing("discord", server, desk.clock())).settled.workspace_day
    left = await desk.limits.left("discord", server, who.person.id, own)
    lines = [*replies.settings(own), replies.spent(spent, own.daily_cap), replies.limits(own, left)]
    return "\n".join(markdown(line, LINE_MAX_CHARS) for line in lines)
