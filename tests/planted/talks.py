"""Invented conversations with true statements about them, as a model would word them: scenes.txt, filled and mixed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from core.models import Message, Person, Transcript
from core.redaction.outgoing import Outgoing

PEOPLE = "Amara Bogdan Cleo Dimitri Esra Farid Greta Hamid Ines Jonas Katya Leon Mirela Nils Oriol Petra".split()
THINGS = "billing service,mobile app,price list,brochure,search page,import job,newsletter,warehouse scanner".split(",")
DAYS = "Wednesday Thursday Friday Saturday".split()
ABROAD = {"tag": "Mittwoch Donnerstag Freitag Samstag", "jour": "mercredi jeudi vendredi samedi"} | {
    "dia": "miércoles jueves viernes sábado"
}
CHATTER = "good morning everyone;lunch anyone?;the coffee machine is fixed;thanks all;brb;nice weather today".split(";")
START = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)  # a Monday
_TRUE = re.compile(
    r"> (?P<kind>\w+) \[(?P<sources>[\d,]+)\] (?P<text>[^|]+?)(?: \| owner (?P<owner>\w))?(?: \| due (?P<due>[\w-]+))?$"
)

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """`true` holds statements whose sources are numbers of the transcript's messages from 1; people stand by name."""

    transcript: Transcript
    true: tuple[Statement, ...]

    def written(self, outgoing: Outgoing) -> tuple[list[list[Any]], list[Statement]]:
        """Items of the prompt and the statements, as a model gets and gives them: with placeholders for people."""
        marks = {m.author.name: line.author for m, line in zip(self.transcript, outgoing.lines, strict=True)}
        items = [[n, int(line.author.strip("<PERSON_>")), line.text] for n, line in enumerate(outgoing.lines, 1)]
        return items, [_marked(s, marks) for s in self.true]


def talks(count: int, seed: int = 0, scenes: str = "scenes.txt") -> Iterator[Talk]:
    """Each of three scenes, one after the other, with idle talk between; the same for the same seed."""
    random = Random(seed)
    blocks = list(_blocks(scenes))
    for number in range(count):
        people = random.sample(PEOPLE, 6)
        chosen = [blocks[(3 * number + i) % len(blocks)] for i in range(3)]
        yield _talk(f"talk {number}", chosen, people, random)


def _blocks(scenes: str) -> Iterator[list[str]]:
    text = Path(__file__).with_name(scenes).read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        if lines := [line for line in block.strip().splitlines() if not line.startswith("#")]:
            yield lines


def _talk(id: str, blocks: Sequence[Sequence[str]], people: Sequence[str], random: Random) -> Talk:
    said: list[tuple[str, str]] = []
    true: list[Statement] = []
    for block in blocks:
        said += [(random.choice(people), random.choice(CHATTER)) for _ in range(random.randint(0, 2))]
        words = _filling(people, random)
        offset = len(said)
        said += [(words[line[0]], line[3:].format(**words)) for line in block if line[1] == ":"]
        true += [_statement(line, words, offset) for line in block if line[0] == ">"]
    return Talk(Transcript(id, tuple(_message(i, *one) for i, one in enumerate(said))), tuple(true))


def _filling(people: Sequence[str], random: Random) -> Mapping[str, str]:
    a, b, c = random.sample(people, 3)
    n, k = random.sample(range(13, 60), 2)
    day, other = random.sample(DAYS, 2)
    numbers = {"n": str(n), "k": str(k), "m": f"{random.randint(2, 90)},{random.randint(101, 989)}"}
    d = next(person for person in people if person not in (a, b, c))
    abroad = {key: days.split()[DAYS.index(day)] for key, days in ABROAD.items()}
    said = {"a": a, "b": b, "c": c, "d": d, "day": day, "other": other, "thing": random.choice(THINGS)}
    return said | numbers | abroad


def _message(i: int, name: str, text: str) -> Message:
    return Message(f"m{i}", Person(f"U{name}", name), text, START + timedelta(minutes=i))


def _statement(line: str, words: Mapping[str, str], offset: int) -> Statement:
    found = _TRUE.fullmatch(line)
    assert found, line
    sources = [offset + int(n) for n in found["sources"].split(",")]
    out: Statement = {"kind": found["kind"], "text": found["text"].format(**words), "sources": sources}
    if found["owner"]:
        out["owner"] = words[found["owner"]]
    if due := found["due"]:
        out["due"] = _day(words[due]) if due in words else due
    return out


def _day(name: str) -> str:
    return (START + timedelta(days=2 + DAYS.index(name))).date().isoformat()


def _marked(statement: Statement, marks: Mapping[str, str]) -> Statement:
    names = re.compile(rf"\b(?:{'|'.join(marks)})\b")
    marked = {**statement, "text": names.sub(lambda m: marks[m[0]], statement["text"])}
    return marked | ({"owner": marks[statement["owner"]]} if "owner" in statement else {})
