"""What happens to teams, channels and the app, as the bot is told."""

import pytest

from tests.standins.teams.stage import Stage
from tests.standins.teams.state import BOT, Json


def _told(activity: Json) -> tuple[str, str | None]:
    return activity["type"], activity["channelData"].get("eventType") or activity.get("action")


async def test_an_app_put_into_a_team_says_who_and_where(stage: Stage) -> None:
    other = stage.teams.world.add_team(stage.tenant, "Sales", [stage.ana])
    stage.teams.installs(stage.ana, other)
    added, installed = sorted(await stage.events(), key=lambda a: str(a["type"]))
    assert _told(added) == ("conversationUpdate", "teamMemberAdded")
    assert (added["membersAdded"], added["conversation"]["id"]) == ([{"id": BOT}], other)
    assert added["channelData"]["team"]["name"] == "Sales"
    assert _told(installed) == ("installationUpdate", "add")
    assert installed["from"]["id"] == stage.ana


async def test_an_app_taken_out_is_told_once_more_and_hears_nothing_after(stage: Stage) -> None:
    stage.teams.uninstalls(stage.ana, stage.team)
    stage.teams.says(stage.ana, stage.channel, "<at>Recap</at> anybody?")
    removed, gone = sorted(await stage.events(), key=lambda a: str(a["type"]))
    assert _told(removed) == ("conversationUpdate", "teamMemberRemoved")
    assert (removed["membersRemoved"], _told(gone)) == ([{"id": BOT}], ("installationUpdate", "remove"))
    assert (await stage.posts(stage.channel, "hello?")).code == "BotNotInConversationRoster"


async def test_one_person_takes_the_app_and_gives_it_up(stage: Stage) -> None:
    stage.teams.installs(stage.ben, stage.ben)
    await stage.teams.settled()
    chat = stage.teams.world.personal(stage.ben)
    aad = stage.teams.state.users[stage.ben].aad
    added = next(a for a in stage.bot.heard if a["type"] == "conversationUpdate")
    assert added["membersAdded"] == [{"id": BOT}, {"id": stage.ben, "aadObjectId": aad}]
    assert (added["conversation"]["id"], "eventType" in added["channelData"]) == (chat, False)
    stage.teams.uninstalls(stage.ben, stage.ben)
    assert _told((await stage.events())[-1]) == ("installationUpdate", "remove")


async def test_people_come_and_go(stage: Stage) -> None:
    eve = stage.teams.world.add_user(stage.tenant, "Eve Moss")
    stage.teams.joins(eve, stage.team, by=stage.ana)
    await stage.teams.settled()
    stage.teams.leaves(eve, stage.team)
    came, went = await stage.events()
    assert (_told(came)[1], came["membersAdded"][0]["id"], came["from"]["id"]) == ("teamMemberAdded", eve, stage.ana)
    assert (_told(went)[1], went["membersRemoved"][0]["id"]) == ("teamMemberRemoved", eve)
    with pytest.raises(ValueError, match="not in"):
        stage.teams.says(eve, stage.channel, "still here")


async def test_who_leaves_a_team_leaves_its_private_channels(stage: Stage) -> None:
    private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ana, stage.ben])
    stage.teams.world.add_app(private)
    stage.teams.leaves(stage.ben, stage.team)
    assert stage.teams.state.conversations[private].members == [stage.ana]
    eve = stage.teams.world.add_user(stage.tenant, "Eve Moss")
    await stage.teams.settled()
    stage.teams.joins(eve, private)
    told = (await stage.events())[-1]
    assert _told(told)[1] == "channelMemberAdded"
    assert told["channelData"]["channel"] == {"id": private, "name": "Board", "type": "private"}


async def test_names_change_and_channels_are_made_deleted_and_restored(stage: Stage) -> None:
    stage.teams.renames_team(stage.ana, stage.team, "Landing")
    await stage.teams.settled()
    made = stage.teams.creates_channel(stage.ana, stage.team, "Design")
    await stage.teams.settled()
    stage.teams.renames_channel(stage.ben, made, "Drawing")
    await stage.teams.settled()
    stage.teams.deletes_channel(stage.ana, made)
    await stage.teams.settled()
    stage.teams.restores_channel(stage.ana, made)
    events = await stage.events()
    names = [(_told(a)[1], (a["channelData"].get("channel") or a["channelData"]["team"])["name"]) for a in events]
    assert names == [
        ("teamRenamed", "Landing"),
        ("channelCreated", "Design"),
        ("channelRenamed", "Drawing"),
        ("channelDeleted", "Drawing"),
        ("channelRestored", "Drawing"),
    ]
    assert {a["conversation"]["id"] for a in events} == {stage.team}
    with pytest.raises(ValueError, match="does not own"):
        stage.teams.renames_team(stage.ben, stage.team, "Mine")


async def test_a_deleted_channel_is_not_found(stage: Stage) -> None:
    stage.teams.deletes_channel(stage.ana, stage.channel)
    assert (await stage.posts(stage.channel, "x")).code == "ConversationNotFound"


async def test_a_deleted_team_takes_its_channels_with_it_and_a_new_owner_is_told_by_graph(stage: Stage) -> None:
    with pytest.raises(ValueError, match="does not own"):
        stage.teams.deletes_team(stage.ben, stage.team)
    stage.teams.makes_owner(stage.ben, stage.team)
    group = stage.teams.state.teams[stage.team].group
    members = (await stage.graph("GET", f"/teams/{group}/members")).body["value"]
    assert [m["roles"] for m in members] == [["owner"], ["owner"]]
    stage.teams.deletes_team(stage.ben, stage.team)
    assert _told((await stage.events())[-1])[1] == "teamDeleted"
    assert (await stage.posts(stage.channel, "x")).code == "ConversationNotFound"


async def test_a_newer_version_brings_the_consent_that_lacked(stage: Stage) -> None:
    stage.teams.world.takes(stage.team, "ChannelMessage.Read.Group")
    stage.teams.says(stage.ana, stage.channel, "unheard")
    stage.teams.upgrades(stage.ana, stage.team)
    await stage.teams.settled()
    stage.teams.says(stage.ana, stage.channel, "heard")
    upgraded, message = await stage.events()
    assert (_told(upgraded), message["text"]) == (("installationUpdate", "add-upgrade"), "heard")
