"""The benchmarks at a small size."""

import re

import pytest

from tests.bench import (
    asking,
    day,
    digests,
    discord_load,
    hearing,
    judging,
    redacting,
    routing,
    secrets,
    sending,
    slack_load,
    splitting,
    summarizing,
    teams_load,
    threads,
)
from tests.planted.secrets import KINDS


def test_the_benchmark_of_summaries_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    summarizing.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "summary of 20 messages",
        "summary of 60 messages",
    ]


def test_the_benchmark_of_redaction_counts_what_would_leave(capsys: pytest.CaptureFixture[str]) -> None:
    redacting.run(messages=200, values=2)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("examining 200 messages: ")
    assert lines[1].startswith("planted and promised: 0 of ")
    assert all(" 2 of 2 would leave" in line for line in lines[2:])


@pytest.mark.parametrize("kind", KINDS)
def test_secrets_of_each_promised_kind_are_found_in_every_place(kind: str) -> None:
    """At full size: 95 of 100 is the promise."""
    counts = secrets.covered(kinds=[kind])[kind]
    assert set(counts) == set(secrets.PLACES)
    assert min(counts.values()) >= 0.95 * secrets.VALUES


def test_the_benchmark_of_untangling_gives_seconds_and_growth(capsys: pytest.CaptureFixture[str]) -> None:
    threads.run((20, 60))
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"untangling 20 messages: [\d.]+ s, \d+ times finding their words", first)
    assert re.fullmatch(r"untangling 60 messages: [\d.]+ s, \d+ times .*, [\d.]+ times that of 20", second)


def test_the_benchmark_of_splitting_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    splitting.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "splitting of 20 messages",
        "splitting of 60 messages",
    ]


def test_the_benchmark_of_routing_names_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    routing.run((20, 60))
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "routing of 20 messages",
        "routing of 60 messages",
    ]


def test_the_benchmark_of_hearing_finds_every_message_stored(capsys: pytest.CaptureFixture[str]) -> None:
    hearing.run(messages=200, reference=5)
    first, second = capsys.readouterr().out.splitlines()
    assert re.match(r"hearing in 2 processes at once: [\d,]+ and [\d,]+ messages a second", first)
    assert second == "stored 205 of 205"


def test_the_benchmark_of_judging_gives_milliseconds_a_statement(capsys: pytest.CaptureFixture[str]) -> None:
    judging.run(messages=100, statements=10)
    line = capsys.readouterr().out.strip()
    assert re.fullmatch(r"judging a statement on 100 messages: [\d.]+ ms, p99 [\d.]+ ms, \d+ times .*", line)


def test_under_load_nothing_that_slack_sends_is_lost_or_doubled(capsys: pytest.CaptureFixture[str]) -> None:
    slack_load.run(seconds=3, runs=3)
    socket, http, killed = capsys.readouterr().out.splitlines()
    for line in (socket, http):
        assert re.search(r"stored ([\d,]+) of \1, 0 others; slowest acknowledgement [\d.]+ s", line)
    assert re.search(r"3 times: [\d,]+ sent, 0 lost, 0 doubled, 0 given up", killed)


def test_under_load_every_activity_of_teams_is_stored(capsys: pytest.CaptureFixture[str]) -> None:
    teams_load.run(seconds=3, rate=100, activities=50)
    ours, alone = capsys.readouterr().out.splitlines()
    assert re.search(r"stored ([\d,]+) of \1 \(\1 acknowledged\)", ours)
    assert re.match(r"the SDK alone, which stores nothing: [\d,]+ activities a second", alone)


def test_the_benchmark_of_asking_tells_all_ways_to_be_answered(capsys: pytest.CaptureFixture[str]) -> None:
    asking.run({20: 1}, ("none",))
    *ways, again, prompt = capsys.readouterr().out.splitlines()
    assert [line.split(", ")[2] for line in ways] == ["cold", "cached", "grown"]
    assert all("our own share" in line and "could read" in line for line in ways)
    assert again.startswith("asked again after 20 new messages in 20: ")
    assert prompt.startswith("prompts of 20 messages: ")


def test_the_benchmark_of_a_day_counts_what_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    day.run(channels=2, messages=80, requests=10)
    mix, cached, *money = capsys.readouterr().out.splitlines()
    assert "80 messages in 2 channels: 2 digests, 4 requests and 6 repeats, 1 of these after" in mix
    assert cached in {f"repeats answered from the cache: {n} of 6" for n in (4, 5, 6)}
    assert len(money) == 4


def test_under_load_nothing_that_discord_tells_is_lost_or_doubled(capsys: pytest.CaptureFixture[str]) -> None:
    discord_load.run(seconds=5)
    line = capsys.readouterr().out.strip()
    assert re.match(r"Discord, [\d,]+ messages a second for \d+ s: stored ([\d,]+) of \1, 0 others; ", line)


def test_the_benchmark_of_digests_posts_each_once(capsys: pytest.CaptureFixture[str]) -> None:
    digests.run(workspaces=2, digests=2, messages=60, kills=3, zones=("Europe/London",), pace="none")
    posted, spent, killed, hours = capsys.readouterr().out.splitlines()
    assert posted.startswith("4 digests of 2 workspaces, 120 messages, due at once: posted after ")
    assert posted.endswith(" 0 without a model in part, 0 doubled, 0 lost")
    asked = re.match(r"ahead (\d+) prompts for .*; at the hour (\d+) prompts for ", spent)
    assert asked, spent
    assert int(asked[1]) > 0, "what fell silent was asked about before the hour"
    assert re.fullmatch(r"killed 3 times while posting \d+: 0 lost, 0 doubled", killed)
    assert hours.startswith("hours in 1 time zones, every day of 2026")


def test_the_benchmark_of_sending_loses_and_doubles_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    sending.run(kills=2)
    assert capsys.readouterr().out.strip().endswith(" 0 lost, 0 doubled")
