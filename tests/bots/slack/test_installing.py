"""Many workspaces: how they come, how their tokens are kept and renewed, and who hears a shared channel."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from adapters.slack.scopes import SCOPES
from bots.slack.installing import States
from core.models import Channel
from tests.bots.slack.process import free_port
from tests.bots.slack.stage import Stage, stage

# slack_sdk 3.47 sends the client's secret through a class that aiohttp wants to give up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
async def acme(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, many=True) as it:
        it.settings = replace(it.settings, http_port=free_port())
        yield it


@asynccontextmanager
async def browser(it: Stage) -> AsyncIterator[aiohttp.ClientSession]:
    """Sends no cookie by itself: Recap's are for https."""
    base = f"http://127.0.0.1:{it.settings.http_port}"
    async with aiohttp.ClientSession(base, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


async def install(it: Stage, team: str, user: str) -> int:
    """An admin begins, consents at Slack, and is sent back; the status that they get."""
    async with browser(it) as session:
        async with session.get("/slack/install", allow_redirects=False) as begun:
            cookie = SimpleCookie(begun.headers["Set-Cookie"])
        url = urlsplit(begun.headers["Location"])
        asked = parse_qs(url.query)
        assert f"{url.scheme}://{url.netloc}" == it.slack.url
        code = it.slack.installing.consents(team, user, asked["scope"][0].split(","))
        [(name, morsel)] = cookie.items()
        query = {"code": code, "state": asked["state"][0]}
        async with session.get(
            "/slack/oauth_redirect", params=query, headers={"Cookie": f"{name}={morsel.value}"}
        ) as end:
            return end.status


def bring_in(it: Stage, team: str, channel: str) -> None:
    it.slack.state.channels[channel].members.append(it.slack.world.bot(team))


async def test_an_admin_installs_recap_and_it_hears_the_workspace_also_after_a_restart(acme: Stage) -> None:
    async with acme.recap():
        assert await install(acme, acme.team, acme.ana) == 200
        assert acme.slack.state.installations[acme.team].scopes == set(SCOPES)
        bring_in(acme, acme.team, acme.channel)
        acme.slack.says(acme.ana, acme.channel, "hello")
        await acme.slack.deliveries.settled()
        assert await acme.texts() == ["hello"]
    async with acme.recap():
        acme.slack.says(acme.ana, acme.channel, "again")
        await acme.slack.deliveries.settled()
        assert await acme.texts() == ["hello", "again"]


async def test_tokens_are_encrypted_at_rest(acme: Stage) -> None:
    async with acme.recap():
        await install(acme, acme.team, acme.ana)
        token = acme.slack.world.tokens()[acme.team]
        files = [file.read_bytes() for file in acme.settings.database.parent.glob("recap.sqlite3*")]
        assert not [1 for file in files if token.encode() in file]


@pytest.mark.parametrize(
    ("state", "cookie"), [("forged", "forged"), ("", ""), ("1.x.y", "1.x.y"), ("good", "another browser's")]
)
async def test_a_state_that_recap_did_not_give_this_browser_installs_nothing(
    acme: Stage, state: str, cookie: str
) -> None:
    async with acme.recap() as stores, browser(acme) as session:
        assert acme.settings.slack_client_secret
        if state == "good":
            state = await States(acme.settings.slack_client_secret, acme.clock).async_issue()
        code = acme.slack.installing.consents(acme.team, acme.ana, SCOPES)
        headers = {"Cookie": f"slack-app-oauth-state={cookie}"}
        async with session.get("/slack/oauth_redirect", params={"code": code, "state": state}, headers=headers) as got:
            assert got.status in (400, 401)
        assert list(await stores.installations.workspaces("slack")) == []


async def test_a_state_is_good_once_and_for_ten_minutes() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    states = States("secret", lambda: now)
    first, second = await states.async_issue(), await states.async_issue()
    assert await states.async_consume(first)
    assert not await states.async_consume(first)
    assert not await States("another", lambda: now).async_consume(second)
    now += timedelta(minutes=10)
    assert not await states.async_consume(second)


async def test_a_token_that_is_about_to_expire_is_renewed_once_and_kept(acme: Stage) -> None:
    acme.slack.installing.rotates = True
    async with acme.recap() as stores:
        await install(acme, acme.team, acme.ana)
        bring_in(acme, acme.team, acme.channel)
        before = await stores.installations.get("slack", acme.team)
        acme.slack.passes(11 * 3600)
        for text in ("one", "two", "three"):
            acme.slack.says(acme.ana, acme.channel, text)
        await acme.slack.deliveries.settled()
        refreshes = [c for c in acme.slack.called("oauth.v2.access") if "refresh_token" in c.arguments]
        assert len(refreshes) == 1
        after = await stores.installations.get("slack", acme.team)
        assert after
        assert after != before
        assert acme.slack.world.tokens()[acme.team] in after
        assert [m.author.name for m in await acme.messages()] == ["ana"] * 3


async def test_a_workspace_that_comes_back_is_heard_again(acme: Stage) -> None:
    async with acme.recap() as stores:
        await install(acme, acme.team, acme.ana)
        acme.slack.uninstalls(acme.team)
        await acme.slack.deliveries.settled()
        assert list(await stores.installations.workspaces("slack")) == []
        await install(acme, acme.team, acme.ana)
        bring_in(acme, acme.team, acme.channel)
        acme.slack.says(acme.ana, acme.channel, "hello")
        await acme.slack.deliveries.settled()
        assert await acme.texts() == ["hello"]


async def test_a_shared_channel_is_heard_for_each_of_its_workspaces_and_people_are_named_as_external(
    acme: Stage,
) -> None:
    slack = acme.slack
    other = slack.world.add_workspace("Initech", installed=False)
    cid = slack.world.add_user(other, "cid")
    async with acme.recap() as stores:
        await install(acme, acme.team, acme.ana)
        await install(acme, other, cid)
        slack.world.shares(acme.channel, other)
        slack.state.channels[acme.channel].members.append(cid)
        bring_in(acme, acme.team, acme.channel)
        for text in ("hello", "bye"):
            slack.says(cid, acme.channel, text)
        await slack.deliveries.settled()
        assert {(c.workspace, c.id) for c in await stores.messages.channels()} == {
            (acme.team, acme.channel),
            (other, acme.channel),
        }
        for team, name in ((acme.team, "cid (Initech)"), (other, "cid")):
            place = Channel("slack", team, acme.channel, "")
            assert [(m.text, m.author.name) async for m in stores.messages.read(place)] == [
                ("hello", name),
                ("bye", name),
            ]
    assert len(slack.called("apps.event.authorizations.list")) <= 2
