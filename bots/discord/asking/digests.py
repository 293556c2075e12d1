"""/digest: set up, listed, previewed and changed, for the asker alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal
from zoneinfo import ZoneInfo

from discord import app_commands

from adapters.discord.asker import Asker
from adapters.discord.digest_view import messages
from adapters.discord.inert import markdown
from adapters.discord.linked import Linked
from bots.discord.app import Client
from bots.discord.asking.aside import Page, Talk, answered, where
from bots.discord.asking.desk import Desk
from bots.discord.asking.options import languages
from core.digests.digest import Digest
from core.digests.slots import following
from core.digests.wished import chosen, digest
from core.replies import digests as said
from core.words import InChannel, read_digest

WHEN = ("daily 9:00", "every day at 8:30", "weekly on friday at 16:00", "weekly on monday at 9:00 Europe/Berlin")
LINE_MAX_CHARS = 1_000

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

    @group.command(name="list", description="The digests of this server that you may know of")
    async def listed(talk: Talk) -> None:
        async def work(who: Asker) -> str:
            return await _listed(desk, talk, who)

        await answered(desk, talk, work)

    for act, description in ACTS.items():
        _acting(group, desk, act, description)
    client.tree.add_command(group)


def _adding(group: app_commands.Group, desk: Desk) -> None:
    @group.command(name="add", description="Set up a digest")
    @app_commands.describe(
        channel="Of which channel; that you are in, where you choose none",
        second="And of this one",
        third="And of this one",
        to="Where it is posted; here, where you choose none",
        when="As in: daily 9:00; weekly on friday at 16:00 Europe/Berlin",
        language="The language it is written in",
        words="How long it may be, in words",
    )
    @app_commands.autocomplete(when=_times, language=languages)
    async def add(
        talk: Talk,
        channel: app_commands.AppCommandChannel | None = None,
        second: app_commands.AppCommandChannel | None = None,
        third: app_commands.AppCommandChannel | None = None,
        to: app_commands.AppCommandChannel | None = None,
        when: app_commands.Range[str, 1, 100] = "daily 9:00",
        language: app_commands.Range[str, 1, 40] | None = None,
        words: app_commands.Range[int, 50, 2_000] | None = None,
    ) -> None:
        async def work(who: Asker) -> str:
            typed = f"{when} in {language}" if language else when
            wish = read_digest([typed])
            sources = [InChannel(str(it.id), it.name) for it in (channel, second, third) if it]
            destination = InChannel(str(to.id), to.name) if to else None
            wish = replace(wish, channels=tuple(sources), destination=destination, max_words=words or wish.max_words)
            return await _add(desk, talk, who, wish)

        await answered(desk, talk, work)


def _acting(group: app_commands.Group, desk: Desk, act: Act, description: str) -> None:
    @group.command(name=act, description=description)
    @app_commands.describe(number="Its number in /digest list; not needed where there is only one")
    async def run(talk: Talk, number: app_commands.Range[int, 1, 100] | None = None) -> None:
        async def work(who: Asker) -> str | Iterable[Page]:
            return await _act(desk, who, act, chosen(number, await _visible(desk, talk, who)))

        await answered(desk, talk, work)


async def _times(talk: Talk, typed: str) -> list[app_commands.Choice[str]]:
    fitting = dict.fromkeys([*([typed] if typed else []), *(it for it in WHEN if typed.casefold() in it.casefold())])
    return [app_commands.Choice(name=it[:100], value=it[:100]) for it in fitting]


async def _add(desk: Desk, talk: Talk, who: Asker, wish: Any) -> str:
    wants = await desk.items.preferences("discord", str(talk.guild_id), who.person.id)
    wanted = await digest(wish, who.person, wants.zone, who.language, await where(desk, talk), desk.wishes)
    kept = await desk.digests.add(await _named(desk, wanted), who.person)
    return _inert(said.added(kept, _next(kept, desk)))


async def _named(desk: Desk, wanted: Digest) -> Digest:
    """Its channels by the names that Discord gives them."""
    server = int(wanted.workspace)
    places = [await desk.places.of(server, int(it.id)) for it in (*wanted.channels, wanted.destination)]
    *sources, to = (place.channel for place in places)
    return replace(wanted, channels=tuple(sources), destination=to)


async def _listed(desk: Desk, talk: Talk, who: Asker) -> str:
    digests = await _visible(desk, talk, who)
    if not digests:
        return _inert(said.NONE)
    costs = await desk.digests.costs("discord", str(talk.guild_id))
    lines = [said.LISTED]
    for number, it in enumerate(digests, 1):
        lines += [f"{number}. {said.told(it)}", said.standing(_next(it, desk), costs.get(it.id))]
    return _inert("\n".join(lines))


async def _act(desk: Desk, who: Asker, act: Act, it: Digest) -> str | Iterable[Page]:
    if act == "preview":
        post = await desk.digests.preview(it, who.person)
        links = await Linked.of(desk.messages, post.sources())
        return [(embed, None) for embed in messages(post, links)]
    if act == "remove":
        await desk.digests.remove("discord", it.workspace, it.id, who.person, admin=who.admin)
        return said.REMOVED
    changed = await desk.digests.change(replace(it, paused=act == "pause"), who.person, admin=who.admin)
    return _inert(said.paused(changed))


async def _visible(desk: Desk, talk: Talk, who: Asker) -> Sequence[Digest]:
    """Those that this person may know of: their own, those of channels that they may read, for an admin all."""
    digests = await desk.digests.list("discord", str(talk.guild_id))
    return [it for it in digests if who.admin or it.created_by.id == who.person.id or await _reads(desk, who, it)]


async def _reads(desk: Desk, who: Asker, it: Digest) -> bool:
    for channel in (it.destination, *it.channels):
        if not await desk.access.may_read(who.person.id, channel):
            return False
    return True


def _next(it: Digest, desk: Desk) -> Any:
    return None if it.paused else following(it, desk.clock()).at.astimezone(ZoneInfo(it.zone))


def _inert(text: str) -> str:
    return "\n".join(markdown(line, LINE_MAX_CHARS) for line in text.splitlines())
