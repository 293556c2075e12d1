"""What training writes is what the core reads."""

import json
import random

from core.learned.trees import Trees
from core.models import Message, Person
from core.offline.candidates import candidates
from core.offline.choose import choose
from core.offline.rank import rank
from core.offline.trained import Trained
from core.reading import assemble
from tests.training import points
from tests.training.boosting import boost
from tests.training.corpora import Document
from tests.training.rouge import rouge


def test_boosted_trees_tell_apart_what_they_were_trained_on() -> None:
    chance = random.Random(0)
    rows = [[chance.random(), chance.random()] for _ in range(800)]
    labels = [x > 0.6 and y < 0.5 for x, y in rows]
    trees = Trees(json.loads(json.dumps(boost(rows, labels, [1.0] * len(rows), trees=40, leaves=4))))
    right = sum((trees.probability(row) > 0.5) == label for row, label in zip(rows, labels, strict=True))
    assert right > 780


def test_the_same_documents_give_the_same_weights_and_the_engine_can_use_them() -> None:
    sets = {"one": [_document(i) for i in range(9)], "other": [_document(i) for i in range(9, 15)]}
    common = points.common_words(points.transcripts(sets))
    weights = points.fit(sets, common)
    assert weights == points.fit(sets, common)
    said = candidates(sets["one"][0].transcript)
    assert choose(rank(said, 30, trained=Trained.of(json.loads(json.dumps(weights)))), 30)


def test_only_words_of_two_kinds_of_conversation_are_common() -> None:
    sets = {"one": [_document(0)], "other": [_document(1)]}
    assert points.common_words(points.transcripts(sets)).keys() >= {"build", "server"}
    assert "part0" not in points.common_words(points.transcripts(sets))


def test_rouge_counts_words_pairs_and_order() -> None:
    assert rouge(["the build is red"], "the build is red") == (100.0, 100.0, 100.0)
    one, two, longest = rouge(["a b c d"], "d c b a")
    assert (one, two, longest) == (100.0, 0.0, 25.0)
    assert rouge(["a"], "") == (0.0, 0.0, 0.0)


def _document(i: int) -> Document:
    texts = [f"The build of part{i} fails on server {j} because its disk is full" for j in range(4)]
    messages = [Message(f"{i}.{j}", Person("a", "Ana"), text) for j, text in enumerate(texts)]
    reference = f"The build of part{i} fails since the disk of a server is full."
    return Document(assemble(f"d{i}", messages), (reference,), None, 20)
