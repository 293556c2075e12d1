"""What training of the conversations reads and writes."""

import json
from pathlib import Path
from random import Random

import pytest

from core.conversations.reading import Reader
from core.learned.layers import Layers
from tests.training import threads, variants
from tests.training.irc import Log, logs
from tests.training.ranking import Plan

LINES = [
    "[23:58] <ana> does the printer work?",
    "=== caro has joined #offices",
    "[23:59] <ben> ana: no",
    "[00:01]  * caro waves",
    "[00:02] <ana> ben: thanks",
]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    links = [[0, 0], [0, 2], [3, 3], [4, 2]]
    row = {"id": "2031-03-03.x", "lines": LINES * 30, "links": links, "annotated_from": 0, "annotated_to": 4}
    (tmp_path / "logs.jsonl").write_text(json.dumps(row))
    return logs(tmp_path / "logs.jsonl")[0]


def test_a_log_gives_what_people_said_and_whom_they_answered(log: Log) -> None:
    said = [(m.id, m.author.name, m.text, str(m.sent_at)[:16]) for m in log.messages[:4]]
    assert said == [
        ("0", "ana", "does the printer work?", "2031-03-03 23:58"),
        ("2", "ben", "ana: no", "2031-03-03 23:59"),
        ("3", "caro", "waves", "2031-03-04 00:01"),
        ("4", "ana", "ben: thanks", "2031-03-04 00:02"),
    ]
    assert {id: set(parents) for id, parents in log.answers.items()} == {"0": {"0"}, "2": {"0"}, "3": {"3"}, "4": {"2"}}


def test_the_same_logs_give_the_same_weights_and_the_core_can_read_with_them(log: Log) -> None:
    plan = Plan(hidden=4, epochs=2)
    first, second = (threads.to_json(*threads.trained([[log], [log]], plan)) for _ in range(2))
    assert first == second
    reader = Reader(net=Layers.from_json(json.loads(json.dumps(first))))
    assert [reader.read(m).parent for m in log.messages[:1]] == ["0"]


def test_variants_keep_the_messages_and_a_team_answers_itself_as_little_as_before(log: Log) -> None:
    for variant in (variants.unnamed(log, Random(1)), variants.untimed(log), variants.team(log, Random(1))):
        assert [m.id for m in variant.messages] == [m.id for m in log.messages]
        assert variant.answers == log.answers
    team = {m.id: m.author.id for m in variants.team(log, Random(1)).messages}
    assert len(set(team.values())) <= variants.TEAM
    assert team["0"] != team["2"] != team["4"] == team["0"]
    assert [m.text for m in variants.unnamed(log, Random(1), share=1).messages[:2]] == ["does the printer work?", "no"]
