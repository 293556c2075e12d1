"""A workspace full of planted personal data and secrets."""

from dataclasses import dataclass
from random import Random

from core.models import Message, Person, Transcript
from core.redaction.people import Member
from tests.planted import personal
from tests.planted.secrets import KINDS, placed


@dataclass(frozen=True, slots=True)
class Planted:
    """`promised` must not leave; `others` are what is not promised, by kind."""

    transcript: Transcript
    people: tuple[Member, ...]
    promised: tuple[str, ...]
    others: dict[str, list[str]]


def plant(seed: int, values: int) -> Planted:
    """A conversation in which each kind stands `values` times, in each of its places."""
    random, texts, promised = Random(seed), list[str](), list[str]()
    people = tuple(Member(f"U{i}", (n,)) for i, n in enumerate(sorted({personal.name(random) for _ in range(12)})))
    for kind, (make, sentences) in personal.PROMISED.items():
        for _ in range(values):
            value = random.choice(people).names[0] if kind == "name on the roster" else make(random)
            texts += [sentence.format(value) for sentence in sentences]
            promised.append(value)
    for kind, make in KINDS.items():
        for _ in range(values):
            made = list(placed(random, kind, make(random)))
            texts += [text for _, text, _ in made]
            promised += {value for _, _, value in made}
    others: dict[str, list[str]] = {}
    for kind, (make, sentences) in personal.NOT_PROMISED.items():
        others[kind] = [make(random) for _ in range(values)]
        texts += [sentence.format(value) for value in others[kind] for sentence in sentences]
    random.shuffle(texts)
    authors = [Person(m.id, m.names[0]) for m in people]
    messages = tuple(Message(f"1700000000.{i:06}", random.choice(authors), text) for i, text in enumerate(texts))
    return Planted(Transcript("C1", messages), people, tuple(promised), others)
