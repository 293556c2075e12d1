"""Buttons under action items: done, not theirs, to be reminded of, somebody else's."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import discord

from adapters.discord import item_view, wire
from adapters.discord.asker import of_interaction
from adapters.discord.buttons import Form, Press, Token
from adapters.discord.inert import markdown
from bots.discord.app import Client
from bots.discord.asking.aside import Talk
from bots.discord.asking.desk import Desk
from bots.failing import sentence
from core.action_items.preferences import Preferences
from core.action_items.reminding import remind_at
from core.replies import items as said

OUTCOME_MAX_CHARS = 500
WHEN_MAX_CHARS = 60


class To(
    discord.ui.DynamicItem[discord.ui.UserSelect[Any]], template=r"recap:item_to:(?P<server>\d+):(?P<token>[\w.-]+)"
):
    """Whose the item is from now on. The client's `given` is told of it."""

    def __init__(self, token: Token) -> None:
        self.token = token
        super().__init__(
            discord.ui.UserSelect(custom_id=f"recap:item_to:{token.server}:{token.id}", placeholder="To …")
        )

    @classmethod
    async def from_custom_id(cls, interaction: Talk, item: discord.ui.Item[Any], match: re.Match[str], /) -> "To":
        return cls(Token(match["server"], match["token"]))

    async def callback(self, interaction: Talk) -> None:
        await interaction.client.given(interaction, self.token, self.item.values[0])


class When(Form, title="Remind me"):
    when: discord.ui.Label[Any] = discord.ui.Label(
        text="When: tomorrow, monday, in 2 hours, march 3",
        component=discord.ui.TextInput(custom_id="when", default="tomorrow", max_length=WHEN_MAX_CHARS),
    )

    async def on_submit(self, interaction: Talk) -> None:
        field = self.when.component
        assert isinstance(field, discord.ui.TextInput)
        await self.told(interaction, field.value)


def register(client: Client, desk: Desk) -> None:
    async def given(talk: Talk, token: Token, owner: Any) -> None:
        with client.under_way.busy():
            at = "discord", token.server, token.id, of_interaction(talk).person
            await talk.response.defer()
            await _told(talk, _outcome(desk.items.reassign(*at, wire.person(owner)), said.reassigned))

    client.given = given
    client.add_dynamic_items(To)


async def pressed(desk: Desk, talk: Talk, action: str, token: Token) -> None:
    at = "discord", token.server, token.id, of_interaction(talk).person
    if action == item_view.DONE:
        await _settled(talk, token, _outcome(desk.items.done(*at), said.done))
    elif action == item_view.NOT_MINE:
        await _settled(talk, token, _outcome(desk.items.not_mine(*at), said.not_mine))
    elif action == item_view.REASSIGN:
        view = discord.ui.View(timeout=None)
        view.add_item(To(token))
        await talk.response.send_message("Whose is it?", view=view, ephemeral=True)
    elif action == item_view.REMIND:
        await talk.response.send_modal(When(_reminding(desk, token)))


def _reminding(desk: Desk, token: Token) -> Callable[[Talk, str], Awaitable[None]]:
    async def told(talk: Talk, typed: str) -> None:
        await talk.response.defer(ephemeral=True, thinking=True)
        at = "discord", token.server, token.id, of_interaction(talk).person

        async def remind() -> str:
            wants = await desk.items.preferences("discord", token.server, at[3].id)
            moment, zone = _moment(typed, desk.clock(), wants)
            item = await desk.items.remind(*at, moment)
            return said.reminding(item, moment.astimezone(zone), desk.clock().astimezone(zone).date())

        await _told(talk, remind())

    return told


def _moment(typed: str, now: datetime, wants: Preferences) -> tuple[datetime, ZoneInfo]:
    """At their own hour, in their own time zone."""
    zone = ZoneInfo(wants.zone)
    return remind_at(typed, now, zone, time(wants.hour)), zone


async def _outcome(work: Awaitable[Any], told: Callable[[Any], str]) -> str:
    return told(await work)


async def _told(talk: Talk, work: Awaitable[str]) -> None:
    try:
        outcome = await work
    except Exception as error:
        outcome = sentence(error)
    await talk.edit_original_response(content=markdown(outcome, OUTCOME_MAX_CHARS), view=None)


async def _settled(talk: Talk, token: Token, work: Awaitable[str]) -> None:
    """What became of it stands above the list, and its buttons are gone; the other items keep theirs."""
    await talk.response.defer()
    try:
        outcome = await work
    except Exception as error:
        await talk.followup.send(sentence(error), ephemeral=True)
        return
    assert talk.message
    view = discord.ui.View(timeout=None)
    for shown in _buttons(talk.message):
        if not (shown.custom_id or "").endswith(f":{token.id}"):
            view.add_item(_again(shown))
    buttons = view if view.children else None
    await talk.edit_original_response(content=markdown(outcome, OUTCOME_MAX_CHARS), view=buttons)


def _buttons(message: discord.Message) -> list[discord.Button]:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    return [shown for row in rows for shown in row.children if isinstance(shown, discord.Button)]


def _again(shown: discord.Button) -> Press:
    _, action, server, id = (shown.custom_id or "").split(":")
    return Press(action, Token(server, id), label=shown.label, style=shown.style)
