"""What reading costs is counted in messages read and looked at, not in seconds."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from core.conversations import Conversations, untangle
from core.conversations.reading import Read, Reader
from core.learned.layers import Layers
from core.models import Message
from tests.bench.threads import conversation

LOOK_BACK = 20


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many messages were "read", and how many "looks" at earlier ones that took."""
    done: Counter[str] = Counter()
    read, score = Reader.read, Layers.score

    def counted_read(reader: Reader, message: Message, parent: str | None = None) -> Read:
        done["read"] += 1
        return read(reader, message, parent)

    def counted_score(net: Layers, total: int) -> int:
        done["looks"] += 1
        return score(net, total)

    monkeypatch.setattr(Reader, "read", counted_read)
    monkeypatch.setattr(Layers, "score", counted_score)
    return done


def test_a_message_costs_the_same_in_a_long_channel_and_in_a_short_one(work: Counter[str]) -> None:
    looks = []
    for size in (1000, 4000):
        work.clear()
        untangle(conversation(size))
        assert work["read"] == size
        looks.append(work["looks"] / size)
    assert looks[1] < 1.1 * looks[0] < 40


def test_adding_messages_at_the_end_reads_only_these(work: Counter[str]) -> None:
    chat = conversation(400)
    arriving = Conversations(LOOK_BACK)
    arriving.add(chat[:300])
    arriving.conversations()
    for start, end in pairwise(range(300, 401, 10)):
        work.clear()
        arriving.add(chat[start:end])
        arriving.conversations()
        assert work["read"] == end - start


def test_an_edit_or_a_late_message_reads_on_no_further_than_it_reaches(work: Counter[str]) -> None:
    """Until as many messages in a row as the reader remembers came out as before."""
    chat = conversation(2000)
    late = chat.pop(600)
    arriving = Conversations(LOOK_BACK)
    arriving.add(chat)
    arriving.conversations()
    for changed in (late, replace(chat[500], text="never mind")):
        work.clear()
        arriving.add([changed])
        arriving.conversations()
        assert Reader(LOOK_BACK).memory < work["read"] <= 5 * Reader(LOOK_BACK).memory
