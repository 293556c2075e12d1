"""`recap preview CHANNEL`: exactly what would leave, and nothing sent."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from adapters.presidio.detector import Found, PresidioDetector
from bots.cli.main import main
from bots.settings import read_settings
from bots.wiring import stores
from core import prompts
from core.models import Channel, Message, Person
from core.redaction.policy import Policy

GENERAL, RANDOM = Channel("slack", "acme", "C1", "general"), Channel("slack", "acme", "C2", "random")
NOW = datetime.now(UTC)
ANA, BEN, CLEO = Person("U1", "Ana Lima"), Person("U2", "Ben"), Person("U3", "Cleo")


@pytest.fixture(autouse=True)
def _stored() -> None:
    async def importing() -> None:
        async with stores(read_settings()) as into, into.messages.importing() as batch:
            sent = [
                Message("1", ANA, "Cleo wants Project Falcon at ana@example.com, not 93.184.216.34", NOW),
                Message("2", BEN, "Thanks Ana", NOW),
            ]
            await batch.add(GENERAL, sent)
            await batch.add(RANDOM, [Message("3", CLEO, "Hello", NOW)])

    asyncio.run(importing())


def test_a_preview_shows_the_prompt_with_the_whole_workspace_redacted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "general"]) == 0
    out, _ = capsys.readouterr()
    assert out == (
        f"{prompts.load('summarize', prompts.versions('summarize')[-1])}\n\n[\n"
        f'"{NOW:%a %Y-%m-%d %H:%M}",\n'
        '[1,1,"<PERSON_2> wants Project Falcon at <EMAIL_ADDRESS_1>, not <IP_ADDRESS_1>"],\n'
        '[2,3,"Thanks <PERSON_1>"]\n]\n\nAt most 5 statements.\n'
    )


def test_a_second_preview_shows_the_same_and_examines_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    examined: list[str] = []
    finding = PresidioDetector.find

    async def counting(self: PresidioDetector, texts: Sequence[str], policy: Policy) -> list[Found]:
        examined.extend(texts)
        return await finding(self, texts, policy)

    monkeypatch.setattr(PresidioDetector, "find", counting)
    assert main(["preview", "general"]) == 0
    shown = capsys.readouterr().out
    assert len(examined) == 2
    assert main(["preview", "general"]) == 0
    assert capsys.readouterr().out == shown
    assert len(examined) == 2


def test_the_lists_of_the_workspace_are_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "acme", "always_redacted=project falcon", "never_redacted=93.184.216.34"]) == 0
    capsys.readouterr()
    assert main(["preview", "#general"]) == 0
    assert "<PERSON_2> wants <DENIED_1> at <EMAIL_ADDRESS_1>, not 93.184.216.34" in capsys.readouterr().out


def test_a_preview_stands_in_the_audit_log(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "general"]) == 0
    assert main(["audit"]) == 0
    assert "preview" in capsys.readouterr().out


def test_an_unknown_channel_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "generl"]) == 2
    assert "did you mean general?" in capsys.readouterr().err
