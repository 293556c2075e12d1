"""Whom a bot on the real SDK believes, and whom the connector believes."""

import aiohttp
import pytest

from tests.standins.teams.keys import TOKEN_FAULTS, TokenFault
from tests.standins.teams.login import GRAPH
from tests.standins.teams.stage import Stage
from tests.standins.teams.state import APP_ID, APP_PASSWORD
from tests.standins.teams.teamsbot import signed_in, trust

# botbuilder 4.17.1 looks at endorsements only where the key has some: a bot has to refuse such a key itself.
BELIEVED_BY_THE_SDK = ("no_endorsement",)


@pytest.mark.parametrize("fault", TOKEN_FAULTS)
async def test_a_token_that_is_wrong_in_one_way_is_not_believed(stage: Stage, fault: TokenFault) -> None:
    stage.teams.deliveries.goes_wrong(fault)
    stage.teams.says(stage.ana, stage.chat, "wrong")
    await stage.teams.settled()
    believed = fault in BELIEVED_BY_THE_SDK
    assert (stage.bot.refused, len(stage.bot.heard)) == ((0, 1) if believed else (1, 0))
    stage.teams.says(stage.ana, stage.chat, "right")
    assert [a["text"] for a in await stage.events()][-1] == "right"


async def test_a_new_key_is_published_and_believed_once_fetched(stage: Stage) -> None:
    stage.teams.rotates_keys()
    stage.teams.says(stage.ana, stage.chat, "before")
    await stage.teams.settled()
    assert stage.bot.refused == 1
    await trust(stage.teams)
    stage.teams.says(stage.ana, stage.chat, "after")
    assert [a["text"] for a in await stage.events()] == ["after"]
    assert len(stage.teams.called("GET /v1/.well-known/keys")) == 2


async def test_what_is_held_back_goes_out_in_either_order(stage: Stage) -> None:
    stage.teams.deliveries.hold()
    said = [stage.teams.says(stage.ana, stage.chat, text) for text in ("one", "two")]
    await stage.teams.settled()
    assert stage.bot.heard == []
    stage.teams.deliveries.release(backwards=True)
    assert [it.payload["id"] for it in stage.teams.deliveries.all] == said
    assert sorted(a["id"] for a in await stage.events()) == said


async def test_what_is_dropped_is_lost_and_what_is_doubled_comes_twice(stage: Stage) -> None:
    stage.teams.deliveries.goes_wrong("drop")
    stage.teams.deliveries.goes_wrong("double")
    stage.teams.says(stage.ana, stage.chat, "one")
    await stage.teams.settled()
    stage.teams.says(stage.ana, stage.chat, "two")
    assert [a["text"] for a in await stage.events()] == ["two", "two"]
    assert stage.teams.deliveries.counts["lost"] == 1


async def test_the_connector_wants_its_own_token_while_it_lasts(stage: Stage) -> None:
    graph = await signed_in(stage.teams, stage.tenant, GRAPH)
    for token in ("unknown", graph):
        assert (await stage.asks("GET", f"teams/{stage.team}", token=token)).status == 401
    assert (await stage.asks("GET", f"teams/{stage.team}")).status == 200
    stage.teams.login.revokes()
    assert (await stage.asks("GET", f"teams/{stage.team}")).status == 401
    fresh = await signed_in(stage.teams)
    assert (await stage.asks("GET", f"teams/{stage.team}", token=fresh)).status == 200
    stage.teams.passes(3601)
    assert (await stage.asks("GET", f"teams/{stage.team}", token=fresh)).status == 401


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": "nobody"}, "unauthorized_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"scope": "openid"}, "invalid_scope"),
        ({"scope": "https://graph.microsoft.com/.default"}, "invalid_request"),
    ],
)
async def test_signing_in_is_refused_where_something_is_wrong(
    stage: Stage, changed: dict[str, str], error: str
) -> None:
    form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": APP_PASSWORD}
    form |= {"scope": "https://api.botframework.com/.default"} | changed
    url = f"{stage.teams.login.url()}/oauth2/v2.0/token"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as got:
        assert (got.status >= 400, (await got.json())["error"]) == (True, error)
