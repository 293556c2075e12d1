"""The Slack app manifest is one that Slack accepts, and asks for no permission without a use.

Limits: https://docs.slack.dev/reference/app-manifest; scopes of events: https://docs.slack.dev/reference/events.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slack.scopes import SCOPES

FILE = Path(__file__).parents[2] / "manifests" / "slack.yaml"

# Any one of these scopes lets an app subscribe to the event; an empty set: none is needed.
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    **{f"channel_{what}": {"channels:read"} for what in ("archive", "left", "rename")},
    **{f"group_{what}": {"groups:read"} for what in ("archive", "left", "rename")},
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "user_change": {"users:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded


def test_texts_stay_within_the_limits_of_slack(manifest: dict[str, Any]) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert re.fullmatch(r"[a-z0-9._-]{1,80}", manifest["features"]["bot_user"]["display_name"])
    assert 0 < len(manifest["features"]["agent_view"]["agent_description"]) <= 300


def test_new_apps_get_the_agent_view(manifest: dict[str, Any]) -> None:
    assert "assistant_view" not in manifest["features"]
    prompts = manifest["features"]["agent_view"]["suggested_prompts"]
    assert prompts
    assert all(set(p) == {"title", "message"} and all(p.values()) for p in prompts)


def test_the_commands_and_the_shortcut_are_well_formed(manifest: dict[str, Any]) -> None:
    commands = manifest["features"]["slash_commands"]
    assert [it["command"] for it in commands] == ["/summarize", "/digest", "/todos", "/decisions"]
    for command in commands:
        assert len(command["description"]) <= 2_000
        assert len(command["usage_hint"]) <= 1_000
        assert command["should_escape"] is True
    (shortcut,) = manifest["features"]["shortcuts"]
    assert shortcut["type"] == "message"
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    assert re.fullmatch(r"[a-z_]{1,255}", shortcut["callback_id"])


def test_every_event_has_the_scope_that_it_needs(manifest: dict[str, Any]) -> None:
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert len(events) == len(set(events)) <= 100
    assert set(events) <= set(EVENT_SCOPES)
    assert [e for e in events if EVENT_SCOPES[e] and not EVENT_SCOPES[e] & scopes] == []
    assert {"assistant:write", "commands"} <= scopes


def test_every_scope_is_well_formed_and_says_why_it_is_needed(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert scopes == sorted(set(scopes))
    lines = FILE.read_text("utf-8").splitlines()
    for scope in scopes:
        assert re.fullmatch(r"[a-z_]+(:[a-z_]+)?", scope)
        assert [line for line in lines if re.fullmatch(rf"\s*- {scope}\s+# \S.*", line)], f"{scope} has no reason"


def test_socket_mode_and_buttons_work_without_an_address(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
    assert "url" not in FILE.read_text("utf-8")


def test_the_scopes_that_recap_checks_are_those_of_the_manifest(manifest: dict[str, Any]) -> None:
    assert sorted(SCOPES) == manifest["oauth_config"]["scopes"]["bot"]
