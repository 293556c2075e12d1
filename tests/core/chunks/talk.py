"""Invented transcripts for the tests of splitting."""

from collections.abc import Iterable
from random import Random

from core.models import Message, Person

ANA = Person("ana", "Ana")
TOPICS = (
    "printer toner jam tray paper scanner cable driver".split(),
    "invoice tax refund ledger payment customer discount currency".split(),
    "hotel flight luggage train ticket passport station map".split(),
)


def said(texts: Iterable[str]) -> list[Message]:
    """One message a text; ids count from "0"."""
    return [Message(str(i), ANA, text) for i, text in enumerate(texts)]


def about(topic: int, size: int) -> list[str]:
    """Texts of five words each about one of the topics, the same for the same size."""
    chance = Random(size)
    return [" ".join(chance.choices(TOPICS[topic % len(TOPICS)], k=5)) for _ in range(size)]


def topics(count: int, size: int) -> list[Message]:
    """So many topics of so many messages, one after the other."""
    return said(text for topic in range(count) for text in about(topic, size))
