"""Nothing that is promised to stay leaves: not in what is sent, not in a log, not in an error."""

import json
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from adapters.claude.model import Claude
from adapters.presidio.detector import PresidioDetector
from core.asking.asked import Asked
from core.asking.summarizer import Summarizer
from core.errors import RecapError
from core.ports import Detector, Server
from core.redaction.policy import Policy
from core.redaction.spans import Finding
from tests.leaks.search import found
from tests.leaks.workspace import Planted, plant
from tests.standins.claude.server import KEY, ClaudeServer, error

VALUES = 3  # of each kind; `make bench` takes 50
SECRETS_MAX_SHARE = 0.05  # what is promised of secrets: 95 of 100 are found


class NoDetector:
    """A redactor that is broken in the worst way: it finds nothing and does not say so."""

    version = "broken"

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...]]:
        return [() for _ in texts]


async def run(planted: Planted, detector: Detector, server: ClaudeServer) -> str:
    """Asks for a summary; returns the engine that gave it."""
    asked = Asked(
        planted.transcript, policy=Policy(people=planted.people), server=Server(server.url, (KEY,)), patience=60
    )
    async with Claude() as claude:
        answered = await Summarizer(detector, lambda settings, bill: claude).summarize(asked)
    return answered.summary.engine


def said(server: ClaudeServer) -> str:
    """Every byte that was sent, and once more the texts in it as people wrote them."""
    out = []
    for received in server.received:
        body = received.split(b"\r\n\r\n", 1)[1]
        out += [received.decode(), *_texts(json.loads(body))]
    return "\n".join(out)


def _texts(value: Any) -> Iterator[str]:
    """All strings in a JSON value, also in JSON that stands in a string."""
    if isinstance(value, str):
        yield value
        if value.startswith("["):
            yield from _texts(json.JSONDecoder().raw_decode(value)[0])
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    return "\n".join(f"{r.name} {r.getMessage()} {r.args} {r.exc_text}" for r in caplog.records)


async def test_what_is_promised_does_not_leave_in_bytes_or_logs(caplog: pytest.LogCaptureFixture) -> None:
    planted = plant(seed=1, values=VALUES)
    caplog.set_level(logging.DEBUG)
    async with ClaudeServer() as server, PresidioDetector() as detector:
        assert "claude" in await run(planted, detector, server)
    sent = said(server)
    assert re.search(r"<PERSON_\d+>, ", sent) or "<EMAIL_ADDRESS_1>" in sent
    assert found(planted.promised, sent) == []
    assert found(planted.promised, logged(caplog)) == []
    assert "httpx" in {r.name.split(".")[0].rstrip("2") for r in caplog.records}, "the SDK's logs were not looked at"


async def test_a_broken_redactor_would_be_noticed() -> None:
    planted = plant(seed=1, values=1)
    async with ClaudeServer() as server:
        await run(planted, NoDetector(), server)
    assert set(found(planted.promised, said(server))) == set(planted.promised)


@pytest.mark.parametrize("status", [400, 401, 429, 500, 529])
async def test_a_server_that_quotes_what_it_was_sent_brings_nothing_back(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    planted = plant(seed=2, values=1)
    caplog.set_level(logging.DEBUG)

    def quoting(request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return status, error("api_error", str(request))

    async with PresidioDetector(processes=1) as detector, ClaudeServer(quoting) as server:
        assert await run(planted, detector, server) == "offline"
    assert found(planted.promised, logged(caplog)) == []


class FailingDetector:
    version = "failing"

    async def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...]]:
        raise RecapError("no")


async def test_no_model_is_called_where_redaction_fails() -> None:
    async with ClaudeServer() as server:
        assert await run(plant(seed=1, values=1), FailingDetector(), server) == "offline"
    assert server.received == []


async def test_kinds_that_are_not_promised_are_counted() -> None:
    """The README says what is not caught without a model; when one is caught, it is to say so."""
    planted = plant(seed=4, values=5)
    async with ClaudeServer() as server, PresidioDetector(processes=1) as detector:
        await run(planted, detector, server)
    sent = said(server)
    left = {kind: len(found(values, sent)) / len(values) for kind, values in planted.others.items()}
    assert left == dict.fromkeys(planted.others, 1.0)
