"""Whoever asks in Discord: their name, language, and whether they manage the server."""

from dataclasses import dataclass
from datetime import UTC, tzinfo

import discord

from adapters.discord import wire
from core.models import Person
from core.words.languages import told_by


@dataclass(frozen=True, slots=True)
class Asker:
    """`language` by its English name or code; None is English, which models write anyway.

    Discord tells no time zone.
    """

    person: Person
    admin: bool = False
    language: str | None = None
    zone: tzinfo = UTC


def of_interaction(interaction: discord.Interaction) -> Asker:
    """Discord tells the rights of whoever uses a command or a button with each use."""
    person = wire.person(interaction.user)
    admin = interaction.guild_id is not None and interaction.permissions.manage_guild
    return Asker(person, admin, told_by(str(interaction.locale)))


def of_person(user: discord.User | discord.Member) -> Asker:
    """Of somebody who wrote or reacted: Discord does not tell their language."""
    return Asker(wire.person(user))
