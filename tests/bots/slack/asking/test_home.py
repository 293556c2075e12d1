"""App Home: what Recap can read, limits, and the settings that admins change."""

from pathlib import Path
from typing import Any

from core.limits.asking import Asking
from core.workspace import WorkspaceSettings
from tests.bots.slack.asking.stage import Stage, staged, texts


async def home(stage: Stage, person: str) -> str:
    stage.slack.opens_home(person)
    await stage.until(lambda: stage.slack.home(person))
    return texts(stage.slack.home(person))


async def test_people_see_what_recap_reads_of_their_channels_and_their_limits(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.slack.world.add_channel(stage.team, "secret", [stage.ana], "private")
        seen = await home(stage, stage.ben)
        assert "Of your channels I can read #general." in seen
        assert "secret" not in seen
        assert "You can ask 6 times in five minutes (6 left) and 60 times an hour (60 left)" in seen
        assert "Change settings" not in seen
        assert "Of your channels I can read #general, #secret." in await home(stage, stage.ana)


async def test_what_is_left_of_somebodys_limits_counts_what_they_asked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        limits, own = Asking(stage.stores.buckets, stage.clock), WorkspaceSettings()
        await limits.take("slack", stage.team, stage.ben, own)
        assert "(5 left)" in await home(stage, stage.ben)
        assert "(6 left)" in await home(stage, stage.ana)


async def settings_of(stage: Stage) -> dict[str, Any]:
    """The modal in which Ana, an admin, changes the workspace's settings."""
    shown = stage.slack.home(stage.ana)
    assert shown
    await stage.slack.clicks(stage.ana, shown, "recap_settings").answered()
    await stage.until(lambda: stage.slack.modal(stage.ana))
    modal = stage.slack.modal(stage.ana)
    assert modal
    return modal


async def test_admins_see_the_settings_and_what_is_spent_and_change_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        seen = await home(stage, stage.ana)
        assert "Spent today: $0.0000 of $2.00" in seen
        assert "claude-haiku-5-5" in seen
        modal = await settings_of(stage)
        changed = {"daily_cap": "5", "language": "German", "reaction": ":books:", "messages_days": "90"}
        changed["high_stakes_channels"] = "legal-*"
        await stage.slack.submits(stage.ana, modal, changed).answered()
        await stage.until(lambda: "legal-*" in texts(stage.slack.home(stage.ana)))
        own = await stage.stores.settings.get("slack", stage.team)
        assert (own.daily_cap, own.language, own.reaction, own.messages_days) == (5.0, "German", "books", 90)
        assert own.high_stakes_channels == ("legal-*",)
        assert own.small_model == "claude-haiku-5-5"


async def test_a_wrong_value_is_explained_beside_its_field_and_nothing_is_changed(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await home(stage, stage.ana)
        modal = await settings_of(stage)
        done = await stage.slack.submits(stage.ana, modal, {"daily_cap": "much", "language": "German"}).answered()
        assert done.answer
        assert list(done.answer["errors"]) == ["daily_cap"]
        assert (await stage.stores.settings.get("slack", stage.team)).language is None


async def test_who_is_no_admin_any_more_changes_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await home(stage, stage.ana)
        modal = await settings_of(stage)
        stage.slack.state.users[stage.ana].is_admin = False
        done = await stage.slack.submits(stage.ana, modal, {"language": "German"}).answered()
        assert done.answer
        assert "Only admins" in str(done.answer["errors"])
        assert (await stage.stores.settings.get("slack", stage.team)).language is None


async def test_what_slack_refuses_is_said_on_the_page(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        stage.slack.refuses("users.conversations", "missing_scope")
        assert "lacks the scope" in await home(stage, stage.ana)
