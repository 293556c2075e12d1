"""The Teams app is one that Teams accepts, and asks for no permission without a use.

Fields and limits: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema (version 1.17);
icons: https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons.
"""

import json
import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bots.cli.main import main
from bots.cli.manifesting import packed
from bots.settings import Settings
from bots.teams.asking import _INVOKES
from bots.teams.asking.calling import COMMANDS
from core.errors import OperatorError
from tests.manifests.schema import violations
from tests.standins.teams.state import APP_ID

# Of each object: what it may have, required fields marked with !; https://learn.microsoft.com/…/manifest-schema.
FIELDS = {
    "": "$schema manifestVersion! version! id! developer! name! description! icons! accentColor! bots composeExtensions"
    " permissions validDomains webApplicationInfo authorization defaultInstallScope defaultGroupCapability",
    "developer": "name! websiteUrl! privacyUrl! termsOfUseUrl! mpnId",
    "name": "short! full",
    "description": "short! full!",
    "icons": "color! outline!",
    "bots": "botId! scopes! isNotificationOnly supportsFiles commandLists needsChannelSelector supportsCalling",
    "commandLists": "scopes! commands!",
    "bots.commands": "title! description!",
    "composeExtensions": "botId! commands! canUpdateConfiguration messageHandlers",
    "composeExtensions.commands": "id! type title! description initialRun context fetchTask parameters taskInfo",
    "webApplicationInfo": "id! resource",
    "resourceSpecific": "name! type!",
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return filled()


def filled(**more: Any) -> dict[str, Any]:
    files = packed(Settings(database=Path("recap.sqlite3"), teams_app_id=APP_ID, **more))
    loaded: dict[str, Any] = json.loads(files["manifest.json"])
    return loaded


def test_every_field_is_documented_and_none_that_is_required_lacks(manifest: dict[str, Any]) -> None:
    bot, extension = manifest["bots"][0], manifest["composeExtensions"][0]
    objects: list[tuple[str, dict[str, Any]]] = [("", manifest), ("bots", bot), ("composeExtensions", extension)]
    objects += [(name, manifest[name]) for name in ("developer", "name", "description", "icons", "webApplicationInfo")]
    objects += [("commandLists", one) for one in bot["commandLists"]]
    objects += [("bots.commands", one) for lists in bot["commandLists"] for one in lists["commands"]]
    objects += [("composeExtensions.commands", one) for one in extension["commands"]]
    objects += [("resourceSpecific", one) for one in manifest["authorization"]["permissions"]["resourceSpecific"]]
    for name, it in objects:
        known = {field.rstrip("!"): field.endswith("!") for field in FIELDS[name].split()}
        assert it.keys() <= known.keys(), name
        assert {field for field, needed in known.items() if needed} <= it.keys(), name


def test_texts_stay_within_the_limits_of_teams(manifest: dict[str, Any]) -> None:
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["name"]["full"]) <= 100
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["description"]["full"]) <= 4_000
    assert len(manifest["developer"]["name"]) <= 32
    assert all(len(manifest["developer"][name]) <= 2_048 for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"))
    assert re.fullmatch(r"#[0-9a-fA-F]{6}", manifest["accentColor"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])
    assert manifest["$schema"].endswith(f"/v{manifest['manifestVersion']}/MicrosoftTeams.schema.json")


def test_ids_are_those_of_the_settings_and_addresses_are_https(manifest: dict[str, Any]) -> None:
    extension = manifest["composeExtensions"][0]
    ids = {manifest["id"], manifest["bots"][0]["botId"], extension["botId"], manifest["webApplicationInfo"]["id"]}
    assert ids == {APP_ID}
    named = filled(teams_public_url="https://recap.example.com")["developer"]
    for developer in (manifest["developer"], named):
        assert all(developer[name].startswith("https://") for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"))
    assert named["websiteUrl"] == "https://recap.example.com"
    assert "{{" not in json.dumps(manifest)


def test_commands_are_offered_where_they_work_and_are_those_that_recap_knows(manifest: dict[str, Any]) -> None:
    [bot] = manifest["bots"]
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert len(bot["commandLists"]) <= 3
    scopes = [scope for one in bot["commandLists"] for scope in one["scopes"]]
    assert sorted(scopes) == sorted(bot["scopes"])
    for one in bot["commandLists"]:
        assert 0 < len(one["commands"]) <= 10
        for command in one["commands"]:
            assert len(command["title"]) <= 32
            assert len(command["description"]) <= 128
            assert command["title"] in COMMANDS


def test_the_message_action_is_one_that_recap_answers(manifest: dict[str, Any]) -> None:
    [extension] = manifest["composeExtensions"]
    [command] = extension["commands"]
    assert len(command["id"]) <= 64
    assert len(command["title"]) <= 32
    assert len(command["description"]) <= 128
    assert (command["type"], command["context"], command["fetchTask"]) == ("action", ["message"], True)
    assert {"composeExtension/fetchTask", "composeExtension/submitAction"} <= _INVOKES.keys()


def test_each_permission_has_its_use(manifest: dict[str, Any]) -> None:
    """Messages are heard, in channels and chats, and owners are asked for: nothing else."""
    given = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert [one["name"] for one in given] == [
        "ChannelMessage.Read.Group",
        "ChatMessage.Read.Chat",
        "TeamMember.Read.Group",
    ]
    assert {one["type"] for one in given} == {"Application"}
    assert len(given) <= 16
    assert set(manifest["permissions"]) <= {"identity", "messageTeamMembers"}


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_the_size_and_colours_that_teams_wants(name: str, size: int) -> None:
    content = packed(Settings(database=Path("recap.sqlite3"), teams_app_id=APP_ID))[name]
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", content[16:26]) == (size, size, 8, 6)
    start = content.index(b"IDAT")
    [length] = struct.unpack(">I", content[start - 4 : start])
    rows = zlib.decompress(content[start + 4 : start + 4 + length])
    pixels = [rows[y * (4 * size + 1) + 1 + 4 * x :][:4] for y in range(size) for x in range(size)]
    if name == "outline.png":
        assert {tuple(p[:3]) for p in pixels if p[3]} == {(255, 255, 255)}
        assert min(p[3] for p in pixels) == 0
    else:
        assert {p[3] for p in pixels} == {255}


def test_the_command_writes_the_zip_with_three_files_at_its_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECAP_TEAMS_APP_ID", APP_ID)
    monkeypatch.setattr("sys.argv", ["recap", "manifest", "teams", "--output", str(tmp_path / "app.zip")])
    main()
    with ZipFile(tmp_path / "app.zip") as made:
        assert sorted(made.namelist()) == ["color.png", "manifest.json", "outline.png"]
        assert json.loads(made.read("manifest.json"))["id"] == APP_ID
    assert "upload it" in capsys.readouterr().out


@pytest.mark.parametrize("id", [None, "recap"])
def test_without_an_app_id_there_is_no_app(id: str | None) -> None:
    with pytest.raises(OperatorError, match="RECAP_TEAMS_APP_ID"):
        packed(Settings(database=Path("recap.sqlite3"), teams_app_id=id))


def test_it_follows_microsofts_schema_where_its_path_is_given(manifest: dict[str, Any]) -> None:
    """TEAMS_SCHEMA is the path of MicrosoftTeams.schema.json; without it the tests above hold what they name."""
    if path := os.environ.get("TEAMS_SCHEMA"):
        schema = json.loads(Path(path).read_text(encoding="utf-8"))
        assert list(violations(manifest, schema, schema)) == []


def test_what_does_not_follow_a_schema_is_told_with_its_place(manifest: dict[str, Any]) -> None:
    schema = {
        "type": "object",
        "required": ["name", "nothing"],
        "additionalProperties": False,
        "properties": {"name": {"properties": {"short": {"$ref": "#/definitions/few"}}}, "bots": {"maxItems": 0}},
        "definitions": {"few": {"type": "string", "maxLength": 2}},
    }
    few = {name: manifest[name] for name in ("name", "bots", "icons")}
    told = ["$ lacks nothing", "$.name.short has 5 characters", "$.bots has 1 items", "$ has no icons"]
    assert list(violations(few, schema, schema)) == told
