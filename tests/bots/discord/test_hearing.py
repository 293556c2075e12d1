"""What is said in Discord and becomes of it there, and what is stored."""

from collections.abc import Awaitable, Callable

import pytest

from adapters.discord.ears import Ears
from core.errors import LaterError, StorageError
from core.hearing import Arrived, Hearing
from core.models import Channel, Message, Person, Reaction
from core.ports import Window
from tests.bots.discord.stage import Stage, until
from tests.standins.discord.state import APP_ID


async def test_what_people_write_is_stored_with_names_links_files_and_whom_it_answers(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        first = discord.says(acme.ana, acme.channel, f"**Ship** it, <@{acme.ben}>? See <#{acme.channel}>")
        reply = discord.says(acme.ben, acme.channel, "yes", reply_to=first, files=["plan.pdf"])
        await acme.stored("Ship it, @Ben? See #general", "yes")
        one, two = await acme.messages()

        async def named() -> bool:
            return [channel.name for channel in await stores.messages.channels()] == ["general"]

        await until(named)
    assert (one.author.name, one.id, one.original) == (
        "Ana",
        first,
        f"**Ship** it, <@{acme.ben}>? See <#{acme.channel}>",
    )
    assert (two.reply_to, two.files, two.author.id) == (first, ("plan.pdf",), acme.ben)
    assert two.permalink == f"https://discord.com/channels/{acme.guild}/{acme.channel}/{reply}"


async def test_an_edit_replaces_the_text_and_an_unfurled_link_does_not(acme: Stage) -> None:
    async with acme.recap():
        id = acme.discord.says(acme.ana, acme.channel, "on monday")
        await acme.stored("on monday")
        acme.discord.edits(acme.ana, acme.channel, id, "on tuesday")
        await acme.stored("on tuesday")
        [message] = await acme.messages()
    assert message.edited_at


async def test_deleted_messages_leave_the_store_one_by_one_and_many_at_once(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        ids = [discord.says(acme.ana, acme.channel, str(n)) for n in range(5)]
        await acme.stored(*"01234")
        discord.deletes(acme.ana, acme.channel, ids[0])
        await acme.stored(*"1234")
        discord.deletes_many(acme.channel, ids[1:4])
        await acme.stored("4")


async def test_reactions_count_by_person_and_go_again(acme: Stage) -> None:
    discord = acme.discord

    async def reactions() -> tuple[Reaction, ...]:
        return (await acme.messages())[0].reactions

    async with acme.recap():
        id = discord.says(acme.ana, acme.channel, "lunch?")
        await acme.stored("lunch?")
        for person in (acme.ana, acme.ben):
            discord.reacts(person, acme.channel, id, "👍")

        async def two() -> bool:
            return await reactions() == (Reaction("👍", 2),)

        async def one() -> bool:
            return await reactions() == (Reaction("👍", 1),)

        await until(two)
        discord.unreacts(acme.ben, acme.channel, id, "👍")
        await until(one)


async def test_reactions_that_a_moderator_clears_count_no_more(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        id = discord.says(acme.ana, acme.channel, "lunch?")
        await acme.stored("lunch?")

        async def counted() -> dict[str, int]:
            return {it.name: it.count for it in (await acme.messages())[0].reactions}

        for person, emoji in ((acme.ana, "👍"), (acme.ben, "👍"), (acme.ben, "🍕"), (acme.ana, "🎉")):
            discord.reacts(person, acme.channel, id, emoji)
        await until(lambda: _same(counted, {"👍": 2, "🍕": 1, "🎉": 1}))
        discord.clears_reactions(acme.channel, id, "👍")
        await until(lambda: _same(counted, {"🍕": 1, "🎉": 1}))
        discord.clears_reactions(acme.channel, id)
        await until(lambda: _same(counted, {}))


async def _same(counted: Callable[[], Awaitable[dict[str, int]]], wanted: dict[str, int]) -> bool:
    return await counted() == wanted


async def test_what_is_said_in_a_thread_belongs_to_its_channel_under_the_message_it_was_begun_from(acme: Stage) -> None:
    async with acme.recap() as stores:
        thread = await _budget(acme)
        messages = {m.text: m for m in await acme.messages()}
        whole = [m.text async for m in stores.messages.read(_general(acme), Window(), thread)]
    assert messages["48,000"].thread_id == messages["the budget"].id == thread
    assert messages["48,000"].permalink == f"https://discord.com/channels/{acme.guild}/{thread}/{messages['48,000'].id}"
    assert whole == ["the budget", "48,000"]


async def test_a_forums_post_is_a_thread_of_the_forum(acme: Stage) -> None:
    discord = acme.discord
    forum = discord.world.add_channel(acme.guild, "ideas", "forum")
    async with acme.recap():
        post = await _idea(acme, forum)
        assert {m.thread_id for m in await acme.messages(forum)} == {post}


async def test_a_private_thread_is_a_channel_of_its_own(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        thread = discord.starts_thread(acme.ana, acme.channel, "secret", private=True)
        discord.joins_thread(APP_ID, thread)
        discord.says(acme.ana, thread, "the offer is 9 million")
        await acme.stored("the offer is 9 million", channel=thread)
        assert await acme.texts() == []


async def test_what_is_written_beside_a_voice_channel_is_heard(acme: Stage) -> None:
    voice = acme.discord.world.add_channel(acme.guild, "standup", "voice")
    async with acme.recap():
        acme.discord.says(acme.ana, voice, "I am late")
        await acme.stored("I am late", channel=voice)


async def test_a_channel_that_is_removed_takes_its_messages_and_those_of_its_threads(acme: Stage) -> None:
    async with acme.recap():
        await _budget(acme)
        acme.discord.deletes_channel(acme.channel)
        await acme.stored()


async def test_a_thread_that_is_removed_leaves_the_message_it_was_begun_from(acme: Stage) -> None:
    async with acme.recap():
        thread = await _budget(acme)
        acme.discord.deletes_channel(thread)
        await acme.stored("the budget")


async def test_a_forums_post_that_is_removed_leaves_nothing(acme: Stage) -> None:
    discord = acme.discord
    forum = discord.world.add_channel(acme.guild, "ideas", "forum")
    async with acme.recap():
        post = await _idea(acme, forum)
        discord.deletes_channel(post)
        await acme.stored(channel=forum)


async def test_a_server_that_takes_recap_away_is_erased_and_one_with_an_outage_is_not(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        discord.says(acme.ana, acme.channel, "hello")
        await acme.stored("hello")
        discord.fails(acme.guild)
        discord.returns(acme.guild)
        discord.says(acme.ana, acme.channel, "again")
        await acme.stored("hello", "again")
        discord.kicks_bot(acme.guild)

        async def erased() -> bool:
            return not await stores.messages.channels(acme.guild)

        await until(erased)


async def test_what_recap_wrote_itself_and_direct_messages_to_it_are_not_stored(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        discord.says(acme.ana, discord.direct(acme.ana), "help")
        await acme.sees(acme.ana, discord.direct(acme.ana), "I keep the minutes")
        discord.says(acme.ana, acme.channel, "after")
        await acme.stored("after")
        assert [c.id for c in await stores.messages.channels()] == [acme.channel]


async def test_what_was_said_before_recap_came_is_fetched_threads_and_archived_ones_too(acme: Stage) -> None:
    discord = acme.discord
    now = discord.state.now()
    root = discord.says(acme.ana, acme.channel, "the budget", at=now - 86_400 * 3)
    thread = discord.starts_thread(acme.ana, acme.channel, "budget", message=root)
    discord.says(acme.ben, thread, "48,000")
    discord.archives(thread)
    discord.says(acme.ana, acme.channel, "too old", at=now - 86_400 * 40)
    for n in range(120):
        discord.says(acme.ben, acme.channel, f"{n}", at=now - 86_400 + n)
    async with acme.recap():

        async def fetched() -> bool:
            return {"the budget", "48,000", "0", "119"} <= set(await acme.texts())

        await until(fetched)
        texts = await acme.texts()
        assert len(texts) == len(set(texts)) == 122
        assert "too old" not in texts


async def test_a_connection_that_breaks_resumes_without_loss_or_doubles(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ana, acme.channel, "0")
        await acme.stored("0")
        old = discord.gateway.open[0]
        discord.gateway.cut()
        for n in range(1, 20):
            discord.says(acme.ana, acme.channel, str(n))
        await old.gone.wait()
        await acme.stored(*map(str, range(20)))
        assert len(discord.gateway.sessions) == 1


@pytest.mark.parametrize("asked_for", ["forgets", "invalidates"])
async def test_where_the_session_cannot_be_resumed_the_gap_is_fetched(acme: Stage, asked_for: str) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ana, acme.channel, "before")
        await acme.stored("before")
        old = discord.gateway.open[0]
        if asked_for == "forgets":
            discord.gateway.forgets()
            discord.gateway.cut()
        else:
            discord.gateway.invalidates()
        discord.says(acme.ana, acme.channel, "in between")
        await old.gone.wait()
        await discord.gateway.connected()
        discord.says(acme.ana, acme.channel, "after")
        await acme.stored("before", "in between", "after")


async def test_what_was_said_while_recap_did_not_run_is_fetched_when_it_starts(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        discord.says(acme.ana, acme.channel, "before")
        await acme.stored("before")
    discord.says(acme.ana, acme.channel, "meanwhile")
    async with acme.recap():
        await acme.stored("before", "meanwhile")


async def test_a_channel_that_recap_may_read_from_now_on_is_heard_with_its_past(acme: Stage) -> None:
    discord = acme.discord
    hidden = discord.world.add_channel(acme.guild, "board", private_to=[acme.ana])
    discord.says(acme.ana, hidden, "the offer")
    async with acme.recap() as stores:
        discord.says(acme.ana, acme.channel, "hello")
        await acme.stored("hello")
        assert await acme.texts(hidden) == []
        discord.sets_overwrite(hidden, APP_ID, allow="VIEW_CHANNEL READ_MESSAGE_HISTORY")
        await acme.stored("the offer", channel=hidden)
        discord.sets_overwrite(hidden, APP_ID, deny="VIEW_CHANNEL")

        async def ended() -> bool:
            board = Channel("discord", acme.guild, hidden, "")
            return all(stretch.until for stretch in await stores.complete.stretches(board))

        await until(ended)


async def test_an_event_that_the_store_does_not_take_at_first_is_tried_again(acme: Stage) -> None:

    asked: list[None] = []
    tries: list[object] = []
    heard: list[Channel] = []

    class Stubborn(Hearing):
        def __init__(self) -> None:
            """Nothing is stored anywhere."""

        async def hear(self, event: object) -> None:
            tries.append(event)
            if len(tries) < 3:
                raise StorageError("the disk is full")

    async def rest(seconds: float) -> None:
        assert seconds > 0

    async def told() -> list[Arrived]:
        asked.append(None)
        if len(asked) < 2:
            raise LaterError("Discord does not say where it was")
        return [Arrived(_general(acme), Message("1", Person("2", "Ana"), "x"))]

    ears = Ears(Stubborn(), heard.append, rest)
    await ears.hear(told)
    assert (len(asked), len(tries), heard, ears.missed) == (2, 3, [_general(acme)], False)


def _general(acme: Stage) -> Channel:
    return Channel("discord", acme.guild, acme.channel, "")


async def _budget(acme: Stage) -> str:
    """The thread that was begun from a message in #general, with an answer; both are stored."""
    root = acme.discord.says(acme.ana, acme.channel, "the budget")
    thread = acme.discord.starts_thread(acme.ana, acme.channel, "budget", message=root)
    acme.discord.says(acme.ben, thread, "48,000")
    await acme.stored("the budget", "48,000")
    return thread


async def _idea(acme: Stage, forum: str) -> str:
    """A forum's post with an answer; both are stored."""
    post = acme.discord.posts(acme.ana, forum, "Dark mode", "please")
    acme.discord.says(acme.ben, post, "yes please")
    await acme.stored("please", "yes please", channel=forum)
    return post
