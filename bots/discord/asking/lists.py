"""/todos and /decisions, for the asker alone."""

from dataclasses import replace
from typing import Any
from zoneinfo import available_timezones

from discord import app_commands

from adapters.discord.asker import Asker
from bots.discord.app import Client
from bots.discord.asking.aside import Shown, Talk, answered, where
from bots.discord.asking.desk import Desk
from bots.discord.asking.listed import decisions, todos
from core.errors import RequestError
from core.replies import items as said
from core.words import InChannel
from core.zones import named

CHOICES_MAX = 25
NO_ZONE = 'That is no time zone I know: write it as in "Europe/Berlin".'


def register(client: Client, desk: Desk) -> None:
    _todos(client, desk)
    _decisions(client, desk)


def _todos(client: Client, desk: Desk) -> None:
    @client.tree.command(name="todos", description="Your open action items, or those of a channel")
    @app_commands.describe(
        channel="Those of this channel, everybody's",
        messages="Whether I message you about action items",
        morning="At which hour I send what is open on workdays, from 0 to 23",
        zone="Your time zone, as in Europe/Berlin",
    )
    @app_commands.choices(
        messages=[app_commands.Choice(name="on", value="on"), app_commands.Choice(name="off", value="off")]
    )
    @app_commands.autocomplete(zone=zones)
    @app_commands.guild_only()
    async def of_items(
        talk: Talk,
        channel: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
        messages: str | None = None,
        morning: app_commands.Range[int, 0, 23] | None = None,
        zone: str | None = None,
    ) -> None:
        async def work(who: Asker) -> Shown:
            if messages or morning is not None or zone:
                return await _prefer(desk, talk, who, messages, morning, zone)
            return await todos(desk, who, await where(desk, talk), _named(channel))

        await answered(desk, talk, work)


def _decisions(client: Client, desk: Desk) -> None:
    @client.tree.command(name="decisions", description="What was decided in the channels that you can read")
    @app_commands.describe(about="Words of it", channel="Only this channel's")
    @app_commands.guild_only()
    async def of_decisions(
        talk: Talk,
        about: app_commands.Range[str, 1, 200] = "",
        channel: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
    ) -> None:
        async def work(who: Asker) -> Shown:
            return await decisions(desk, who, await where(desk, talk), about, _named(channel))

        await answered(desk, talk, work)


def _named(channel: Any) -> InChannel | None:
    return InChannel(str(channel.id), channel.name) if channel else None


async def _prefer(
    desk: Desk, talk: Talk, who: Asker, messages: str | None, morning: int | None, zone: str | None
) -> str:
    server = str(talk.guild_id)
    wants = await desk.items.preferences("discord", server, who.person.id)
    if messages:
        wants = replace(wants, opted_out=messages == "off")
    if morning is not None:
        wants = replace(wants, hour=morning, morning=True)
    if zone:
        wants = replace(wants, zone=_zone(zone))
    await desk.items.prefer("discord", server, who.person.id, wants)
    return said.preferring(wants)


def _zone(name: str) -> str:
    if zone := named(name.strip()):
        return str(zone)
    raise RequestError(NO_ZONE)


async def zones(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    """Those in which the typed text stands."""
    known = sorted(zone for zone in available_timezones() if typed.casefold() in zone.casefold() and "/" in zone)
    return [app_commands.Choice(name=zone, value=zone) for zone in known[:CHOICES_MAX]]
