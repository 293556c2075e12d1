"""The Discord application's manifest names what Recap asks for, each with a reason, and how it is invited."""

import json
from pathlib import Path
from typing import Any

import discord
import pytest

from adapters.discord.granted import INTENTS, PERMISSIONS, SCOPES, Application, invite
from bots.discord.connecting import intents

FILE = Path(__file__).parents[2] / "manifests" / "discord.json"
PRIVILEGED = {
    "members",
    "message_content",
    "presences",
}  # https://docs.discord.com/developers/events/gateway#privileged-intents


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return loaded


def test_everything_has_a_reason(manifest: dict[str, Any]) -> None:
    asked = [*manifest["intents"], *manifest["permissions"], *manifest["scopes"]]
    assert all(len(it["reason"]) > 20 for it in asked)


def test_its_intents_are_those_that_recap_connects_with(manifest: dict[str, Any]) -> None:
    connected = intents(Application(1, content=True, members=True, shards=1, gateway=""))
    asked = discord.Intents(**dict.fromkeys(INTENTS, True))
    assert connected == asked
    assert [it["name"] for it in manifest["intents"]] == list(INTENTS)
    assert {it["name"] for it in manifest["intents"] if it["privileged"]} == PRIVILEGED & set(INTENTS)


def test_its_permissions_are_those_that_the_link_asks_for(manifest: dict[str, Any]) -> None:
    assert discord.Permissions(**{it["name"]: True for it in manifest["permissions"]}) == PERMISSIONS
    assert [it["name"] for it in manifest["scopes"]] == list(SCOPES)
    assert manifest["invite"] == invite("APPLICATION_ID")
