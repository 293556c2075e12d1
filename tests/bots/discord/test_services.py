"""Digests, action items, decisions and settings: by command, by button, and what comes without asking."""

import asyncio
import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from adapters.discord.audience import DiscordAudience
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.publisher import DiscordPublisher
from bots.discord.answering import answering
from bots.discord.tools import Tools
from core.action_items.item import Item
from core.action_items.note import Note
from core.digests.digest import Digest
from core.digests.post import DigestPost, Section
from core.errors import RequestError
from core.models import Channel, Coverage, Person
from core.ports import Window
from core.summary import Decision, Summary
from tests.bots.discord.stage import Stage, until
from tests.standins.discord.state import APP_ID

DECISION = "Decision: the launch moves to Friday 6 March"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Backstage:
    """The tools of a running Recap, for what comes without asking."""

    def __init__(self) -> None:
        self.tools: Tools | None = None

    def __call__(self, tools: Tools) -> Any:
        self.tools = tools
        return answering(tools)

    @property
    def publisher(self) -> DiscordPublisher:
        assert self.tools
        return self.tools.publisher

    @property
    def audience(self) -> DiscordAudience:
        assert self.tools
        return DiscordAudience(self.tools.client, self.tools.clock)

    @property
    def messenger(self) -> DiscordMessenger:
        assert self.tools
        return DiscordMessenger(self.tools.client, self.tools.stores.messages, self.tools.clock)


async def test_a_digest_is_posted_once_with_its_details_in_a_thread_however_often_it_is_tried(acme: Stage) -> None:
    recap = Backstage()
    async with acme.recap(recap):
        post = _digest(acme, "key 1")
        place = await recap.publisher.publish(post)
        assert await recap.publisher.publish(post) == place
        acme.discord.passes(3_600)  # a nonce holds for minutes only
        assert await recap.publisher.find(post.digest.destination, "key 1", acme.clock() - timedelta(days=1)) == place
        assert await recap.publisher.find(post.digest.destination, "key 2", acme.clock() - timedelta(days=1)) is None
        [shown] = acme.said_to(acme.ben, acme.channel)
        assert "1 decision in 1 channel" in json.dumps(shown)
        [thread] = [c for c in acme.discord.state.channels.values() if c.parent == acme.channel]
        assert ["the details" in json.dumps(m) for m in acme.said_to(acme.ben, thread.id)].count(True) == 1


async def test_a_digest_changes_where_it_stands(acme: Stage) -> None:
    recap = Backstage()
    async with acme.recap(recap):
        place = await recap.publisher.publish(_digest(acme, "key 1"))
        await recap.publisher.change(place, _digest(acme, "key 1", "lunch is at one"))
        [shown] = acme.said_to(acme.ben, acme.channel)
        assert "lunch is at one" in json.dumps(shown)


async def test_where_recap_cannot_see_its_posts_it_does_not_say_that_there_is_none(acme: Stage) -> None:
    recap = Backstage()
    async with acme.recap(recap):
        acme.discord.sets_overwrite(acme.channel, APP_ID, deny="READ_MESSAGE_HISTORY")
        with pytest.raises(RequestError):
            await recap.publisher.find(_channel(acme, acme.channel), "key 1", NOON)


async def test_a_source_is_taken_only_where_everybody_in_the_destination_may_read_it(acme: Stage) -> None:
    discord, recap = acme.discord, Backstage()
    board = discord.world.add_channel(acme.guild, "board", private_to=[acme.ana, APP_ID])
    role = discord.world.add_role(acme.guild, "board members")
    room = discord.world.add_channel(acme.guild, "room", private_to=[role, APP_ID])
    async with acme.recap(recap):
        to, of = _channel(acme, acme.channel), _channel(acme, board)
        assert await recap.audience.all_may_read(of, to)
        assert not await recap.audience.all_may_read(to, of)
        owner = discord.state.guilds[acme.guild].owner
        assert owner not in (acme.ana, acme.ben)
        assert await recap.audience.all_may_read(_channel(acme, room), of)  # nobody has the role yet
        discord.changes_member(acme.guild, acme.ben, roles=[role])
        assert not await recap.audience.all_may_read(_channel(acme, room), of)


