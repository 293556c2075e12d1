"""The limits of messages and commands, and the tree of what is wrong."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.standins.discord.calling import call, refused
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import APP_ID, COMPONENTS_V2, Json

Stage = tuple[DiscordServer, str]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The server and the path of a channel's messages."""
    async with DiscordServer() as server:
        yield server, f"/channels/{server.world.add_channel(server.world.add_guild('Acme'), 'general')}/messages"


def button(**more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | more


def row(*inside: Json) -> Json:
    return {"type": 1, "components": list(inside)}


def text(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


def menu(options: int) -> Json:
    return {
        "type": 3,
        "custom_id": "m",
        "options": [{"label": f"{n}", "value": f"{n}"} for n in range(options)],
    }


def field(name: int = 1, value: int = 1) -> Json:
    return {"name": "n" * name, "value": "v" * value}


V2: Json = {"flags": COMPONENTS_V2}
AT_THE_LIMIT: list[Json] = [
    {"content": "x" * 2000},
    {"embeds": [{"description": "x" * 4096, "title": "x" * 256}]},
    {"embeds": [{"fields": [field(50, 100)] * 25}]},
    {"embeds": [{"fields": [field(256, 1024)]}]},
    {"embeds": [{"title": "x", "footer": {"text": "x" * 2048}, "author": {"name": "x" * 256}}]},
    {"embeds": [{"description": "x" * 600}] * 10},
    {"components": [row(*[button(custom_id=f"{r}{n}", label="x" * 80) for n in range(5)]) for r in range(5)]},
    {"components": [row(button(custom_id="x" * 100))]},
    {"components": [row(menu(25))]},
    {"content": "x", "nonce": "x" * 25},
    V2 | {"components": [text(4000)]},
    V2 | {"components": [text(1)] * 40},
    V2 | {"components": [{"type": 17, "components": [text(1)] * 39}]},
]
TOO_MUCH: list[tuple[Json, str, str]] = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"fields": [field()] * 26}]}, "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"fields": [field(257)]}]}, "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [field(1, 1025)]}]}, "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [field(0)]}]}, "embeds.0.fields.0.name", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"title": "x", "footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"title": "x", "author": {"name": "x" * 257}}]}, "embeds.0.author.name", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"title": "x", "url": "javascript:x"}]}, "embeds.0.url", "URL_TYPE_INVALID_URL"),
    ({"embeds": [{"description": "x" * 601}] * 10}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"description": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ({"components": [row(button())] * 6}, "components", "BASE_TYPE_MAX_LENGTH"),
    (
        {"components": [row(*[button(custom_id=f"{n}") for n in range(6)])]},
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"components": [row(button(label="x" * 81))]},
        "components.0.components.0.label",
        "BASE_TYPE_MAX_LENGTH",
    ),
    (
        {"components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id",
        "BASE_TYPE_BAD_LENGTH",
    ),
    ({"components": [row(button(custom_id=""))]}, "components.0.components.0.custom_id", "BASE_TYPE_REQUIRED"),
    ({"components": [row(button(), button())]}, "components", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ({"components": [row(menu(26))]}, "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
    ({"components": [row(menu(1), button())]}, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    ({"components": [text(1)]}, "components.0.type", "BASE_TYPE_CHOICES"),
    ({"content": "x", "nonce": "x" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
    ({"content": "x", "flags": 64}, "flags", "FLAGS_TYPE_INVALID"),
    ({"content": "x", "contents": "x"}, "contents", "UNKNOWN_FIELD"),
    ({"content": 7}, "content", "STRING_TYPE_CONVERT"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
    (V2 | {"components": [text(2001), text(2000)]}, "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    (
        V2 | {"components": [{"type": 17, "components": [text(1)] * 40}]},
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (
        V2 | {"content": "x", "components": [text(1)]},
        "content",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
]


@pytest.mark.parametrize("body", AT_THE_LIMIT)
async def test_a_message_at_its_limit_is_taken(stage: Stage, body: Json) -> None:
    server, path = stage
    status, answer = await call(server, "POST", path, body)
    assert status == 200, answer


@pytest.mark.parametrize(("body", "where", "code"), TOO_MUCH, ids=[f"{w}-{c}" for _, w, c in TOO_MUCH])
async def test_a_message_over_its_limit_is_refused_with_the_place(
    stage: Stage, body: Json, where: str, code: str
) -> None:
    server, path = stage
    status, answer = await call(server, "POST", path, body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    node = answer["errors"]
    for step in where.split("."):
        node = node[step]
    assert code in [error["code"] for error in node["_errors"]]


async def test_an_empty_message_is_refused(stage: Stage) -> None:
    server, path = stage
    assert await refused(server, "POST", path, {"content": " "}) == (400, 50006)


def command(**more: Any) -> Json:
    return {"name": "summarize", "description": "A summary"} | more


def option(**more: Any) -> Json:
    return {"type": 3, "name": "scope", "description": "What to read"} | more


WRONG_COMMANDS: list[tuple[list[Json], str]] = [
    ([command(name="Summarize")], "0.name"),
    ([command(name="x" * 33)], "0.name"),
    ([command(description="")], "0.description"),
    ([command(description="x" * 101)], "0.description"),
    ([command(options=[option(name=f"o{n}") for n in range(26)])], "0.options"),
    ([command(options=[option(), option()])], "0.options"),
    ([command(options=[option(), option(name="b", required=True)])], "0.options"),
    ([command(options=[option(choices=[{"name": "a", "value": "a"}] * 26)])], "0.options.0.choices"),
    ([command(options=[option(choices=[{"name": "a", "value": 1}])])], "0.options.0.choices.0.value"),
    ([command(options=[option(type=12)])], "0.options.0.type"),
    ([command(options=[option(type=5, autocomplete=True)])], "0.options.0.type"),
    ([command(contexts=[3])], "0.contexts.0"),
    ([command(integration_types=[2])], "0.integration_types.0"),
    ([command(type=3)], "0.description"),
    ([command(), command()], ""),
    ([command(name=f"c{n}") for n in range(101)], ""),
]


@pytest.mark.parametrize(("commands", "where"), WRONG_COMMANDS)
async def test_a_wrong_command_is_refused_and_none_changes(stage: Stage, commands: list[Json], where: str) -> None:
    server, _ = stage
    path = f"/applications/{APP_ID}/commands"
    assert (await call(server, "PUT", path, [command()]))[0] == 200
    status, answer = await call(server, "PUT", path, commands)
    assert (status, answer["code"]) == (400, 50035)
    node = answer["errors"]
    for step in where.split(".") if where else ():
        node = node[step]
    assert node["_errors"]
    assert [it["name"] for it in (await call(server, "GET", path))[1]] == ["summarize"]


INPUT: Json = {"type": 4, "custom_id": "why", "style": 1}
MODAL: Json = {"custom_id": "m", "title": "Why?", "components": [{"type": 18, "label": "Why", "component": INPUT}]}
CALLBACKS: list[tuple[Json, str]] = [
    ({"type": 7, "data": {"content": "x"}}, "type"),
    ({"type": 8, "data": {"choices": []}}, "type"),
    ({"type": 4, "data": {"content": "x" * 2001}}, "content"),
    ({"type": 5, "data": {"flags": COMPONENTS_V2}}, "data.flags"),
    ({"type": 9, "data": MODAL | {"title": "x" * 46}}, "data.title"),
    ({"type": 9, "data": MODAL | {"custom_id": "x" * 101}}, "data.custom_id"),
    ({"type": 9, "data": MODAL | {"components": MODAL["components"] * 6}}, "data.components"),
    (
        {"type": 9, "data": MODAL | {"components": [{"type": 18, "label": "x" * 46, "component": INPUT}]}},
        "data.components.0.label",
    ),
]


@pytest.mark.parametrize(("body", "where"), CALLBACKS, ids=[f"{b['type']}-{w}" for b, w in CALLBACKS])
async def test_a_wrong_callback_is_refused_and_a_right_one_still_counts(stage: Stage, body: Json, where: str) -> None:
    server, path = stage
    await call(server, "PUT", f"/applications/{APP_ID}/commands", [command()])
    owner = next(iter(server.state.guilds.values())).owner
    it = server.uses_command(owner, path.split("/")[2], "summarize")
    to = f"/interactions/{it.id}/{it.token}/callback"
    status, answer = await call(server, "POST", to, body)
    assert (status, answer["code"]) == (400, 50035)
    node = answer["errors"]
    for step in where.split("."):
        node = node[step]
    assert node["_errors"]
    assert not it.acknowledged
    assert (await call(server, "POST", to, {"type": 9, "data": MODAL}))[0] == 204
