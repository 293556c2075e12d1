"""What people press: buttons that work after a restart, as each says by itself what it is for.

An id is a button's action, the server (direct messages belong to none) and what was asked: `core.ports.questions`.
"""

import logging
import re
from dataclasses import dataclass
from typing import Any

import discord

log = logging.getLogger(__name__)

REASON_MAX_CHARS = 500
LABEL_MAX_CHARS = 80

PUBLISH, SHORTER, REFRESH, STOP, UP, DOWN, SHOW = "publish", "shorter", "refresh", "stop", "up", "down", "show"
TEMPLATE = r"recap:(?P<action>\w+):(?P<server>\d+):(?P<token>[\w.-]+)"


@dataclass(frozen=True, slots=True)
class Token:
    """What was asked, in which server."""

    server: str
    id: str


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=TEMPLATE):
    """One button. The client's `pressed` is told of it."""

    def __init__(self, action: str, token: Token, **button: Any) -> None:
        self.action, self.token = action, token
        id = f"recap:{action}:{token.server}:{token.id}"
        super().__init__(discord.ui.Button(custom_id=id, **button))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "Press":
        return cls(match["action"], Token(match["server"], match["token"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.pressed(interaction, self.action, self.token)


class Buttons(discord.ui.View):
    def __init__(self, *items: Press) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)


def row(token: Token, publish_to: str | None) -> Buttons:
    """Under an answer; without `publish_to` (a channel's title) it stands where it cannot be published."""
    publish = [_button(PUBLISH, token, f"Publish to {publish_to}", primary=True)] if publish_to else []
    others = ((SHORTER, "Shorter"), (REFRESH, "Refresh"), (UP, "👍"), (DOWN, "👎"))
    return Buttons(*publish, *(_button(action, token, label) for action, label in others))


def again(token: Token) -> Buttons:
    """Where an answer failed: to ask the same once more."""
    return Buttons(_button(REFRESH, token, "Try again"))


def stop(token: Token) -> Buttons:
    return Buttons(_button(STOP, token, "Stop"))


def show(token: Token) -> Buttons:
    """Where all see the button: whoever presses it is answered alone."""
    return Buttons(_button(SHOW, token, "Show me", primary=True))


def _button(action: str, token: Token, label: str, primary: bool = False) -> Press:
    style = discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary
    return Press(action, token, label=label[:LABEL_MAX_CHARS], style=style)


class Form(discord.ui.Modal):
    """`told` is given what was written. discord.py would log an error's text, which may hold it."""

    def __init__(self, told: Any) -> None:
        super().__init__()
        self.told = told

    async def on_error(  # type: ignore[override]  # a form has no item
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        log.error("a form failed: %s", type(error).__name__)


class Why(Form, title="What was wrong?"):
    """None where nothing was written."""

    reason: discord.ui.Label[Any] = discord.ui.Label(
        text="In your words, kept for evaluation",
        component=discord.ui.TextInput(
            style=discord.TextStyle.paragraph, required=False, max_length=REASON_MAX_CHARS, custom_id="reason"
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        field = self.reason.component
        assert isinstance(field, discord.ui.TextInput)
        await self.told(interaction, field.value or None)
