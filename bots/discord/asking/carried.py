"""What a button stands for: the question again, and the answer it stands under. Nobody's right to read is in it."""

import json
import secrets
from dataclasses import dataclass, replace

from adapters.discord.buttons import Token
from bots.discord.asking.desk import Desk
from core.answering import Question
from core.answering.packed import packed
from core.answering.packed import unpacked as question_of
from core.models import Person
from core.ports import KeptQuestion


@dataclass(frozen=True, slots=True)
class Carried:
    """`result` is the answer's id, `before` are the messages that go before the one with the buttons."""

    question: Question
    result: str = ""
    before: tuple[str, ...] = ()


async def keep(desk: Desk, carried: Carried, token: Token | None = None, waiting: bool = False) -> Token:
    """For buttons; `token` is that of the same question. Errors: `StorageError`."""
    asked = carried.question
    kept = token or Token(asked.channel.workspace, secrets.token_urlsafe(9))
    body = json.dumps([*packed(asked), carried.result, list(carried.before)], ensure_ascii=False)
    person = asked.requester.id
    await desk.questions.put(KeptQuestion(kept.id, "discord", kept.server, person, body, desk.clock(), waiting))
    return kept


async def carried(desk: Desk, token: Token, requester: Person) -> Carried | None:
    """For whoever pressed it; None where it is kept no more."""
    kept = await desk.questions.get("discord", token.server, token.id)
    return unpacked(kept, requester) if kept else None


def unpacked(kept: KeptQuestion, requester: Person) -> Carried:
    *asked, result, before = json.loads(kept.body)
    return Carried(question_of(asked, "discord", kept.workspace, requester), result, tuple(before))


def fresh(question: Question) -> Question:
    return replace(question, fresh=True)
