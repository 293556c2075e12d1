"""/todos and /decisions, for the asker alone."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import discord
from discord import app_commands

from adapters.discord.asker import Asker
from adapters.discord.inert import markdown
from adapters.discord.item_view import messages
from adapters.discord.lines import embeds, lists, paged
from adapters.discord.linked import Linked
from bots.discord.app import Client
from bots.discord.asking.aside import Page, Talk, answered, of_option
from bots.discord.asking.desk import Desk
from core.action_items.item import Item
from core.errors import RequestError
from core.replies import decisions as said_of_decisions
from core.replies import items as said_of_items
from core.replies.lines import Line, Listing

CHOICES_MAX = 25
NO_ZONE = 'That is no time zone I know: write it as in "Europe/Berlin".'


def register(client: Client, desk: Desk) -> None:
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
    async def todos(
        talk: Talk,
        channel: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
        messages: str | None = None,
        morning: app_commands.Range[int, 0, 23] | None = None,
        zone: str | None = None,
    ) -> None:
        async def work(who: Asker) -> str | Iterable[Page]:
            if messages or morning is not None or zone:
                return await _prefer(desk, talk, who, messages, morning, zone)
            return await _todos(desk, talk, who, channel)

        await answered(desk, talk, work)

    @client.tree.command(name="decisions", description="What was decided in the channels that you can read")
    @app_commands.describe(about="Words of it", channel="Only this channel's")
    @app_commands.guild_only()
    async def decisions(
        talk: Talk,
        about: app_commands.Range[str, 1, 200] = "",
        channel: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
    ) -> None:
        async def work(who: Asker) -> str | Iterable[Page]:
            return await _decisions(desk, talk, who, about, channel)

        await answered(desk, talk, work)


async def _todos(desk: Desk, talk: Talk, who: Asker, channel: Any) -> str | Iterable[Page]:
    place, server = await of_option(desk, talk, channel), str(talk.guild_id)
    if place:
        found = await desk.items.here(place.channel, who.person)
        heading = said_of_items.heading_here(found, place.channel)
    else:
        found = await desk.items.mine("discord", server, who.person)
        heading = said_of_items.heading_mine(found)
    wants = await desk.items.preferences("discord", server, who.person.id)
    today = desk.clock().astimezone(ZoneInfo(wants.zone)).date()
    links = await linked(desk, found)
    return list(messages(heading, found, today, links, owned=place is not None)) if found else heading


async def linked(desk: Desk, items: Iterable[Item]) -> Linked:
    return await Linked.of(desk.messages, ((item.channel, id) for item in items for id in item.sources))


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
    return said_of_items.preferring(wants)


def _zone(name: str) -> str:
    try:
        return str(ZoneInfo(name.strip()))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RequestError(NO_ZONE) from error


async def zones(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    """Those in which the typed text stands."""
    known = sorted(zone for zone in available_timezones() if typed.casefold() in zone.casefold() and "/" in zone)
    return [app_commands.Choice(name=zone, value=zone) for zone in known[:CHOICES_MAX]]


async def _decisions(desk: Desk, talk: Talk, who: Asker, about: str, channel: Any) -> str | Iterable[Page]:
    place, at = await of_option(desk, talk, channel), ("discord", str(talk.guild_id))
    found = await desk.decisions.search(*at, who.person, about, place.channel if place else None)
    known = {it.id for it in found}
    others = {it.reverses for it in found} | {it.reversed_by for it in found}
    changes = await desk.decisions.search(*at, who.person) if others - known - {None} else ()
    heading = said_of_decisions.heading(found, about, place.channel if place else None)
    lines = tuple(said_of_decisions.lines(found, changes, who.zone))
    if not lines:
        return markdown(heading, 1_900)
    return [(embed, None) for embed in _pages(heading, lines, await _links(desk, lines))]


def _pages(heading: str, lines: tuple[Line, ...], links: Linked) -> list[discord.Embed]:
    return embeds(heading, paged(lists([Listing("", lines)], links)))


async def _links(desk: Desk, lines: Iterable[Line]) -> Linked:
    return await Linked.of(desk.messages, ((line.channel, id) for line in lines for id in line.sources))