async def test_without_the_intent_only_channels_open_to_the_same_are_joined(acme: Stage) -> None:
    discord, recap = acme.discord, Backstage()
    discord.switches("members", False)
    board = discord.world.add_channel(acme.guild, "board", private_to=[acme.ana, APP_ID])
    same = discord.world.add_channel(acme.guild, "same", private_to=[acme.ana, APP_ID])
    async with acme.recap(recap):
        to, of = _channel(acme, acme.channel), _channel(acme, board)
        assert await recap.audience.all_may_read(of, to)
        assert not await recap.audience.all_may_read(to, of)
        assert await recap.audience.all_may_read(_channel(acme, same), of)


async def test_action_items_come_in_direct_messages_with_buttons(acme: Stage) -> None:
    discord, recap = acme.discord, Backstage()
    async with acme.recap(recap):
        item = Item("i1", _channel(acme, acme.channel), "send the invoice", ("5",), NOON, owner=Person(acme.ben, "Ben"))
        note = Note("discord", acme.guild, Person(acme.ben, "Ben"), "found", (item,))
        await recap.messenger.send(note)
        seen = await acme.sees(acme.ben, discord.direct(acme.ben), "send the invoice")
        assert "You have a new action item" in json.dumps(seen)
        assert [b["label"] for row in seen["components"] for b in row["components"]] == [
            *("1 Done", "1 Not mine", "1 Remind me", "1 Reassign")
        ]
        discord.refuses_dms(acme.ben)
        with pytest.raises(RequestError):
            await recap.messenger.send(note)


