"""`recap check` tells how Teams is reached, and what is off."""

import asyncio
from pathlib import Path
from typing import Any

from bots.cli.checking_teams import lines
from bots.settings import Settings
from tests.bots.teams.stage import configured
from tests.standins.teams.server import TeamsServer


async def told(teams: TeamsServer, folder: Path, **more: Any) -> str:
    """In a thread of its own, as the command runs without a loop."""
    return "\n".join(await asyncio.to_thread(lambda: list(lines(configured(teams, folder, 8080, **more)))))


def test_without_an_app_it_says_what_to_set() -> None:
    [line] = lines(Settings(database=Path("recap.sqlite3")))
    assert "RECAP_TEAMS_APP_ID" in line


async def test_it_says_as_whom_it_signs_in_and_where_it_listens(tmp_path: Path) -> None:
    async with TeamsServer() as teams:
        said = await told(teams, tmp_path)
    assert "signs in as 5e0c1f0a" in said
    assert "/api/messages on port 8080" in said
    assert "recap manifest teams" in said


async def test_without_a_public_address_it_says_that_reactions_are_off_and_what_works(tmp_path: Path) -> None:
    async with TeamsServer() as teams:
        off = await told(teams, tmp_path)
        on = await told(teams, tmp_path, teams_public_url="https://recap.example.com")
    assert "reactions to people's messages are off: they need RECAP_TEAMS_PUBLIC_URL" in off
    assert "Summarize thread works without" in off
    assert "are off" not in on
    assert "at https://recap.example.com" in on


async def test_a_wrong_password_is_a_sentence(tmp_path: Path) -> None:
    async with TeamsServer() as teams:
        said = await told(teams, tmp_path, teams_app_password="wrong")
    assert "Microsoft does not let Recap sign in (invalid_client)" in said
    assert "wrong" not in said.replace("wrong_", "")
