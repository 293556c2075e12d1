"""Installing through OAuth, and tokens that rotate."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack.server import SlackServer
from tests.standins.slack.slackbot import client
from tests.standins.slack.state import CLIENT_ID, CLIENT_SECRET

# slack_sdk 3.47 sends the client's secret through a class that aiohttp wants to give up.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
SECRETS = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
SCOPES = frozenset({"chat:write", "commands"})


async def test_a_code_is_good_for_one_token_and_the_right_client() -> None:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme", installed=False)
        ana = slack.world.add_user(team, "ana")
        it = AsyncWebClient(base_url=slack.api_url)
        code = slack.installing.consents(team, ana, SCOPES, "https://recap.example/back")
        with pytest.raises(SlackApiError, match="bad_client_secret"):
            await it.oauth_v2_access(code=code, client_id=CLIENT_ID, client_secret="guess")
        answer = await it.oauth_v2_access(code=code, redirect_uri="https://recap.example/back", **SECRETS)
        assert (answer["team"]["id"], answer["scope"]) == (team, "chat:write,commands")
        assert answer["authed_user"]["id"] == ana
        assert (await AsyncWebClient(token=answer["access_token"], base_url=slack.api_url).auth_test())["ok"]
        with pytest.raises(SlackApiError, match="invalid_code"):
            await it.oauth_v2_access(code=code, **SECRETS)


async def test_a_rotated_token_expires_and_is_refreshed_once() -> None:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme")
        old = client(slack, team)
        it = AsyncWebClient(base_url=slack.api_url)
        assert old.token
        with pytest.raises(SlackApiError, match="token_rotation_not_enabled"):
            await it.oauth_v2_exchange(token=old.token, **SECRETS)
        slack.installing.rotates = True
        first = await it.oauth_v2_exchange(token=old.token, **SECRETS)
        with pytest.raises(SlackApiError, match="invalid_auth"):
            await old.auth_test()
        rotated = client(slack, team)
        assert 43_000 < (await rotated.auth_test())["expires_in"] <= 43_200
        slack.passes(43_201)
        with pytest.raises(SlackApiError, match="token_expired"):
            await rotated.auth_test()
        refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        second = await it.oauth_v2_access(**refresh, **SECRETS)
        assert (await AsyncWebClient(token=second["access_token"], base_url=slack.api_url).auth_test())["ok"]
        with pytest.raises(SlackApiError, match="invalid_refresh_token"):
            await it.oauth_v2_access(**refresh, **SECRETS)


async def test_uninstalling_takes_the_client_and_its_secret() -> None:
    async with SlackServer() as slack:
        team = slack.world.add_workspace("Acme")
        with pytest.raises(SlackApiError, match="bad_client_secret"):
            await client(slack, team).apps_uninstall(client_id=CLIENT_ID, client_secret="guess")
        await client(slack, team).apps_uninstall(**SECRETS)
        with pytest.raises(SlackApiError, match="account_inactive"):
            await client(slack, team).auth_test()
