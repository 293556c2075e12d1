"""Prompts and calls for the tests of this room."""

from adapters.claude.model import Claude
from adapters.claude.retrying import Patience
from core.ports import Call, Ended, Prompt, Server

KEY = "test-key"
PROMPT = Prompt("Be brief.", '[1,1,"Hello"]', 50)
SCHEMA = {"type": "object", "properties": {"overview": {"type": "string"}}, "additionalProperties": False}
HURRIED = Patience(pause=0.001)  # the jitter is the same, only short


def call(url: str, *models: str, deadline: float | None = None, keys: tuple[str, ...] = (KEY,)) -> Call:
    return Call(Server(url, keys), models or ("small",), "slack", "T1", deadline=deadline)


async def asked(claude: Claude, call: Call, prompt: Prompt = PROMPT) -> tuple[str, Ended]:
    """The text and how it ended."""
    *pieces, ended = [piece async for piece in claude.ask(prompt, call)]
    assert isinstance(ended, Ended)
    return "".join(str(piece) for piece in pieces), ended
