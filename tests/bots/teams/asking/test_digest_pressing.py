"""The list of digests and the form, each in the place of the card before."""

import json
from pathlib import Path

from tests.bots.teams.stage import Stage, staged
from tests.standins.teams.deliveries import Delivery
from tests.standins.teams.state import Json

BERLIN = {"zone": "Europe/Berlin", "at": "08:30"}


async def listed(stage: Stage) -> str:
    """The list in ana's chat, asked for in #Planning; its message's id."""
    await stage.says("Decision: the launch moves to Friday")
    await stage.until_named()
    await stage.says("<at>Recap</at> digest", by=stage.ana)
    await stage.sees(stage.ana, "No digest is set up here yet", stage.chat)
    return str(stage.last(stage.ana, stage.chat)["id"])


async def press(stage: Stage, id: str, button: str, inputs: Json | None = None) -> Delivery:
    pressed = await stage.teams.presses(stage.ana, stage.chat, id, button, inputs).answered()
    assert pressed.acknowledged, pressed
    return pressed


async def set_up(stage: Stage) -> str:
    id = await listed(stage)
    await press(stage, id, "Set up a digest")
    await press(stage, id, "Save", BERLIN)
    return id


async def test_a_form_filled_with_the_channel_it_was_asked_in_sets_a_digest_up_in_place(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        id = await listed(stage)
        form = await press(stage, id, "Set up a digest")
        assert "Post it in" in json.dumps(form.answer)
        saved = await press(stage, id, "Save", BERLIN | {"kind": "weekly", "days": "4", "language": "german"})
        said = json.dumps(saved.answer)
        assert "Weekly, Friday at 08:30 (Europe/Berlin): #Launch / Planning to #Launch / Planning, in German" in said
        await stage.sees(stage.ana, "1\\. Weekly, Friday at 08:30", stage.chat)
        assert len(stage.read(stage.ana, stage.chat)) == 1


async def test_what_is_wrong_is_said_and_the_form_stays_as_it_was_filled_in(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        id = await listed(stage)
        await press(stage, id, "Set up a digest")
        for wrong, said in (
            ({"zone": "Mars"}, "no such time zone"),
            ({"language": "Klingon"}, "no such language"),
        ):
            answer = (await press(stage, id, "Save", wrong)).answer
            assert answer["type"] == "application/vnd.microsoft.activity.message"
            assert said in answer["value"]
        assert stage.stores
        assert not await stage.stores.setups.list("teams", stage.group)


async def test_preview_shows_todays_below_and_posts_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        id = await listed(stage)
        await press(stage, id, "Set up a digest")
        assert "Only you see it" in (await press(stage, id, "Preview, for me only")).answer["value"]
        await stage.sees(stage.ana, "A preview, seen by you only", stage.chat)
        await stage.sees(stage.ana, "moves to Friday", stage.chat)
        assert not [text for text in stage.read(stage.ben, stage.channel) if "Friday" in text]


async def test_a_digest_is_changed_paused_and_removed_in_its_list(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        id = await set_up(stage)
        form = await press(stage, id, "Change")
        assert "08:30" in json.dumps(form.answer)
        await press(stage, id, "Save", {"at": "17:00"})
        await stage.sees(stage.ana, "1\\. Weekdays at 17:00 \\(Europe/Berlin\\)", stage.chat)
        for button, said in (("Pause", "Paused: "), ("Go on", "It goes on"), ("Remove", "That digest is gone")):
            await press(stage, id, button)
            await stage.sees(stage.ana, said, stage.chat)
        await stage.sees(stage.ana, "No digest is set up here yet", stage.chat)
        assert len(stage.read(stage.ana, stage.chat)) == 1


async def test_a_form_offers_only_channels_that_the_asker_reads(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        world = stage.teams.world
        board = world.add_channel(stage.team, "Board", "private", [stage.ben])
        world.add_app(board)
        stage.teams.says(stage.ben, board, "A secret")
        form = await press(stage, await listed(stage), "Set up a digest")
        assert "Planning" in json.dumps(form.answer)
        assert board not in json.dumps(form.answer)


async def test_a_digest_is_of_one_team(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        world = stage.teams.world
        sales = world.add_team(stage.tenant, "Sales", [stage.ana])
        world.add_app(sales)
        deals = world.add_channel(sales, "Deals")
        stage.teams.says(stage.ana, deals, "a deal")
        id = await listed(stage)
        await press(stage, id, "Set up a digest")
        wrong = await press(stage, id, "Save", {"destination": deals})
        assert "of channels of one team" in wrong.answer["value"]
