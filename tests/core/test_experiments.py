"""Two versions of a prompt side by side, each on its share of the conversations."""

from collections import Counter

import pytest

from core.errors import RequestError
from core.experiments import version
from core.workspace import WorkspaceSettings


def versions(*shares: str, newest: int = 3) -> Counter[int]:
    return Counter(version(shares, newest, "slack", "acme", f"C{i}") for i in range(10_000))


def test_without_a_share_all_get_the_newest() -> None:
    assert versions() == {3: 10_000}


def test_each_version_gets_its_share_of_the_conversations() -> None:
    found = versions("2:10", "1:30")
    assert found.total() == 10_000
    assert abs(found[2] - 1_000) < 100
    assert abs(found[1] - 3_000) < 150
    assert versions("1:100") == {1: 10_000}
    assert versions("1:0") == {3: 10_000}


def test_a_conversation_keeps_its_version_and_keeps_it_when_another_share_is_added() -> None:
    for number in range(100):
        place = ("slack", "acme", f"C{number}")
        first = version(["2:10"], 3, *place)
        assert version(["2:10"], 3, *place) == first
        if first == 2:
            assert version(["2:10", "1:30"], 3, *place) == 2


def test_the_same_channel_in_two_workspaces_is_two_conversations() -> None:
    pairs = [(version(["2:50"], 3, "slack", w, f"C{i}"), w) for i in range(100) for w in ("acme", "globex")]
    assert any(a != b for (a, _), (b, _) in zip(pairs[::2], pairs[1::2], strict=True))


def test_a_version_that_there_is_not_yet_is_the_newest() -> None:
    assert versions("9:100") == {3: 10_000}


@pytest.mark.parametrize("wrong", ["2", "2:101", "two:10", "0:10", "2:60,1:50", "2:-1", "2:1.5", "2:10;1:5"])
def test_a_wrong_share_is_refused_when_it_is_set(wrong: str) -> None:
    with pytest.raises(RequestError, match="give VERSION:SHARE, as in 2:10"):
        WorkspaceSettings().changed([f"prompt_versions={wrong}"])


def test_a_right_share_is_set() -> None:
    assert WorkspaceSettings().changed(["prompt_versions=2:10, 1:90"]).prompt_versions == ("2:10", "1:90")
