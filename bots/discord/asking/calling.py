"""Reactions, mentions and direct messages: answered in the asker's direct messages."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress

import discord

from adapters.discord import wire
from adapters.discord.asker import Asker, of_person
from adapters.discord.errors import explained
from adapters.discord.words import pieces
from bots.discord.app import Client
from bots.discord.asking.desk import Desk
from bots.discord.asking.direct import in_direct_messages, listed_in_direct_messages
from bots.discord.asking.knowing import server_of, zoned
from bots.discord.asking.questions import question
from bots.discord.asking.surfaces import opened
from bots.failing import sentence
from core import replies
from core.answering import Question, Where
from core.errors import RecapError
from core.words import MessageAt, Reference, command, read

WORKING, DONE = "⏳", "✅"


def register(client: Client, desk: Desk) -> None:
    async def message(found: discord.Message) -> None:
        if found.author.bot or found.type not in wire.WORDS:
            return
        if found.guild is None:
            await _direct(desk, found)
        elif client.user and client.user.id in found.raw_mentions:
            await _mention(desk, found)

    async def reaction(raw: discord.RawReactionActionEvent) -> None:
        if raw.guild_id and client.user and raw.user_id != client.user.id and await _means_us(desk, raw):
            await _reaction(desk, raw)

    client.asks.append(message)
    client.listens("raw_reaction_add", reaction)


async def _means_us(desk: Desk, raw: discord.RawReactionActionEvent) -> bool:
    settings = await desk.settings.get("discord", str(raw.guild_id))
    return named(wire.emoji(raw.emoji)) == named(settings.reaction.strip(":"))


def named(emoji: str) -> str:
    """A character by its short name, as settings have it: memo."""
    if len(emoji.rstrip("\ufe0f")) != 1:
        return emoji.casefold()
    return unicodedata.name(emoji[0], emoji).casefold().replace(" ", "_")


async def _reaction(desk: Desk, raw: discord.RawReactionActionEvent) -> None:
    """The message shows that it is being read, then that it was."""
    assert raw.guild_id
    there = desk.client.get_partial_messageable(raw.channel_id).get_partial_message(raw.message_id)
    await _mark(desk, there, WORKING)
    given, who = None, await _reacted(desk, raw)
    try:
        place = await desk.places.of(raw.guild_id, raw.channel_id)
        at = MessageAt(place.channel.id, str(raw.message_id), place.thread)
        root, wanted = await desk.wishes.root(place.channel, at), await desk.wishes.request(place.channel, who.language)
        meant = Question(who.person, place.channel, thread_id=root, request=wanted)
        given = await in_direct_messages(desk, meant, place)
    except Exception as error:
        await _tell(desk, who, sentence(error))
    await _mark(desk, there, WORKING, on=False)
    if given:
        await _mark(desk, there, DONE)


async def _reacted(desk: Desk, raw: discord.RawReactionActionEvent) -> Asker:
    if raw.member:
        return of_person(raw.member)
    with explained(desk.clock):
        return of_person(await desk.client.fetch_user(raw.user_id))


async def _mark(desk: Desk, message: discord.PartialMessage, emoji: str, on: bool = True) -> None:
    """Nothing happens where it cannot be set: it decorates."""
    assert desk.client.user
    with suppress(RecapError), explained(desk.clock):
        if on:
            await message.add_reaction(emoji)
        else:
            await message.remove_reaction(emoji, discord.Object(desk.client.user.id))


async def _mention(desk: Desk, message: discord.Message) -> None:
    assert message.guild
    who = of_person(message.author)
    there = desk.client.get_partial_messageable(message.channel.id).get_partial_message(message.id)
    try:
        place = await desk.places.of(message.guild.id, message.channel.id)
        server = str(message.guild.id)
        name, words = command(_pieces(desk, message))
        if name:
            where = Where("discord", server, place.channel)
            await listed_in_direct_messages(desk, who, where, name, words, place)
            return
        who = await zoned(desk, server, who)
        wish = read(words, desk.clock().astimezone(who.zone))
        if wish.help:
            await opened(desk.client, who.person.id, replies.HELP)
            return
        meant = await question(desk, server, who, wish, place, message.created_at)
        await _mark(desk, there, WORKING)
        given = await in_direct_messages(desk, meant, place)
        await _mark(desk, there, WORKING, on=False)
        if given:
            await _mark(desk, there, DONE)
    except Exception as error:
        await _tell(desk, who, sentence(error))


async def _direct(desk: Desk, message: discord.Message) -> None:
    """Answered under what they wrote."""
    who = of_person(message.author)
    try:
        name, words = command(_pieces(desk, message))
        if not name and read(words, desk.clock()).help:
            await opened(desk.client, who.person.id, replies.HELP)
            return
        server = await server_of(desk, who, message)
        if name:
            await listed_in_direct_messages(desk, who, Where("discord", server, None), name, words)
            return
        who = await zoned(desk, server, who)
        meant = await question(desk, server, who, read(words, desk.clock().astimezone(who.zone)), None)
        await in_direct_messages(desk, meant, None)
    except Exception as error:
        await _tell(desk, who, sentence(error))


def _pieces(desk: Desk, message: discord.Message) -> Iterator[str | Reference]:
    own = str(desk.client.user.id) if desk.client.user else ""
    names = {str(user.id): user.display_name for user in message.mentions}
    return pieces(message.content, own, names)


async def _tell(desk: Desk, who: Asker, text: str) -> None:
    """In direct messages; nobody is told where those are refused: a public line would say what they asked."""
    with suppress(RecapError):
        await opened(desk.client, who.person.id, text)
