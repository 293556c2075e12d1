"""/summarize and the message's menu: acknowledged at once, then the answer, for the asker alone unless they say so."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from adapters.discord import wire
from adapters.discord.asker import Asker, of_interaction
from adapters.discord.places import Place
from bots.discord.app import Client
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give
from bots.discord.asking.knowing import zoned
from bots.discord.asking.options import SCOPES, VISIBILITIES, Options, languages, times, wish
from bots.discord.asking.questions import question
from bots.discord.asking.surfaces import Whispered
from bots.failing import sentence
from core import replies
from core.answering import Question
from core.errors import RequestError
from core.ports import Window
from core.words import MessageAt

Talk = discord.Interaction[Any]


def register(client: Client, desk: Desk) -> None:
    @client.tree.command(name="summarize", description="The minutes of this channel or thread, shown to you only")
    @app_commands.describe(
        scope="What to read; without any option: since you were last here, a day at most",
        last="So many of the newest messages",
        since="From when: 2h, yesterday, monday, 2026-03-02 09:00 (your zone: /todos)",
        until="Until when",
        first="A link to the first message (Copy Message Link); alone: its thread",
        to="A link to the last message",
        channel="Another channel, thread or forum that you can read",
        author="Only what this person wrote",
        focus="What it is to be about",
        language="The language of the answer",
        words="How long it may be, in words",
        visibility="Who sees the answer",
    )
    @app_commands.rename(first="from")
    @app_commands.choices(
        scope=[app_commands.Choice(name=name, value=value) for value, name in SCOPES.items()],
        visibility=[app_commands.Choice(name=name, value=value) for value, name in VISIBILITIES.items()],
    )
    @app_commands.autocomplete(since=times, until=times, language=languages)
    @app_commands.guild_only()
    async def summarize(
        talk: Talk,
        scope: str | None = None,
        last: app_commands.Range[int, 1, 10_000] | None = None,
        since: app_commands.Range[str, 1, 60] | None = None,
        until: app_commands.Range[str, 1, 60] | None = None,
        first: app_commands.Range[str, 1, 200] | None = None,
        to: app_commands.Range[str, 1, 200] | None = None,
        channel: app_commands.AppCommandChannel | app_commands.AppCommandThread | None = None,
        author: discord.Member | None = None,
        focus: app_commands.Range[str, 1, 300] | None = None,
        language: app_commands.Range[str, 1, 40] | None = None,
        words: app_commands.Range[int, 10, 2_000] | None = None,
        visibility: str = "me",
    ) -> None:
        with client.under_way.busy():
            await talk.response.defer(ephemeral=visibility == "me", thinking=True)
            there, whose = str(channel.id) if channel else None, str(author.id) if author else None
            options = Options(scope, last, since, until, first, to, there, whose, focus, language, words)
            await _answer(desk, talk, options, visibility == "channel")

    @client.tree.context_menu(name="Summarize thread")
    @app_commands.guild_only()
    async def thread(talk: Talk, message: discord.Message) -> None:
        with client.under_way.busy():
            await talk.response.defer(ephemeral=True, thinking=True)
            await _menu(desk, talk, message, whole=True)

    @client.tree.context_menu(name="Summarize from here")
    @app_commands.guild_only()
    async def from_here(talk: Talk, message: discord.Message) -> None:
        with client.under_way.busy():
            await talk.response.defer(ephemeral=True, thinking=True)
            await _menu(desk, talk, message, whole=False)


async def _answer(desk: Desk, talk: Talk, options: Options, public: bool) -> None:
    surface, who = Whispered(talk, alone=not public), of_interaction(talk)
    try:
        here = await _here(desk, talk)
        server = str(talk.guild_id)
        who = await zoned(desk, server, who)
        wished = wish(options, desk.clock().astimezone(who.zone))
        asked = await question(desk, server, who, wished, _scoped(here, options))
        if public and asked.channel.id != here.channel.id:
            raise RequestError(replies.ONLY_HERE)
    except Exception as error:
        await surface.say(sentence(error))
        return
    await give(desk, surface, asked, who.person.name if public else None)


async def _menu(desk: Desk, talk: Talk, message: discord.Message, whole: bool) -> None:
    surface, who = Whispered(talk), of_interaction(talk)
    try:
        here = await _here(desk, talk)
        asked = await _about(desk, here, who, message, whole)
    except Exception as error:
        await surface.say(sentence(error))
        return
    await give(desk, surface, asked)


async def _about(desk: Desk, here: Place, who: Asker, message: discord.Message, whole: bool) -> Question:
    """The message's thread; or all from it on, in the thread or the channel that it stands in."""
    if not desk.client.intents.message_content:  # its text came with the command, and does not otherwise
        await desk.messages.edit(here.channel, wire.message(message, here))
    request = await desk.wishes.request(here.channel, who.language)
    if not whole:
        window = Window(since=message.created_at)
        return Question(who.person, here.channel, window, thread_id=here.thread, request=request)
    root = await desk.wishes.root(here.channel, MessageAt(here.channel.id, str(message.id), here.thread))
    return Question(who.person, here.channel, thread_id=root, request=request)


async def _here(desk: Desk, talk: Talk) -> Place:
    assert talk.guild_id, "it is offered in servers only"
    assert talk.channel_id
    return await desk.places.of(talk.guild_id, talk.channel_id)


def _scoped(here: Place, options: Options) -> Place:
    """In a thread it is about the thread, unless they say that they mean the channel."""
    if options.scope == "thread" and not here.thread:
        raise RequestError(replies.NO_THREAD_HERE)
    return replace(here, thread=None) if options.scope == "channel" else here
