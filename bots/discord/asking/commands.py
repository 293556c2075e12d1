"""/summarize and the message's menu: acknowledged at once, then the answer, for the asker alone unless they say so."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
from discord import app_commands

from adapters.discord import wire
from adapters.discord.asker import Asker, of_interaction
from adapters.discord.places import Place
from bots.discord.app import Client
from bots.discord.asking.aside import Talk, here
from bots.discord.asking.desk import Desk
from bots.discord.asking.giving import give
from bots.discord.asking.knowing import zoned
from bots.discord.asking.options import CHOICES, DESCRIBED, Options, languages, times, wish
from bots.discord.asking.questions import question
from bots.discord.asking.surfaces import Whispered
from bots.failing import sentence
from core import replies
from core.answering import Question
from core.errors import RequestError
from core.ports import Window
from core.words import MessageAt


def register(client: Client, desk: Desk) -> None:
    _command(client, desk)
    _menu(client, desk, "Summarize thread", whole=True)
    _menu(client, desk, "Summarize from here", whole=False)


def _command(client: Client, desk: Desk) -> None:
    @client.tree.command(name="summarize", description="The minutes of this channel or thread, shown to you only")
    @app_commands.describe(**DESCRIBED)
    @app_commands.rename(first="from")
    @app_commands.choices(**CHOICES)
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
        there, whose = str(channel.id) if channel else None, str(author.id) if author else None
        options = Options(scope, last, since, until, first, to, there, whose, focus, language, words)
        await _summarized(desk, talk, options, visibility == "channel")


async def _summarized(desk: Desk, talk: Talk, options: Options, public: bool) -> None:
    async def work(who: Asker) -> Question:
        at, server = await here(desk, talk), str(talk.guild_id)
        who = await zoned(desk, server, who)
        wished = wish(options, desk.clock().astimezone(who.zone))
        asked = await question(desk, server, who, wished, _scoped(at, options))
        if public and asked.channel.id != at.channel.id:
            raise RequestError(replies.ONLY_HERE)
        return asked

    await _answered(desk, talk, work, public)


def _menu(client: Client, desk: Desk, name: str, whole: bool) -> None:
    @client.tree.context_menu(name=name)
    @app_commands.guild_only()
    async def menu(talk: Talk, message: discord.Message) -> None:
        async def work(who: Asker) -> Question:
            return await _about(desk, await here(desk, talk), who, message, whole)

        await _answered(desk, talk, work)


async def _answered(desk: Desk, talk: Talk, work: Callable[[Asker], Awaitable[Question]], public: bool = False) -> None:
    """Acknowledged at once, then the answer to the question that the work gives. What goes wrong is said."""
    with desk.client.under_way.busy():
        await talk.response.defer(ephemeral=not public, thinking=True)
        surface, who = Whispered(talk, alone=not public), of_interaction(talk)
        try:
            asked = await work(who)
        except Exception as error:
            await surface.say(sentence(error))
            return
        await give(desk, surface, asked, who.person.name if public else None)


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


def _scoped(here: Place, options: Options) -> Place:
    """In a thread it is about the thread, unless they say that they mean the channel."""
    if options.scope == "thread" and not here.thread:
        raise RequestError(replies.NO_THREAD_HERE)
    return replace(here, thread=None) if options.scope == "channel" else here
