"""Commands, autocompletion, context menus, buttons, menus and modals, through discord.py's own command tree."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.standins.discord.discordbot import Bot, connected
from tests.standins.discord.schema import must_fit
from tests.standins.discord.server import DiscordServer

CALLBACK = "/interactions/{interaction}/{token}/callback"
Talk = discord.Interaction[Any]


class Why(discord.ui.Modal, title="Why?"):
    reason: discord.ui.Label[Any] = discord.ui.Label(text="Reason", component=discord.ui.TextInput(custom_id="reason"))

    async def on_submit(self, interaction: Talk) -> None:
        assert isinstance(self.reason.component, discord.ui.TextInput)
        await interaction.response.edit_message(content=f"because {self.reason.component.value}")


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Publish", custom_id="publish")
    async def publish(self, interaction: Talk, button: Any) -> None:
        await interaction.response.send_message("published")

    @discord.ui.button(label="Why", custom_id="why")
    async def why(self, interaction: Talk, button: Any) -> None:
        await interaction.response.send_modal(Why())

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="whom")
    async def whom(self, interaction: Talk, select: Any) -> None:
        await interaction.response.send_message(f"for {select.values[0].name}", ephemeral=True)


class Stage:
    """A guild with ana and ben in #general; a bot with one command of each kind."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server
        self.guild = server.world.add_guild("Acme")
        self.ana, self.ben = (server.world.add_member(self.guild, name) for name in ("ana", "ben"))
        self.channel = server.world.add_channel(self.guild, "general")
        self.talks: list[Talk] = []
        self.started = asyncio.Event()

    def bot(self) -> Bot:
        bot = Bot()
        tree = app_commands.CommandTree(bot)

        @tree.command(description="A summary")
        @app_commands.default_permissions(send_messages=True)
        async def summarize(talk: Talk, scope: str, author: discord.Member | None = None, last: int = 20) -> None:
            self.talks.append(talk)
            await talk.response.defer(ephemeral=scope != "public", thinking=True)
            await talk.edit_original_response(content=f"{scope} {author.name if author else '-'} {last}")

        @summarize.autocomplete("scope")
        async def scopes(talk: Talk, current: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{current}…", value=current)]

        @tree.command(description="Says nothing in time")
        @app_commands.default_permissions(manage_guild=True)
        async def slow(talk: Talk) -> None:
            self.talks.append(talk)
            self.started.set()

        @tree.context_menu(name="Summarize thread")
        async def menu(talk: Talk, message: discord.Message) -> None:
            await talk.response.send_message(f"about: {message.content}", view=Buttons(), ephemeral=True)

        bot.add_view(Buttons())
        bot.tree = tree  # type: ignore[attr-defined]
        return bot


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with DiscordServer(tmp_path / "record.jsonl") as server:
        stage = Stage(server)
        async with connected(server, stage.bot) as bot:
            await bot.tree.sync()
            yield stage
    must_fit(tmp_path / "record.jsonl")


def texts(stage: Stage, user: str) -> list[str]:
    return [m["content"] for m in stage.server.seen_by(user, stage.channel)]


async def until_seen(stage: Stage, user: str, text: str) -> None:
    async with asyncio.timeout(5):
        await stage.server.sees(user, stage.channel, text)


async def test_a_deferred_ephemeral_answer_is_seen_by_who_asked_only(stage: Stage) -> None:
    options = {"scope": "thread", "author": stage.ben, "last": 5}
    it = await stage.server.uses_command(stage.ana, stage.channel, "summarize", options).answered()
    assert it.callback == 5
    await until_seen(stage, stage.ana, "thread ben 5")
    assert texts(stage, stage.ben) == []
    assert stage.talks[0].permissions.send_messages


async def test_a_public_deferred_answer_is_seen_by_all_and_its_edit_told(stage: Stage) -> None:
    stage.server.uses_command(stage.ana, stage.channel, "summarize", {"scope": "public"})
    await until_seen(stage, stage.ben, "public - 20")


async def test_after_three_seconds_the_interaction_is_unknown(stage: Stage) -> None:
    stage.server.sets_role(stage.guild, stage.guild, "VIEW_CHANNEL USE_APPLICATION_COMMANDS MANAGE_GUILD")
    stage.server.uses_command(stage.ana, stage.channel, "slow")
    await stage.started.wait()
    stage.server.passes(3.1)
    with pytest.raises(discord.NotFound) as refused:
        await stage.talks[0].response.send_message("late")
    assert (refused.value.status, refused.value.code) == (404, 10062)


async def test_a_second_callback_is_refused(stage: Stage) -> None:
    it = await stage.server.uses_command(stage.ana, stage.channel, "summarize", {"scope": "x"}).answered()
    call = stage.server.called("POST", CALLBACK)[0]
    talk = stage.talks[0]
    with pytest.raises(discord.HTTPException) as refused:
        await talk.client.http.request(discord.http.Route("POST", call.path), json={"type": 5})
    assert (refused.value.status, refused.value.code) == (400, 40060)
    assert it.acknowledged


async def test_the_token_counts_for_fifteen_minutes(stage: Stage) -> None:
    stage.server.uses_command(stage.ana, stage.channel, "summarize", {"scope": "x"})
    await until_seen(stage, stage.ana, "x - 20")
    stage.server.passes(899)
    await stage.talks[0].followup.send("still here", ephemeral=True)
    stage.server.passes(2)
    with pytest.raises(discord.HTTPException) as refused:
        await stage.talks[0].edit_original_response(content="too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_follow_ups_are_made_changed_and_deleted(stage: Stage) -> None:
    stage.server.uses_command(stage.ana, stage.channel, "summarize", {"scope": "x"})
    await until_seen(stage, stage.ana, "x - 20")
    sent = await stage.talks[0].followup.send("one", ephemeral=True, wait=True)
    await sent.edit(content="two")
    assert texts(stage, stage.ana) == ["x - 20", "two"]
    await sent.delete()
    await stage.talks[0].delete_original_response()
    assert texts(stage, stage.ana) == []


async def test_autocompletion_offers_choices(stage: Stage) -> None:
    it = await stage.server.types_into(stage.ana, stage.channel, "summarize", "scope", "thr").answered()
    assert it.choices == [{"name": "thr…", "value": "thr"}]


async def test_a_context_menu_carries_content_without_the_intent_and_its_buttons_work(stage: Stage) -> None:
    server = stage.server
    server.switches("content", False)
    id = server.says(stage.ben, stage.channel, "ship it")
    it = await server.uses_menu(stage.ana, stage.channel, id, "Summarize thread").answered()
    await until_seen(stage, stage.ana, "about: ship it")
    assert it.original
    await server.presses(stage.ana, stage.channel, it.original, "publish").answered()
    await until_seen(stage, stage.ben, "published")
    await server.selects(stage.ana, stage.channel, it.original, "whom", [stage.ben]).answered()
    assert "for ben" in texts(stage, stage.ana)
    assert "for ben" not in texts(stage, stage.ben)
    with pytest.raises(ValueError, match="does not see"):
        server.presses(stage.ben, stage.channel, it.original, "publish")


async def test_a_button_opens_a_modal_whose_submission_changes_the_message(stage: Stage) -> None:
    server = stage.server
    id = server.says(stage.ben, stage.channel, "ship it")
    it = await server.uses_menu(stage.ana, stage.channel, id, "Summarize thread").answered()
    assert it.original
    shown = await server.presses(stage.ana, stage.channel, it.original, "why").answered()
    assert shown.modal
    with pytest.raises(ValueError, match="too short"):
        server.submits(shown)
    await server.submits(shown, {"reason": "wrong"}).answered()
    await until_seen(stage, stage.ana, "because wrong")


async def test_discord_offers_a_command_only_where_and_to_whom_it_is_meant(stage: Stage) -> None:
    server = stage.server
    with pytest.raises(ValueError, match="not offered"):
        server.uses_command(stage.ana, stage.channel, "slow")
    with pytest.raises(ValueError, match="required"):
        server.uses_command(stage.ana, stage.channel, "summarize")
    with pytest.raises(ValueError, match="not of its type"):
        server.uses_command(stage.ana, stage.channel, "summarize", {"scope": 3})


async def test_commands_keep_ids_and_versions_until_they_change(stage: Stage) -> None:
    before = dict(stage.server.state.commands)
    talk_bot = stage.server.called("PUT", "/applications/{app}/commands")[0]
    assert [c["name"] for c in talk_bot.answer] == ["summarize", "slow", "Summarize thread"]
    async with connected(stage.server, stage.bot) as bot:
        await bot.tree.sync()
        assert stage.server.state.commands == before
        bot.tree.get_command("slow").description = "Otherwise"
        await bot.tree.sync()
    after = stage.server.state.commands
    assert after.keys() == before.keys()
    assert [id for id in after if after[id]["version"] != before[id]["version"]] == [list(before)[1]]
