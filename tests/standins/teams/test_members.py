"""Rosters in pages, single members, a team's name and channels."""

from botbuilder.core import TurnContext
from botbuilder.core.teams import TeamsInfo

from tests.standins.teams.stage import Stage


async def test_a_roster_comes_in_pages_of_50_to_500(stage: Stage) -> None:
    people = [stage.teams.world.add_user(stage.tenant, f"Person {n}") for n in range(120)]
    stage.teams.state.teams[stage.team].members += people
    path, token, sizes = f"conversations/{stage.team}/pagedmembers?pageSize=10", "", []
    while token is not None:
        page = await stage.asks("GET", f"{path}&continuationToken={token}" if token else path)
        sizes.append(len(page.body["members"]))
        token = page.body.get("continuationToken")
    assert sizes == [50, 50, 22]
    assert (await stage.asks("GET", f"{path}&continuationToken=mine")).status == 400
    assert "email" not in page.body["members"][0]


async def test_a_single_member_is_found_by_either_id_and_nobody_else(stage: Stage) -> None:
    stranger = stage.teams.world.add_user(stage.tenant, "Eve Moss", guest=True)
    ben = stage.teams.state.users[stage.ben]
    for id in (ben.id, ben.aad):
        found = await stage.asks("GET", f"conversations/{stage.channel}/members/{id}")
        assert (found.body["name"], found.body["userRole"]) == ("Ben Adler", "user")
    refused = await stage.asks("GET", f"conversations/{stage.channel}/members/{stranger}")
    assert (refused.status, refused.code) == (404, "MemberNotFoundInConversation")


async def test_a_private_channel_has_members_of_its_own_and_is_not_listed(stage: Stage) -> None:
    private = stage.teams.world.add_channel(stage.team, "Board", "private", [stage.ana])
    listed = (await stage.asks("GET", f"teams/{stage.team}/conversations")).body["conversations"]
    assert listed == [{"id": stage.team, "name": None}, {"id": stage.channel, "name": "Planning"}]
    stage.teams.world.add_app(private)
    members = (await stage.asks("GET", f"conversations/{private}/pagedmembers")).body["members"]
    assert [m["id"] for m in members] == [stage.ana]


async def test_the_real_sdk_reads_team_and_roster(stage: Stage) -> None:
    seen: list[object] = []

    async def ask(context: TurnContext) -> None:
        page = await TeamsInfo.get_paged_members(context)
        seen.extend(member.name for member in page.members)
        seen.append((await TeamsInfo.get_member(context, stage.ben)).aad_object_id)

    stage.bot.turn = ask
    stage.teams.says(stage.ana, stage.channel, "<at>Recap</at> who is here?")
    await stage.teams.settled()
    assert seen == ["Ana Silva", "Ben Adler", stage.teams.state.users[stage.ben].aad]


async def test_a_team_without_the_app_tells_nothing(stage: Stage) -> None:
    other = stage.teams.world.add_team(stage.tenant, "Sales", [stage.ana])
    for path in (f"teams/{other}", f"teams/{other}/conversations", f"conversations/{other}/pagedmembers"):
        assert (await stage.asks("GET", path)).code == "BotNotInConversationRoster"
    assert (await stage.asks("GET", "teams/19:nowhere@thread.tacv2")).code == "TeamNotFound"
    told = (await stage.asks("GET", f"teams/{stage.team}")).body
    assert (told["name"], told["aadGroupId"]) == ("Launch", stage.teams.state.teams[stage.team].group)
