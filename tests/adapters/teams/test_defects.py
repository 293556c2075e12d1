"""What botbuilder 4.17.1 does wrong, shown on the SDK itself beside what stands in its place here.

Where one of these fails after an update, the SDK has mended it, and its work-around can go.
"""

import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, AdaptiveCardInvokeValue, ChannelAccount, Entity
from botframework.connector.auth import PasswordServiceClientCredentialFactory
from botframework.connector.auth.jwt_token_extractor import _OpenIdMetadata
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.teams.connector import Connector
from adapters.teams.credentials import Credentials
from adapters.teams.said import Cited, Labelled, Said, Streaming, activity
from bots.teams.app import App, Reply
from bots.teams.serving import by_http
from bots.teams.tokens import Tokens

INVOKE = {
    "type": "invoke",
    "id": "f:1",
    "name": "composeExtension/fetchTask",
    "channelId": "msteams",
    "serviceUrl": "http://127.0.0.1:9/emea/",
    "conversation": {"id": "a:1"},
    "from": {"id": "29:1"},
    "recipient": {"id": "28:1"},
    "value": {},
}
BODY = {"task": {"type": "message", "value": "Here it is."}}


class Answering(ActivityHandler):  # type: ignore[misc]
    async def on_turn(self, turn_context: TurnContext) -> None:
        answer = Activity(type="invokeResponse", value=InvokeResponse(status=200, body=BODY))
        await turn_context.send_activity(answer)


def stock() -> CloudAdapter:
    """The SDK as it is, without an app id."""
    from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication

    class Configuration:
        APP_ID = APP_PASSWORD = ""

    factory = PasswordServiceClientCredentialFactory("", "")
    return CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=factory))


def asked(body: Any, token: str = "") -> Any:
    """A POST with a body, as aiohttp would hand it on."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = make_mocked_request("POST", "/api/messages", headers=headers)

    async def read() -> Any:
        return body

    request.json = read  # type: ignore[assignment, method-assign]
    return request


async def test_an_invoke_with_a_body_fails_in_the_sdks_own_process_and_is_answered_here() -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is becomes a 500
        await stock().process(asked(INVOKE), Answering())

    async def turn(given: Any) -> Reply:
        return Reply(body=BODY)

    async with aiohttp.ClientSession() as session:
        reply = await App(_connector(session), turn).run(dict(INVOKE), {})
    assert reply == Reply(200, BODY)


async def test_a_token_that_is_none_is_a_failure_in_the_sdk_and_401_here() -> None:
    factory = PasswordServiceClientCredentialFactory("app", "password")
    from botbuilder.integration.aiohttp import ConfigurationBotFrameworkAuthentication

    class Configuration:
        APP_ID, APP_PASSWORD = "app", "password"

    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=factory))
    with pytest.raises(Exception) as failed:  # noqa: PT011
        await adapter.process(asked(INVOKE | {"type": "message"}, "not.a.token"), Answering())
    assert not isinstance(failed.value, web.HTTPException)

    async def never(given: Any) -> None:
        raise AssertionError

    async with aiohttp.ClientSession() as session:
        [route] = by_http(App(_connector(session), never), Tokens("app", None, None))  # type: ignore[arg-type]
        request = make_mocked_request("POST", "/api/messages", headers={"Authorization": "Bearer not.a.token"})

        async def read() -> bytes:
            return json.dumps(INVOKE).encode()

        request.read = read  # type: ignore[method-assign]
        answer = await route.handler(request)
    assert answer.status == 401


def test_what_an_entity_or_an_account_has_beyond_its_fields_is_dropped_by_the_sdk_and_written_here() -> None:
    entity = Entity(type="streaminfo")
    entity.additional_properties = {"streamType": "final"}
    assert entity.serialize() == {"type": "streaminfo"}
    account = ChannelAccount(id="29:1")
    account.additional_properties = {"tenantId": "t"}
    assert account.serialize() == {"id": "29:1"}
    assert Streaming("streaming", 2, "s").serialize() == {
        "type": "streaminfo",
        "streamId": "s",
        "streamType": "streaming",
        "streamSequence": 2,
    }
    made = activity(Said("x", by_ai=True)).serialize()["entities"]
    assert made == [
        {
            "type": "https://schema.org/Message",
            "@type": "Message",
            "@context": "https://schema.org",
            "additionalType": ["AIGeneratedContent"],
        }
    ]
    [claim] = Labelled([Cited(1, "Ana", "https://x")]).serialize()["citation"]
    assert claim["appearance"]["url"] == "https://x"


def test_the_action_of_a_card_is_a_plain_dict_in_the_sdk_so_that_activities_are_read_as_they_come() -> None:
    value = AdaptiveCardInvokeValue().deserialize({"action": {"type": "Action.Execute", "verb": "v"}})
    assert isinstance(value.action, dict)


def test_an_error_page_breaks_the_sdks_reading() -> None:
    """Here an answer from 400 on is mapped before it is read: `test_speaking`."""
    with pytest.raises(DeserializationError):
        RawDeserializer.deserialize_from_http_generics(b"<html>", {"content-type": "text/html"})


def test_keys_are_fetched_with_calls_that_hold_the_event_loop() -> None:
    """Here they are not: every test of this room would wait for ever, with its stand-in in the same loop."""
    assert "requests" in _OpenIdMetadata._refresh.__code__.co_names


async def test_a_client_is_made_once_for_a_service_url() -> None:
    """Making one has the SDK rebuild a list of all status codes for each activity."""
    assert isinstance(ClientRetryPolicy.safe_codes, list)
    async with aiohttp.ClientSession() as session:
        connector = _connector(session)
        assert connector.client("https://a/") is connector.client("https://a/")
        assert connector.client("https://a/") is not connector.client("https://b/")


def _connector(session: aiohttp.ClientSession) -> Connector:
    return Connector(session, Credentials(session, "http://127.0.0.1:9", "", "", lambda: None))  # type: ignore[arg-type, return-value]