async def test_todos_are_listed_and_done_by_a_button(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        shown = await _todos(acme)
        discord.presses(acme.ben, acme.channel, shown["id"], _button(shown, "item_done"))
        await acme.sees(acme.ben, acme.channel, "Done: ")
        discord.uses_command(acme.ben, acme.channel, "todos", {})
        await acme.sees(acme.ben, acme.channel, "Nothing is open for you")


async def test_an_item_that_is_not_theirs_leaves_their_list(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        shown = await _todos(acme)
        discord.presses(acme.ben, acme.channel, shown["id"], _button(shown, "item_not_mine"))

        async def pressed() -> bool:
            now = next(m for m in acme.said_to(acme.ben, acme.channel) if m["id"] == shown["id"])
            return not now["components"]

        await until(pressed)
        discord.uses_command(acme.ben, acme.channel, "todos", {})
        await acme.sees(acme.ben, acme.channel, "Nothing is open for you")


async def test_an_item_is_reassigned_and_reminded_of(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        shown = await _todos(acme)
        asked = await discord.presses(acme.ben, acme.channel, shown["id"], _button(shown, "item_remind")).answered()
        discord.submits(asked, {"when": "tomorrow"})
        await acme.sees(acme.ben, acme.channel, "I remind you tomorrow at 09:00")
        discord.presses(acme.ben, acme.channel, shown["id"], _button(shown, "item_reassign"))
        menu = await acme.sees(acme.ben, acme.channel, "Whose is it?")
        discord.selects(
            acme.ben, acme.channel, menu["id"], menu["components"][0]["components"][0]["custom_id"], [acme.ana]
        )
        await acme.sees(acme.ben, acme.channel, "Ana has it now")
        discord.uses_command(acme.ana, acme.channel, "todos", {})
        await acme.sees(acme.ana, acme.channel, "1 open")


async def test_what_people_want_of_messages_about_action_items_is_kept(acme: Stage) -> None:
    async with acme.recap():
        acme.discord.uses_command(acme.ben, acme.channel, "todos", {"morning": 7, "zone": "Europe/Berlin"})
        await acme.sees(acme.ben, acme.channel, "07:00 (Europe/Berlin)")
        acme.discord.uses_command(acme.ben, acme.channel, "todos", {"messages": "off"})
        await acme.sees(acme.ben, acme.channel, "I send you no messages")


async def test_part_of_a_time_zones_name_is_none(acme: Stage) -> None:
    async with acme.recap():
        acme.discord.uses_command(acme.ben, acme.channel, "todos", {"zone": "Europe"})
        await acme.sees(acme.ben, acme.channel, "That is no time zone I know")


async def test_decisions_are_found_by_those_who_may_read_them(acme: Stage) -> None:
    discord = acme.discord
    board = discord.world.add_channel(acme.guild, "board", private_to=[acme.ana, APP_ID])
    async with acme.recap():
        discord.says(acme.ana, board, DECISION)
        await acme.stored(DECISION, channel=board)
        discord.uses_command(acme.ana, board, "summarize", {"last": 5})
        await acme.sees(acme.ana, board, "the launch moves")
        discord.uses_command(acme.ana, acme.channel, "decisions", {"about": "launch"})
        await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        discord.uses_command(acme.ben, acme.channel, "decisions", {})
        await acme.sees(acme.ben, acme.channel, "No decision")


async def test_a_digest_is_set_up_listed_previewed_paused_and_removed(acme: Stage) -> None:
    discord = acme.discord
    to = discord.world.add_channel(acme.guild, "team")
    async with acme.recap():
        discord.says(acme.ben, acme.channel, DECISION)
        await acme.stored(DECISION)
        options = {"channel": acme.channel, "to": to, "when": "daily 9:00 Europe/Berlin"}
        discord.uses_command(acme.ana, acme.channel, "digest add", options)
        await acme.sees(acme.ana, acme.channel, "Set up: ")
        discord.uses_command(acme.ana, acme.channel, "digest list", {})
        await acme.sees(acme.ana, acme.channel, "(Europe/Berlin")
        discord.uses_command(acme.ana, acme.channel, "digest preview", {"number": 1})
        await acme.sees(acme.ana, acme.channel, "the launch moves to Friday 6 March")
        assert not acme.said_to(acme.ben, to)
        discord.uses_command(acme.ana, acme.channel, "digest pause", {})
        await acme.sees(acme.ana, acme.channel, "Paused: ")
        discord.uses_command(acme.ana, acme.channel, "digest remove", {})
        await acme.sees(acme.ana, acme.channel, "That digest is gone")


async def test_a_digest_takes_any_number_of_channels_and_changes_only_in_what_is_said(acme: Stage) -> None:
    discord = acme.discord
    others = [discord.world.add_channel(acme.guild, name) for name in ("sales", "support", "design", "team")]
    async with acme.recap() as stores:

        async def kept() -> tuple[str, str, str, int]:
            [it] = await stores.setups.list("discord", acme.guild)
            return " ".join(c.name for c in it.channels), it.destination.name, f"{it.at:%H:%M} {it.zone}", it.max_words

        more = f"<#{others[0]}> <#{others[1]}>, <#{others[2]}>"
        options = {"channel": acme.channel, "more": more, "to": others[3], "when": "daily 9:00 Europe/Berlin"}
        discord.uses_command(acme.ana, acme.channel, "digest add", options)
        await acme.sees(acme.ana, acme.channel, "Set up: Weekdays at 09:00 (Europe/Berlin)")
        assert await kept() == ("general sales support design", "team", "09:00 Europe/Berlin", 400)
        discord.uses_command(acme.ana, acme.channel, "digest change", {"when": "at 16:30", "words": 200})
        await acme.sees(acme.ana, acme.channel, "16:30")
        assert await kept() == ("general sales support design", "team", "16:30 Europe/Berlin", 200)
        discord.uses_command(acme.ana, acme.channel, "digest change", {"number": 1, "more": more})

        async def others_only() -> bool:
            return (await kept())[0] == "sales support design"

        await until(others_only)
        assert await kept() == ("sales support design", "team", "16:30 Europe/Berlin", 200)
        discord.uses_command(acme.ben, acme.channel, "digest change", {"when": "weekly"})
        discord.uses_command(acme.ana, acme.channel, "digest add", {"when": "sometimes"})
        await acme.sees(acme.ana, acme.channel, '\\"sometimes\\" is nothing')
        await acme.sees(acme.ben, acme.channel, "Only Ana, who set it up, or an admin can change this digest")


async def test_lists_and_digests_are_asked_for_in_words_too(acme: Stage) -> None:
    discord = acme.discord
    direct = discord.direct(acme.ben)
    async with acme.recap():
        await _todos(acme)
        discord.says(acme.ben, direct, "my todos")
        shown = await acme.sees(acme.ben, direct, "1 open")
        discord.presses(acme.ben, direct, shown["id"], _button(shown, "item_done"))
        await acme.sees(acme.ben, direct, "Done: ")
        discord.says(acme.ben, direct, "todos")
        await acme.sees(acme.ben, direct, "Nothing is open for you")
        discord.says(acme.ben, direct, "todos here")
        await acme.sees(acme.ben, direct, "There is no channel here")
        discord.says(acme.ben, direct, "decisions about pricing")
        await acme.sees(acme.ben, direct, "No decision was reached about “pricing”")
        discord.says(acme.ben, direct, f"digest weekly on friday at 16:00 of <#{acme.channel}> to <#{acme.channel}>")
        await acme.sees(acme.ben, direct, "Set up: Weekly, Friday at 16:00 (UTC)")
        discord.says(acme.ben, direct, "digest list")
        await acme.sees(acme.ben, direct, "Next: Fri")
        discord.says(acme.ben, direct, "digest pause 1")
        await acme.sees(acme.ben, direct, "Paused: ")
        discord.says(acme.ben, direct, "digest help")
        await acme.sees(acme.ben, direct, "A digest tells what happened")


async def test_a_mention_that_asks_for_a_list_is_answered_alone(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        await _todos(acme)
        discord.says(acme.ben, acme.channel, f"<@{APP_ID}> todos here")
        seen = await acme.sees(acme.ben, discord.direct(acme.ben), "1 open")
        assert "invoice" in json.dumps(seen)
        discord.refuses_dms(acme.ana)
        discord.says(acme.ana, acme.channel, f"<@{APP_ID}> todos here")
        line = await acme.sees(acme.ana, acme.channel, "I cannot send you direct messages")
        assert "invoice" not in json.dumps(line)


async def test_settings_are_for_those_who_manage_the_server(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap() as stores:
        with pytest.raises(ValueError, match="not offered"):
            discord.uses_command(acme.ben, acme.channel, "recap settings", {})
        role = discord.world.add_role(acme.guild, "manager", "MANAGE_GUILD")
        discord.changes_member(acme.guild, acme.ana, roles=[role])
        discord.uses_command(acme.ana, acme.channel, "recap settings", {"key": "reaction", "value": "eyes"})
        await acme.sees(acme.ana, acme.channel, "reaction = eyes")
        assert (await stores.settings.get("discord", acme.guild)).reaction == "eyes"
        discord.uses_command(acme.ana, acme.channel, "recap settings", {"key": "daily_cap", "value": "much"})
        await acme.sees(acme.ana, acme.channel, "cap")


async def _todos(acme: Stage) -> dict[str, Any]:
    acme.discord.says(acme.ben, acme.channel, "hello")
    acme.discord.says(acme.ana, acme.channel, f"<@{acme.ben}> please send the invoice by Monday")

    async def heard() -> bool:
        return len(await acme.texts()) == 2

    await until(heard)
    acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 5})
    await acme.sees(acme.ana, acme.channel, "invoice")

    async def kept() -> bool:
        assert acme.stores
        return bool(await acme.stores.items.list("discord", acme.guild))

    await until(kept)
    acme.discord.uses_command(acme.ben, acme.channel, "todos", {})
    return await acme.sees(acme.ben, acme.channel, "1 open")


def _channel(acme: Stage, id: str) -> Channel:
    return Channel("discord", acme.guild, id, "general")


def _digest(acme: Stage, key: str, said: str = "the launch moves") -> DigestPost:
    general = _channel(acme, acme.channel)
    digest = Digest("d1", "discord", acme.guild, (general,), general, Person(acme.ana, "Ana"), NOON, time(9))
    short = _summary(Decision(said, ("5",)))
    whole = _summary(Decision(said, ("5",)), Decision("and these are the details", ("6",)))
    window = Window(NOON - timedelta(days=1), NOON)
    section = Section(general, short, whole)
    return DigestPost(
        digest, key, "2026-03-02T09:00", window, "Monday: 1 decision in 1 channel", (section,), messages=2
    )


def _summary(*decisions: Decision) -> Summary:
    return Summary("s", "", (), (), decisions, (), (), Coverage(2, 2), "offline")


def _button(message: dict[str, Any], action: str) -> str:
    found: list[str] = [b["custom_id"] for row in message["components"] for b in row["components"]]
    return next(id for id in found if id.startswith(f"recap:{action}:"))


async def test_action_items_that_could_not_be_sent_come_with_the_next_answer_once(acme: Stage) -> None:
    discord = acme.discord
    async with acme.recap():
        shown = await _todos(acme)
        discord.refuses_dms(acme.ana)
        discord.presses(acme.ben, acme.channel, shown["id"], _button(shown, "item_reassign"))
        menu = await acme.sees(acme.ben, acme.channel, "Whose is it?")
        discord.selects(acme.ben, acme.channel, menu["id"], _button(menu, "item_to"), [acme.ana])
        await acme.sees(acme.ben, acme.channel, "Ana has it now")

        async def told() -> bool:
            """Asks once more; it is tried in direct messages at the next tick."""
            await discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 1}).answered()
            await asyncio.sleep(1)
            return _count(acme) > 0

        await until(told)
        await told()
        assert _count(acme) == 1


def _count(acme: Stage) -> int:
    return sum("I could not send you" in json.dumps(m) for m in acme.said_to(acme.ana, acme.channel))
