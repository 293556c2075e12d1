"""Invented chats for the tests of conversations."""

from datetime import UTC, datetime, timedelta

from core.models import Message, Person

START = datetime(2031, 3, 3, 9, 0, tzinfo=UTC)


def chat(text: str) -> list[Message]:
    """Messages of lines "minute author: text"; ids count from "0"."""
    return [_message(str(i), line) for i, line in enumerate(text.strip().splitlines())]


def _message(id: str, line: str) -> Message:
    minute, author, said = line.strip().split(" ", 2)
    name = author.removesuffix(":")
    return Message(id, Person(name, name), said, START + timedelta(minutes=float(minute)))
