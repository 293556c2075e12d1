"""/digest: what is chosen and typed there, for the asker alone."""

from dataclasses import replace
from typing import Any, Literal

from discord import app_commands

from adapters.discord.asker import Asker
from adapters.discord.words import pieces
from bots.discord.app import Client
from bots.discord.asking import digest_acts
from bots.discord.asking.aside import Shown, Talk, answered, where
from bots.discord.asking.desk import Desk
from bots.discord.asking.options import languages
from core.digests.wished import chosen
from core.words import DigestWish, InChannel, read_digest

WHEN = ("daily 9:00", "every day at 8:30", "weekly on friday at 16:00", "weekly on monday at 9:00 Europe/Berlin")
DESCRIBED = {
    "channel": "Of which channel; that you are in, where you choose none",
    "more": "And of these: #general #sales #support",
    "to": "Where it is posted; here, where you choose none",
    "when": "As in: daily 9:00; weekly on friday at 16:00 Europe/Berlin",
    "language": "The language it is written in",
    "words": "How long it may be, in words",
}
AS_BEFORE = {
    "number": "Its number in /digest list; not needed where there is only one",
    "channel": "Of which channel instead of those before",
    "to": "Where it is posted from now on",
}

Channels = app_commands.AppCommandChannel
Act = Literal["preview", "pause", "resume", "remove"]
ACTS: dict[Act, str] = {
    "preview": "What a digest would say today, shown to you only",
    "pause": "Stop a digest for now",
    "resume": "Let a paused digest go on",
    "remove": "Take a digest away",
}


def register(client: Client, desk: Desk) -> None:
    group = app_commands.Group(
        name="digest", description="What happened in some channels, at its hour", guild_only=True
    )
    _adding(group, desk)
    _changing(group, desk)

    @group.command(name="list", description="The digests of this server that you may know of")
    async def listed(talk: Talk) -> None:
        async def work(who: Asker) -> Shown:
            return await digest_acts.listed(desk, who, str(talk.guild_id))

        await answered(desk, talk, work)

    for act, description in ACTS.items():
        _acting(group, desk, act, description)
    client.tree.add_command(group)


def _adding(group: app_commands.Group, desk: Desk) -> None:
    @group.command(name="add", description="Set up a digest")
    @app_commands.describe(**DESCRIBED)
    @app_commands.autocomplete(when=_times, language=languages)
    async def add(
        talk: Talk,
        channel: Channels | None = None,
        more: app_commands.Range[str, 1, 1_500] = "",
        to: Channels | None = None,
        when: app_commands.Range[str, 1, 100] = "daily 9:00",
        language: app_commands.Range[str, 1, 40] | None = None,
        words: app_commands.Range[int, 50, 400] | None = None,
    ) -> None:
        async def work(who: Asker) -> str:
            wish = _wished(channel, more, to, when, language, words)
            return await digest_acts.add(desk, who, await where(desk, talk), wish)

        await answered(desk, talk, work)


def _changing(group: app_commands.Group, desk: Desk) -> None:
    @group.command(name="change", description="Change a digest: what you leave out stays as it is")
    @app_commands.describe(**DESCRIBED | AS_BEFORE)
    @app_commands.autocomplete(when=_times, language=languages)
    async def change(
        talk: Talk,
        number: app_commands.Range[int, 1, 100] | None = None,
        channel: Channels | None = None,
        more: app_commands.Range[str, 1, 1_500] = "",
        to: Channels | None = None,
        when: app_commands.Range[str, 1, 100] = "",
        language: app_commands.Range[str, 1, 40] | None = None,
        words: app_commands.Range[int, 50, 400] | None = None,
    ) -> None:
        async def work(who: Asker) -> str:
            wish = _wished(channel, more, to, when, language, words)
            return await digest_acts.change(desk, who, await where(desk, talk), number, wish)

        await answered(desk, talk, work)


def _wished(
    channel: Channels | None, more: str, to: Channels | None, when: str, language: str | None, words: int | None
) -> DigestWish:
    """Errors: `RequestError` with an example."""
    typed = f"{when} in {language}" if language else when
    wish = read_digest(pieces(f"{typed} of {more}" if more else typed))
    sources = dict.fromkeys([*([_named(channel)] if channel else []), *wish.channels])
    destination = _named(to) if to else wish.destination
    return replace(wish, channels=tuple(sources), destination=destination, max_words=words or wish.max_words)


def _named(channel: Any) -> InChannel:
    return InChannel(str(channel.id), channel.name)


def _acting(group: app_commands.Group, desk: Desk, act: Act, description: str) -> None:
    @group.command(name=act, description=description)
    @app_commands.describe(number=AS_BEFORE["number"])
    async def run(talk: Talk, number: app_commands.Range[int, 1, 100] | None = None) -> None:
        async def work(who: Asker) -> Shown:
            it = chosen(number, await digest_acts.visible(desk, who, str(talk.guild_id)))
            return await digest_acts.act(desk, who, act, it)

        await answered(desk, talk, work)


async def _times(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    fitting = dict.fromkeys([*([typed] if typed else []), *(it for it in WHEN if typed.casefold() in it.casefold())])
    return [app_commands.Choice(name=it[:100], value=it[:100]) for it in fitting]
