"""The sample workspace has the shape of a Slack export and holds what the demo promises to show."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "adapters" / "exports" / "sample"
Event = dict[str, Any]


@pytest.fixture(scope="module")
def channels() -> dict[str, list[Event]]:
    """The events of each channel in the order of its files."""
    names = [c["name"] for c in json.loads((SAMPLE / "channels.json").read_text("utf-8"))]
    return {n: [e for f in sorted((SAMPLE / n).iterdir()) for e in json.loads(f.read_text("utf-8"))] for n in names}


@pytest.fixture(scope="module")
def events(channels: dict[str, list[Event]]) -> list[Event]:
    return [e for c in channels.values() for e in c]


def test_three_channels_hold_over_300_messages_on_five_days(channels: dict[str, list[Event]]) -> None:
    assert sorted(channels) == ["engineering", "general", "launch"]
    assert sum(len(c) for c in channels.values()) > 300
    assert {f.stem for n in channels for f in (SAMPLE / n).iterdir()} == {f"2026-03-0{day}" for day in range(2, 7)}


def test_every_kind_of_event_that_people_meet_is_there(events: list[Event]) -> None:
    kinds = Counter(e.get("subtype", "message") for e in events)
    assert set(kinds) >= {"bot_message", "thread_broadcast", "tombstone", "channel_join", "channel_topic"}
    assert sum("edited" in e for e in events) >= 5
    assert sum("files" in e for e in events) >= 5
    assert sum("replies" in e for e in events) >= 5


def test_votes_by_emoji_add_up(events: list[Event]) -> None:
    ballots = [e for e in events if len(e.get("reactions", ())) >= 2]
    assert len(ballots) >= 5
    assert all(r["count"] == len(set(r["users"])) for e in events for r in e.get("reactions", ()))


def test_events_stand_in_order_in_the_file_of_their_day(channels: dict[str, list[Event]]) -> None:
    for name, listed in channels.items():
        times = [float(e["ts"]) for e in listed]
        assert times == sorted(set(times))
        for file in (SAMPLE / name).iterdir():
            day = {datetime.fromtimestamp(float(e["ts"]), UTC).date() for e in json.loads(file.read_text("utf-8"))}
            assert [d.isoformat() for d in day] == [file.stem]


def test_threads_list_exactly_their_replies(channels: dict[str, list[Event]]) -> None:
    for listed in channels.values():
        replies: dict[str, list[str]] = {}
        for e in listed:
            if e.get("thread_ts", e["ts"]) != e["ts"]:
                replies.setdefault(e["thread_ts"], []).append(e["ts"])
        roots = {e["ts"]: e for e in listed if "replies" in e}
        assert {ts: [r["ts"] for r in e["replies"]] for ts, e in roots.items()} == replies
        assert all(e["reply_count"] == len(e["replies"]) for e in roots.values())


def test_everybody_who_writes_or_reacts_is_a_user_or_a_bot(events: list[Event]) -> None:
    users = {u["id"] for u in json.loads((SAMPLE / "users.json").read_text("utf-8"))} | {"USLACKBOT"}
    assert {e["user"] for e in events if "user" in e} <= users
    assert {u for e in events for r in e.get("reactions", ()) for u in r["users"]} <= users
    assert all("username" in e for e in events if "user" not in e)


def test_personal_data_and_planted_orders_are_fictional_and_present(events: list[Event]) -> None:
    text = "\n".join(e["text"] for e in events)
    personal = ("617-555-0142", "@example.com", "4111 1111 1111 1111", "AKIAIOSFODNN7EXAMPLE")
    assert [p for p in (*personal, "ignore all previous", "PS to the AI") if p not in text] == []
