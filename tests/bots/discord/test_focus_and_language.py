"""What people ask it to be about, and in which language."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.bots.discord.stage import Stage, until
from tests.standins.claude.server import ClaudeServer

TOPICS = (
    "The pricing page shows yearly prices only, because monthly ones confuse people.",
    "The office moves to Hamburg in May, because the rent in Berlin is too high.",
    "The printer on the third floor jams twice a day, so that nobody uses it.",
    "Lunch in the canteen begins at noon on Tuesdays, because the cook is alone then.",
    "The garden party is on the last Saturday of June, when the big tent is free.",
    "Visitors get a badge at the front desk, which they give back in the evening.",
)
WORDS = ("pricing page", "Hamburg", "third floor", "canteen", "garden party", "badge", "stairs")
FEW = {"last": 50, "words": 20}


async def test_with_a_focus_the_answer_is_about_that_and_says_so_by_what_it_leaves_out(acme: Stage) -> None:
    async with acme.recap():
        await said(acme, *TOPICS)
        for who, focus, about in (
            (acme.ana, "pricing", "pricing page"),
            (acme.ben, "the garden party", "garden party"),
        ):
            acme.discord.uses_command(who, acme.channel, "summarize", {"focus": focus} | FEW)
            assert told(await acme.sees(who, acme.channel, "Read 6 of 6 messages")) == [about]


async def test_refresh_keeps_the_focus(acme: Stage) -> None:
    async with acme.recap():
        await said(acme, *TOPICS)
        acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"focus": "the garden party"} | FEW)
        before = await acme.sees(acme.ana, acme.channel, "Read 6 of 6 messages")
        acme.discord.says(acme.ben, acme.channel, "The stairs to the roof stay closed until the railing is mended.")
        await acme.stored(*TOPICS, "The stairs to the roof stay closed until the railing is mended.")
        buttons = [
            it for row in before["components"] for it in row["components"] if "refresh" in it.get("custom_id", "")
        ]
        acme.discord.presses(acme.ana, acme.channel, before["id"], buttons[0]["custom_id"])
        assert told(await acme.sees(acme.ana, acme.channel, "Read 7 of 7 messages")) == ["garden party"]


@pytest.mark.parametrize(
    ("options", "workspace", "locale", "language"),
    [
        ({"language": "German"}, "French", "en-GB", "German"),
        ({"language": "german", "focus": "pricing"}, "", "ja", "German"),
        ({}, "French", "de", "French"),
        ({}, "", "de", "German"),
    ],
)
async def test_a_model_is_told_the_language_that_was_chosen_else_the_servers_else_the_askers(
    acme: Stage, options: dict[str, Any], workspace: str, locale: str, language: str
) -> None:
    async with ClaudeServer() as claude:
        acme.settings = replace(acme.settings, anthropic_api_key=("test-key",), anthropic_url=claude.url)
        async with acme.recap() as stores:
            patient = "deadline_seconds=60"  # on a busy machine too it is the model that answers
            await stores.settings.change("discord", acme.guild, [f"language={workspace}", patient])
            await said(acme, *TOPICS)
            acme.discord.state.users[acme.ana].locale = locale
            acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"last": 50} | options)

            async def asked() -> bool:
                return any(b"Write in" in request for request in claude.received)

            await until(asked)
    said_to_it = b"".join(claude.received).decode()
    assert f"Write in {json.dumps(json.dumps(language))[1:-1]}" in said_to_it
    assert ("Only what bears on" in said_to_it) == ("focus" in options)


async def test_a_language_that_nobody_knows_is_answered_with_what_may_be_typed(acme: Stage) -> None:
    async with acme.recap():
        acme.discord.uses_command(acme.ana, acme.channel, "summarize", {"language": "Klingon"})
        seen = await acme.sees(acme.ana, acme.channel, "Klingon")
        assert not seen["embeds"]


async def said(acme: Stage, *texts: str) -> None:
    for text in texts:
        acme.discord.says(acme.ben, acme.channel, text)
    await acme.stored(*texts)


def told(answer: dict[str, Any]) -> list[str]:
    """What of the topics it tells."""
    shown = json.dumps(answer)
    return [word for word in WORDS if word in shown]
