"""A model that answers from a script, a detector of three kinds, and the conversation they are asked about."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from core.asking.asked import Asked
from core.asking.summarizer import Summarizer
from core.errors import RecapError
from core.models import Channel, LeftOut, Message, Person, Transcript
from core.ports import Call, Ended, Model, Prompt, Server, Usage
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from core.spending.bill import Bill
from core.summary import Statement, Summary
from core.workspace import WorkspaceSettings

SERVER = Server("http://127.0.0.1", ("key",))
ANA, BEN = Person("U1", "Ana Lima"), Person("U2", "Ben")
GENERAL = Channel("slack", "acme", "C1", "general")
TRANSCRIPT = Transcript(
    "C1",
    (
        Message("m1", ANA, "Ben moves the launch to Friday, the password is hunter2!"),
        Message("m2", BEN, "Ok, hunter2! works, call 212-555-0123"),
        Message("m3", ANA, "slow"),
    ),
    left_out=(LeftOut("bot post", 2),),
)


class NamesDetector:
    """Finds the roster's first names, `hunter2!` after the word password, and phone numbers; is too late for "slow"."""

    version = "1"

    def __init__(self, error: RecapError | None = None) -> None:
        self.error = error

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...] | None]:
        if self.error:
            raise self.error
        return [None if text == "slow" else tuple(self._of(text, policy)) for text in texts]

    def _of(self, text: str, policy: Policy) -> list[Finding]:
        found = [
            Finding("PERSON", *m.span(), person=p.id)
            for p in policy.people
            for m in re.finditer(p.names[0].split()[0], text)
        ]
        found += [Finding("PASSWORD", *m.span(1), secret=True) for m in re.finditer(r"password is (\S+)", text)]
        found += [Finding("PHONE_NUMBER", *m.span()) for m in re.finditer(r"\d{3}-\d{3}-\d{4}", text)]
        return sorted(found, key=lambda f: f.start)


Step = str | float | Ended | RecapError  # a piece, a pause in seconds, the end, a failure
Script = Callable[[Prompt, Call], Sequence[Step]]


class ScriptedModel:
    """`script` says what each prompt is answered; `asked` are the prompts, `stopped` counts those cancelled."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Prompt] = []
        self.stopped = 0

    async def ask(self, prompt: Prompt, call: Call) -> AsyncIterator[str | Ended]:
        self.asked.append(prompt)
        try:
            for step in self.script(prompt, call):
                if isinstance(step, float):
                    await asyncio.sleep(step)
                elif isinstance(step, RecapError):
                    raise step
                else:
                    yield step
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            raise

    def pay(self, settings: WorkspaceSettings, bill: Bill) -> Model:
        return self


class Notes:
    """A reader that notes what it was shown, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.early: list[Summary] = []

    async def said(self, statement: Statement) -> None:
        self.texts.append(statement.text)

    async def preliminary(self, summary: Summary) -> None:
        self.early.append(summary)


def stated(text: str, *sources: int, kind: str = "point", **more: str) -> dict[str, Any]:
    return {"kind": kind, "text": text, "sources": list(sources), **more}


def answer(*statements: dict[str, Any], ended: str = "complete") -> list[Step]:
    """A whole answer, in pieces of seven characters."""
    text = json.dumps({"statements": list(statements)})
    pieces: list[Step] = [text[at : at + 7] for at in range(0, len(text), 7)]
    return [*pieces, Ended(ended, "claude-haiku-5-5", Usage(100, 20))]  # type: ignore[arg-type]


def always(*steps: Step) -> Script:
    return lambda prompt, call: steps


def summarizer(model: ScriptedModel, error: RecapError | None = None, **more: Any) -> Summarizer:
    return Summarizer(NamesDetector(error), model.pay, **more)


def asked(transcript: Transcript = TRANSCRIPT, **more: Any) -> Asked:
    return Asked(transcript, server=SERVER, **more)
