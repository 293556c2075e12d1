"""Action items in Slack: in lists that only their reader sees, in direct messages, in App Home; and their buttons."""

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.slack.messenger import SlackMessenger
from core.action_items.item import Item
from core.action_items.note import Note
from core.action_items.preferences import Preferences
from core.answering import Given, Question
from core.models import Channel, Person, Transcript
from core.summary import ActionItem, Summary
from tests.bots.slack.asking.stage import Stage, staged, texts
from tests.standins.slack.state import Json

PRESS = "write to the press"


async def item(
    stage: Stage,
    text: str = PRESS,
    owner: str | None = None,
    channel: Channel | None = None,
    due: date | None = None,
) -> Item:
    """Found in a summary that ben asked for, said by ben; ana's where no other owner is named."""
    channel = channel or stage.general
    ts = stage.slack.says(stage.ben, channel.id, f"TODO: {text}")
    await stage.slack.deliveries.settled()
    (said,) = [m async for m in stage.stores.messages.read(channel) if m.id == ts]
    read = Transcript(channel.id, (said,), channel)
    person = Person(owner or stage.ana, "ana" if not owner else "ben")
    found = ActionItem(text, (ts,), owner=person, due=due, explicit=True)
    summary = Summary("s", "", (), (), (), (found,), (), read.coverage, "offline")
    (kept,) = await stage.services.items.found(Question(Person(stage.ben, "ben"), channel), Given("1", summary, read))
    return kept


async def asks(stage: Stage, words: str = "", by: str | None = None, command: str = "/todos") -> None:
    await stage.slack.uses_command(by or stage.ana, stage.channel, command, words).answered()
    await stage.finished()


def named(seen: Json, verb: str, item: str) -> str:
    """What the button or menu of an item is called in what somebody sees."""
    ids: list[str] = [e["action_id"] for b in seen["blocks"] for e in b.get("elements", ()) if "action_id" in e]
    return next(id for id in ids if id.startswith(f"recap_item/{verb}/{item}/"))


async def press(stage: Stage, verb: str, it: Item, choice: Any = None, by: str | None = None) -> None:
    person = by or stage.ana
    seen = stage.last(person)
    await stage.slack.clicks(person, seen, named(seen, verb, it.id), choice).answered()
    await stage.finished()


async def test_todos_are_ones_own_with_links_and_buttons_and_nobody_else_sees_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        await asks(stage)
        seen = await stage.sees(stage.ana, "Your action items: 1 open")
        assert PRESS in seen
        assert f"archives/{stage.channel}/p{it.sources[0].replace('.', '')}" in str(stage.last(stage.ana)["blocks"])
        for words in ("Done", "Not mine", "Remind me", "Reassign"):
            assert words in str(stage.last(stage.ana)["blocks"])
        assert stage.read(stage.ben) == []
        await asks(stage, by=stage.ben)
        await stage.sees(stage.ben, "Nothing is open for you")


async def test_todos_here_are_the_channels_with_their_owners(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await item(stage)
        await item(stage, "order the cake", owner=stage.ben)
        await asks(stage, "here")
        seen = await stage.sees(stage.ana, "Action items of #general: 2 open")
        assert "ana: " in seen
        assert "ben: " in seen
        await asks(stage, f"<#{stage.channel}|general>", by=stage.ben)
        await stage.sees(stage.ben, "Action items of #general: 2 open")


async def test_items_of_a_channel_that_somebody_cannot_read_are_nowhere(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ben], "private")
        await item(stage, channel=Channel("slack", stage.team, secret, "secret"))
        await asks(stage)
        await stage.sees(stage.ana, "Nothing is open for you")
        await asks(stage, f"<#{secret}|secret>")
        await stage.sees(stage.ana, "cannot read")
        assert PRESS not in " ".join(stage.read(stage.ana))


@pytest.mark.parametrize(("words", "said"), [("help", "todos here"), ("bananas", "nothing I understand")])
async def test_unclear_words_after_todos_get_a_short_answer(tmp_path: Path, words: str, said: str) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, words)
        await stage.sees(stage.ana, said)


