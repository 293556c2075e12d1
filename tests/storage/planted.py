"""Values planted in every text that a message or a channel has, and a search for them in raw bytes."""

import base64
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from core.models import Channel, Message, Person, Reaction

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
CHANNEL = Channel("jsonl", "Zorblatt Holding", "Merger Talks", "Merger-Gespräche", "Nobody outside knows")
MESSAGE = Message(
    id="mail-0815@zorblatt.example",
    author=Person("Quirina Möllenhoff", "Quirina M."),
    text="Péter's salary is 48,150 from 发布日 on 🚀",
    sent_at=NOON,
    thread_id="mail-0814@zorblatt.example",
    reply_to="mail-0813@zorblatt.example",
    reactions=(Reaction("party-quirina", 2),),
    original="<@U0PETER>'s salary is <b>48150</b>",
    edited_at=NOON,
    files=("Kündigung Péter.pdf",),
    permalink="https://zorblatt.example/archives/C7/p17149968",
)
TEXTS = (
    *("Zorblatt Holding", "Merger Talks", "Merger-Gespräche", "Nobody outside knows", MESSAGE.id, "Quirina Möllenhoff"),
    *("Quirina M.", MESSAGE.text, "48,150", "mail-0814@zorblatt", "mail-0813@zorblatt", "party-quirina", "<@U0PETER>"),
    *("Kündigung Péter.pdf", "https://zorblatt.example/archives/C7/p17149968"),
)


class Time:
    """A clock that stands at `now`."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


def found_in(files: Iterable[Path], texts: Iterable[str] = TEXTS) -> list[str]:
    """Which of the texts stand in one of the files, plain or in an encoding that a program might choose."""
    contents = [file.read_bytes() for file in files if file.is_file()]
    assert sum(map(len, contents)) > 0
    lowered = [content.lower() for content in contents]
    return [t for t in texts if any(form.lower() in content for form in _forms(t) for content in lowered)]


def _forms(text: str) -> list[bytes]:
    utf8 = text.encode()
    base64_forms = [base64.b64encode(bytes(shift) + utf8)[(shift * 8 + 5) // 6 + 1 : -4] for shift in range(3)]
    return [
        *(utf8, text.casefold().encode(), text.encode("utf-16-le"), text.encode("utf-16-be")),
        *(json.dumps(text)[1:-1].encode(), quote(text).encode(), utf8.hex().encode(), *base64_forms),
    ]
