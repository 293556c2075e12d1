"""What people and moderators do, as the real client hears of it, and who sees what."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.standins.discord.discordbot import INTENTS, Bot, connected
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import APP_ID


class Stage:
    """A guild with ana and ben in #general, and a bot that hears all."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.guild = server.world.add_guild("Acme")
        self.ana, self.ben = (server.world.add_member(self.guild, name) for name in ("ana", "ben"))
        self.channel = server.world.add_channel(self.guild, "general")
        self.bot = Bot()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with DiscordServer() as server:
        stage = Stage(server)
        async with connected(server, lambda: stage.bot):
            yield stage


async def test_edits_and_deletions_reach_the_client_for_old_messages_too(stage: Stage) -> None:
    server, ana, channel = stage.server, stage.ana, stage.channel
    ids = [server.says(ana, channel, str(n), at=1_700_000_000.0 + n, silently=True) for n in range(4)]
    server.edits(ana, channel, ids[0], "changed")
    server.deletes(ana, channel, ids[1])
    server.deletes_many(channel, ids[2:])
    assert (await stage.bot.hears("raw_message_edit"))[0].message.content == "changed"
    assert (await stage.bot.hears("raw_message_delete"))[0].message_id == int(ids[1])
    assert (await stage.bot.hears("raw_bulk_message_delete"))[0].message_ids == {int(id) for id in ids[2:]}
    assert [m["content"] for m in server.seen_by(ana, channel)] == ["changed"]
    with pytest.raises(ValueError, match="did not write"):
        server.deletes(stage.ben, channel, ids[0])


async def test_reactions_reach_the_client_for_old_messages_too(stage: Stage) -> None:
    server, ana, channel = stage.server, stage.ana, stage.channel
    id = server.says(ana, channel, "old", silently=True)
    server.reacts(stage.ben, channel, id, "📝")
    server.reacts(ana, channel, id, "recap:123456789012345678")
    server.unreacts(stage.ben, channel, id, "📝")
    server.clears_reactions(channel, id, "recap:123456789012345678")
    server.clears_reactions(channel, id)
    first, second = await stage.bot.hears("raw_reaction_add", 2)
    assert (first.user_id, str(first.emoji), first.member.name) == (int(stage.ben), "📝", "ben")
    assert (second.emoji.name, second.emoji.id, second.message_author_id) == ("recap", 123456789012345678, int(ana))
    await stage.bot.hears("raw_reaction_remove")
    await stage.bot.hears("raw_reaction_clear_emoji")
    await stage.bot.hears("raw_reaction_clear")


async def test_threads_come_join_archive_and_go(stage: Stage) -> None:
    server, ana, channel = stage.server, stage.ana, stage.channel
    id = server.says(ana, channel, "shall we?")
    thread = server.starts_thread(ana, channel, "Shall we", id)
    assert thread == id
    server.says(stage.ben, thread, "we shall")
    server.archives(thread)
    server.archives(thread, False)
    server.deletes_channel(thread)
    assert (await stage.bot.hears("thread_create"))[0].owner_id == int(ana)
    assert (await stage.bot.hears("thread_member_join"))[0].id == int(stage.ben)
    heard = await stage.bot.hears("message", 3)
    assert [m.content for m in heard] == ["shall we?", "", "we shall"]
    assert heard[1].type is discord.MessageType.thread_starter_message
    await stage.bot.hears("raw_thread_delete")


async def test_the_bot_hears_of_a_private_thread_once_it_is_added(stage: Stage) -> None:
    server = stage.server
    thread = server.starts_thread(stage.ana, stage.channel, "quiet", private=True)
    server.says(stage.ana, thread, "before")
    server.joins_thread(APP_ID, thread)
    server.says(stage.ana, thread, "after")
    assert [m.content for m in await stage.bot.hears("message")] == ["after"]
    assert server.seen_by(stage.ben, thread) == []
    server.leaves_thread(APP_ID, thread)
    assert (await stage.bot.hears("thread_remove"))[0].id == int(thread)


async def test_a_forum_post_is_a_thread_and_its_first_message(stage: Stage) -> None:
    forum = stage.server.world.add_channel(stage.guild, "ideas", "forum")
    post = stage.server.posts(stage.ana, forum, "Idea", "first words")
    assert (await stage.bot.hears("thread_create"))[0].parent_id == int(forum)
    (first,) = await stage.bot.hears("message")
    assert (first.id, first.content, first.channel.id) == (int(post), "first words", int(post))