async def test_done_in_a_list_takes_it_out_of_the_list(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it, _ = await item(stage), await item(stage, "order the cake")
        await asks(stage)
        await stage.sees(stage.ana, "2 open")
        await press(stage, "done", it)
        seen = texts(stage.last(stage.ana))
        assert f"Done: {PRESS}" in seen
        assert "Your action items: 1 open" in seen
        assert [i.text for i in await stage.services.items.mine("slack", stage.team, Person(stage.ana, ""))] == [
            "order the cake"
        ]


async def test_the_last_one_done_leaves_a_list_that_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        await asks(stage)
        await stage.sees(stage.ana, "1 open")
        await press(stage, "done", it)
        seen = await stage.sees(stage.ana, "Nothing is open for you")
        assert f"Done: {PRESS}" in seen


async def noted(stage: Stage, *items: Item) -> None:
    await SlackMessenger(stage.workspace, stage.clock).send(
        Note("slack", stage.team, Person(stage.ana, "ana"), "found", items, "Europe/Berlin")
    )


async def test_a_direct_message_groups_items_and_each_press_changes_it_in_place(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        first, second = await item(stage), await item(stage, "order the cake")
        await noted(stage, first, second)
        seen = await stage.sees(stage.ana, "You have 2 new action items", stage.slack.direct(stage.ana))
        assert PRESS in seen
        await press(stage, "done", first)
        await press(stage, "not_mine", second)
        (now,) = stage.read(stage.ana, stage.slack.direct(stage.ana))
        assert f"Done: {PRESS}" in now
        assert "Not yours any more: order the cake" in now
        assert await stage.services.items.mine("slack", stage.team, Person(stage.ana, "ana")) == []


@pytest.mark.parametrize(
    ("verb", "choice", "said"),
    [
        ("remind", "tomorrow", "I remind you tomorrow at 07:00"),
        ("on_day", "2099-03-02", "I remind you on Mon 2 Mar 2099"),
    ],
)
async def test_a_reminder_comes_at_the_persons_own_hour(tmp_path: Path, verb: str, choice: str, said: str) -> None:
    async with staged(tmp_path) as stage:
        await stage.services.items.prefer("slack", stage.team, stage.ana, Preferences(hour=7))
        it = await item(stage)
        await noted(stage, it)
        await press(stage, verb, it, choice)
        await stage.sees(stage.ana, said)
        (kept,) = await stage.services.items.mine("slack", stage.team, Person(stage.ana, "ana"))
        assert kept.remind_at
        assert kept.remind_at.astimezone(ZoneInfo("Europe/Berlin")).hour == 7


async def test_reassigned_it_is_somebody_elses(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        await noted(stage, it)
        await press(stage, "reassign", it, stage.ben)
        await stage.sees(stage.ana, f"ben has it now: {PRESS}")
        assert [i.id for i in await stage.services.items.mine("slack", stage.team, Person(stage.ben, "ben"))] == [it.id]


async def test_its_thread_hears_of_a_change_only_if_the_person_asks_for_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        await noted(stage, it)
        await press(stage, "done", it)
        await stage.sees(stage.ana, "Say so in its thread")
        assert stage.read(stage.ben) == []
        await press(stage, "tell", it)
        await stage.sees(stage.ben, f"ana: done: {PRESS}", stage.channel)
        assert len(stage.slack.state.channels[stage.channel].thread(it.sources[0])) == 2
        await stage.sees(stage.ana, "Said in #general", stage.slack.direct(stage.ana))
        assert "Say so in its thread" not in " ".join(stage.read(stage.ana))


async def test_who_left_the_channel_says_nothing_in_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana, stage.ben], "private")
        it = await item(stage, channel=Channel("slack", stage.team, secret, "secret"))
        await noted(stage, it)
        await press(stage, "done", it)
        await stage.sees(stage.ana, "Say so in its thread")
        stage.slack.leaves(stage.ana, secret)
        await press(stage, "tell", it)
        await stage.sees(stage.ana, "cannot read")
        assert stage.read(stage.ben) == []


async def test_a_press_on_what_was_deleted_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        await noted(stage, it)
        stage.slack.deletes(stage.ben, stage.channel, it.sources[0])
        await stage.slack.deliveries.settled()
        await press(stage, "done", it)
        await stage.sees(stage.ana, "not kept any more")


@pytest.mark.parametrize("words", ["todos", "my action items"])
async def test_a_mention_and_a_direct_message_list_them_too(tmp_path: Path, words: str) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        bot = stage.slack.world.bot(stage.team)
        await stage.says(f"<@{bot}> {words}", by=stage.ana)
        await stage.sees(stage.ana, "Your action items: 1 open", stage.channel)
        assert stage.read(stage.ben) == []
        direct = stage.slack.direct(stage.ana)
        stage.slack.says(stage.ana, direct, words)
        await stage.sees(stage.ana, "Your action items: 1 open", direct)
        await press(stage, "done", it)
        await stage.sees(stage.ana, f"Done: {PRESS}", direct)


async def test_app_home_lists_them_and_says_which_messages_come(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        stage.slack.opens_home(stage.ana)
        await stage.until(lambda: "Your action items: 1 open" in texts(stage.slack.home(stage.ana)))
        home = stage.slack.home(stage.ana)
        assert home
        assert "on workdays at 09:00 (Europe/Berlin) what is open" in texts(home)
        await stage.slack.clicks(stage.ana, home, "recap_item_hour", "7").answered()
        await stage.until(lambda: "at 07:00 (Europe/Berlin)" in texts(stage.slack.home(stage.ana)))
        home = stage.slack.home(stage.ana)
        assert home
        await stage.slack.clicks(stage.ana, home, "recap_item_messages").answered()
        await stage.until(lambda: "I send you no messages" in texts(stage.slack.home(stage.ana)))
        kept = await stage.services.items.preferences("slack", stage.team, stage.ana)
        assert kept == Preferences(hour=7, zone="Europe/Berlin", opted_out=True)
        home = stage.slack.home(stage.ana)
        assert home
        await stage.slack.clicks(stage.ana, home, named(home, "done", it.id)).answered()
        await stage.until(lambda: "Nothing is open for you" in texts(stage.slack.home(stage.ana)))


async def test_what_somebody_could_not_be_sent_comes_with_their_next_answer_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await item(stage)
        stage.slack.refuses("chat.postMessage", "messages_tab_disabled")
        stage.slack.passes(180)
        await stage.services.sending.tick()
        for _ in range(2):
            await asks(stage, "last 50", command="/summarize")
        await stage.sees(stage.ana, "Minutes of #general", times=2)
        (told,) = [text for text in stage.read(stage.ana) if "could not send you this action item" in text]
        assert PRESS in told


async def test_what_people_wrote_in_an_item_calls_nobody(tmp_path: Path) -> None:
    nasty = "<!channel> @here <https://evil.example|press this> *bold*"
    async with staged(tmp_path) as stage:
        it = await item(stage, nasty)
        await noted(stage, it)
        await asks(stage)
        await stage.sees(stage.ana, "1 open")
        for call in (*stage.slack.called("chat.postMessage"), *stage.slack.called("response_url")):
            assert "evil.example" not in call.arguments["text"]
            assert "<!" not in call.arguments["text"]
