"""Action items, decisions, digests and settings, asked for in words and by buttons."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.bots.teams.stage import Stage, staged
from tests.standins.teams.state import Json

TALK = (
    "Decision: the launch of the pricing page moves to Friday",
    "ACTION: @Ana Silva sends the new prices to the sales team by tomorrow",
    "TODO: Ben Adler writes the announcement",
)


async def summed_up(stage: Stage, *texts: str) -> None:
    """What was said was summarized, so that items and decisions of it are kept."""
    await stage.says(*(texts or TALK))
    await stage.until_named()
    await stage.says("<at>Recap</at> summarize last 20", by=stage.ana)
    await stage.sees(stage.ana, "Minutes of", stage.chat)


def press(stage: Stage, message: Json, label: str, inputs: Json | None = None) -> Any:
    return stage.teams.presses(stage.ana, stage.chat, message["id"], label, inputs).answered()


def first_item(message: Json) -> str:
    """The id of the first item of a card."""
    said = json.dumps(message["attachments"])
    return str(json.loads(json.loads('"' + said.split('"recap": "')[1].split('"}')[0] + '"'))[1])


async def test_the_todos_of_a_channel_are_listed_in_the_askers_chat(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        await stage.says("<at>Recap</at> todos here", by=stage.ana)
        said = await stage.sees(stage.ana, "Action items of #Launch / Planning: 2 open", stage.chat)
        assert "sends the new prices" in said
        assert "Ben Adler" in said
        assert not [text for text in stage.read(stage.ben, stage.channel) if "prices" in text]


async def test_my_todos_are_mine_of_all_teams_of_the_tenant(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        stage.teams.says(stage.ana, stage.chat, "todos")
        said = await stage.sees(stage.ana, "Your action items", stage.chat)
        assert "sends the new prices" in said


async def test_done_takes_an_item_out_of_the_card_it_was_pressed_in(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        await stage.says("<at>Recap</at> todos here", by=stage.ana)
        await stage.sees(stage.ana, "2 open", stage.chat)
        message = stage.last(stage.ana, stage.chat)
        pressed = await press(stage, message, "Done")
        assert pressed.acknowledged, pressed
        assert "Done: " in json.dumps(pressed.answer)
        await stage.sees(stage.ana, "1 open", stage.chat)
        assert stage.last(stage.ana, stage.chat)["id"] == message["id"]


async def test_an_item_is_put_off_to_a_day_that_was_chosen_and_without_one_it_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        await stage.says("<at>Recap</at> todos here", by=stage.ana)
        await stage.sees(stage.ana, "2 open", stage.chat)
        message = stage.last(stage.ana, stage.chat)
        item = first_item(message)
        nothing = await press(stage, message, "recap_item_remind")
        assert "Choose first" in json.dumps(nothing.answer)
        await stage.sees(stage.ana, "Choose first", stage.chat)
        put_off = await press(
            stage, stage.last(stage.ana, stage.chat), "recap_item_remind", {f"recap_when_{item}": "tomorrow"}
        )
        assert "I remind you tomorrow at" in json.dumps(put_off.answer)


async def test_an_item_is_given_to_somebody_of_the_channel_and_to_nobody_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        cleo = stage.teams.world.add_user(stage.tenant, "Cleo Marsh")
        await summed_up(stage)
        await stage.says("<at>Recap</at> todos here", by=stage.ana)
        await stage.sees(stage.ana, "2 open", stage.chat)
        message = stage.last(stage.ana, stage.chat)
        owner = f"recap_owner_{first_item(message)}"
        outside = await press(stage, message, "recap_item_reassign", {owner: stage.aad(cleo)})
        assert "no such person" in json.dumps(outside.answer)
        await stage.sees(stage.ana, "no such person", stage.chat)
        given = await press(
            stage, stage.last(stage.ana, stage.chat), "recap_item_reassign", {owner: stage.aad(stage.ben)}
        )
        assert "Ben Adler has it now" in json.dumps(given.answer)


async def test_decisions_are_found_by_their_words(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        await stage.says("<at>Recap</at> decisions about pricing", by=stage.ana)
        said = await stage.sees(stage.ana, "Decisions about “pricing”", stage.chat)
        assert "(#Launch / Planning)" in said
        assert "moves to Friday" in said
        stage.teams.says(stage.ana, stage.chat, "decisions about bananas")
        await stage.sees(stage.ana, "No decision was reached about “bananas”", stage.chat)


async def test_who_left_sees_no_items_and_no_decisions(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await summed_up(stage)
        stage.teams.leaves(stage.ana, stage.team)
        await stage.teams.deliveries.settled()
        for words, said in (("todos", "Nothing is open for you"), ("decisions", "No decision was reached")):
            stage.teams.says(stage.ana, stage.chat, words)
            await stage.sees(stage.ana, said, stage.chat)


async def test_a_digest_is_set_up_listed_previewed_paused_and_removed_in_words(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        await stage.until_named()
        for words, said in (
            ("digest daily 9:00", "Set up: .*Planning"),
            ("digest list", "1\\. .*Planning"),
            ("digest preview 1", "A preview, seen by you only"),
            ("digest pause 1", "Paused: "),
            ("digest resume 1", "It goes on"),
            ("digest remove 1", "That digest is gone"),
        ):
            await stage.says(f"<at>Recap</at> {words}", by=stage.ana)
            await stage.sees(stage.ana, said, stage.chat)
        assert not [text for text in stage.read(stage.ben, stage.channel) if "Planning" in text]


async def test_owners_change_settings_and_nobody_else(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.teams.world.add_app(stage.ben)
        await stage.says("<at>Recap</at> settings language=German", by=stage.ben)
        await stage.sees(stage.ben, "Only admins of this workspace can change its settings")
        assert stage.stores
        assert (await stage.stores.settings.get("teams", stage.group)).language is None
        await stage.says("<at>Recap</at> settings language=German", by=stage.ana)
        said = await stage.sees(stage.ana, "Answers are in German", stage.chat)
        assert "Spent today" in said
        assert (await stage.stores.settings.get("teams", stage.group)).language == "German"
        await stage.says("<at>Recap</at> settings", by=stage.ben)
        said = await stage.sees(stage.ben, "You can ask", stage.teams.world.personal(stage.ben))
        assert "Spent" not in said


async def test_where_nobody_says_who_owns_the_team_nobody_changes_settings(tmp_path: Path) -> None:
    async with staged(tmp_path, rsc=["ChannelMessage.Read.Group"]) as stage:
        await stage.says("<at>Recap</at> settings language=German", by=stage.ana)
        await stage.sees(stage.ana, "Only admins of this workspace", stage.channel)


@pytest.mark.parametrize("words", ["settings", "settings language=German"])
async def test_settings_belong_to_a_team(tmp_path: Path, words: str) -> None:
    async with staged(tmp_path) as stage:
        stage.teams.says(stage.ana, stage.chat, words)
        await stage.sees(stage.ana, "Settings belong to a team or a chat", stage.chat)


async def test_digests_come_once_at_their_hour_with_their_details_in_the_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.schedule.TICK_SECONDS", 0.1)
    async with staged(tmp_path) as stage:
        await stage.says("one")
        await stage.until_named()
        at = (stage.clock() + timedelta(minutes=2)).astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M")
        await stage.says(f"<at>Recap</at> digest every day at {at}", by=stage.ana)
        await stage.sees(stage.ana, "Set up", stage.chat)
        await stage.says(*TALK)
        stage.teams.passes(150)
        said = await stage.sees(stage.ben, "moves to Friday", stage.channel)
        assert "Read " in said
        posts = [m for m in stage.teams.seen_by(stage.ben, stage.channel) if "Friday" in json.dumps(m["attachments"])]
        assert len([m for m in posts if m["root"] is None]) == 1


async def test_owners_change_settings_in_a_form_and_what_is_wrong_is_said(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("<at>Recap</at> settings", by=stage.ana)
        await stage.sees(stage.ana, "Change settings", stage.chat)
        message = stage.last(stage.ana, stage.chat)
        wrong = await press(stage, message, "Save", {"daily_cap": "much"})
        assert "give a number" in wrong.answer["value"]
        assert (await press(stage, message, "Save", {"language": "German"})).acknowledged
        await stage.sees(stage.ana, "Answers are in German", stage.chat)
        assert stage.last(stage.ana, stage.chat)["id"] == message["id"]
        assert stage.stores
        assert (await stage.stores.settings.get("teams", stage.group)).language == "German"


async def test_who_is_no_owner_any_more_changes_nothing_in_a_form_they_still_have(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("<at>Recap</at> settings", by=stage.ana)
        await stage.sees(stage.ana, "Change settings", stage.chat)
        stage.teams.leaves(stage.ana, stage.team)
        refused = await press(stage, stage.last(stage.ana, stage.chat), "Save", {"language": "German"})
        assert "Only admins" in refused.answer["value"]
        assert stage.stores
        assert (await stage.stores.settings.get("teams", stage.group)).language is None


async def test_people_choose_when_recap_writes_to_them_and_whether_at_all(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says("one")
        stage.teams.says(stage.ana, stage.chat, "settings")
        await stage.sees(stage.ana, "I message you when a new action item is yours", stage.chat)
        message = stage.last(stage.ana, stage.chat)
        assert stage.stores
        for button, inputs, said in (
            ("Save", {"hour": "7"}, "on workdays at 07:00 \\(Europe/Berlin\\)"),
            ("Save", {"hour": "never"}, "I message you when a new action item is yours\\."),
            ("Send me no messages", None, "I send you no messages about action items"),
            ("Send me messages", None, "I message you when a new action item is yours\\."),
        ):
            assert (await press(stage, message, button, inputs)).acknowledged
            await stage.sees(stage.ana, said, stage.chat)
        assert len(stage.read(stage.ana, stage.chat)) == 1