async def test_a_channel_that_the_bot_is_shown_comes_with_its_threads(stage: Stage) -> None:
    server, ana = stage.server, stage.ana
    hidden = server.world.add_channel(stage.guild, "hidden", private_to=[ana])
    server.says(ana, hidden, "unheard")
    thread = server.starts_thread(ana, hidden, "inside")
    assert server.seen_by(stage.ben, hidden) == []
    server.sets_overwrite(hidden, APP_ID, allow="VIEW_CHANNEL")
    server.says(ana, hidden, "heard")
    assert [m.content for m in await stage.bot.hears("message")] == ["heard"]
    assert (await stage.bot.hears("thread_join"))[0].id == int(thread)
    server.sets_overwrite(hidden, APP_ID)
    server.says(ana, hidden, "unheard again")
    server.says(ana, stage.channel, "elsewhere")
    assert [m.content for m in await stage.bot.hears("message", 2)] == ["heard", "elsewhere"]


async def test_members_roles_and_channels_change(stage: Stage) -> None:
    server, guild = stage.server, stage.guild
    role = server.world.add_role(guild, "team", "MANAGE_GUILD")
    carl = server.world.add_member(guild, "carl")
    server.changes_member(guild, carl, roles=[role], nick="C")
    server.renames(stage.channel, "lobby")
    server.renames(guild, "Acme Ltd")
    server.leaves(stage.ben, guild)
    other = server.world.add_channel(guild, "other")
    server.deletes_channel(other)
    server.sets_role(guild, role, "")
    server.deletes_role(guild, role)
    (before, after), *_ = await stage.bot.hears("member_update")
    assert (before.nick, after.nick, after.guild_permissions.manage_guild) == (None, "C", False)
    for event in ("member_join", "guild_role_create", "guild_channel_update", "guild_update", "guild_channel_create"):
        await stage.bot.hears(event)
    assert (await stage.bot.hears("raw_member_remove"))[0].user.id == int(stage.ben)
    await stage.bot.hears("guild_channel_delete")
    await stage.bot.hears("guild_role_update")
    await stage.bot.hears("guild_role_delete")
    assert stage.bot.get_guild(int(guild)).name == "Acme Ltd"  # type: ignore[union-attr]


async def test_the_bot_is_told_that_it_was_taken_out_and_of_outages(stage: Stage) -> None:
    server = stage.server
    server.fails(stage.guild)
    await stage.bot.hears("guild_unavailable")
    server.returns(stage.guild)
    await stage.bot.hears("guild_available", 1)
    server.kicks_bot(stage.guild)
    assert (await stage.bot.hears("guild_remove"))[0].id == int(stage.guild)
    server.says(stage.ana, stage.channel, "behind its back")
    server.world.invites_bot(stage.guild)
    await stage.bot.hears("guild_join")
    assert "message" not in stage.bot.heard


async def test_who_is_timed_out_or_may_not_write_does_not(stage: Stage) -> None:
    server = stage.server
    server.changes_member(stage.guild, stage.ben, timeout=60)
    with pytest.raises(ValueError, match="may not write"):
        server.says(stage.ben, stage.channel, "hello")
    server.passes(61)
    server.says(stage.ben, stage.channel, "hello")
    server.sets_overwrite(stage.channel, stage.guild, deny="SEND_MESSAGES")
    with pytest.raises(ValueError, match="may not write"):
        server.says(stage.ana, stage.channel, "hello")
    server.sets_overwrite(stage.channel, stage.ana, allow="SEND_MESSAGES")
    server.says(stage.ana, stage.channel, "hello")


async def test_without_the_members_intent_only_the_bot_is_known(stage: Stage) -> None:
    intents = discord.Intents(guilds=True, guild_messages=True)
    async with connected(stage.server, lambda: Bot(intents)) as bot:
        stage.server.world.add_member(stage.guild, "carl")
        stage.server.says(stage.ana, stage.channel, "hello")
        await bot.hears("message")
        assert "member_join" not in bot.heard
        assert [m.id for m in bot.get_guild(int(stage.guild)).members if m.bot] == [int(APP_ID)]


async def test_a_thousand_members_come_in_chunks(stage: Stage) -> None:
    for n in range(1200):
        stage.server.world.add_member(stage.guild, f"p{n}")
    async with connected(stage.server, lambda: Bot(INTENTS)) as bot:
        assert len(bot.get_guild(int(stage.guild)).members) == 1204


async def test_a_load_of_messages_arrives_whole_and_in_order(stage: Stage) -> None:
    count = await stage.server.load(stage.ana, stage.channel, rate=500, seconds=0.4)
    heard = await stage.bot.hears("message", count)
    assert [m.content for m in heard] == [f"message {n}" for n in range(200)]
