"""discord.py's messages and people as ours, live and in history alike."""

import re
from datetime import UTC, datetime

import discord

from adapters.discord.markup import plain
from adapters.discord.places import Place
from adapters.text import readable
from core.models import Message, Person, Reaction

WORDS = (discord.MessageType.default, discord.MessageType.reply)  # the message types that are somebody's words


def message(found: discord.Message, place: Place) -> Message:
    """A message of the place. Its author's name is the one that they go by in the server, as far as Discord says it."""
    said = _said(found)
    text = plain(said, *_names(found, said))
    id, thread = str(found.id), place.thread
    return Message(
        id,
        person(found.author),
        text,
        found.created_at.astimezone(UTC),
        thread or (id if found.flags.has_thread else None),
        _answers(found),
        tuple(Reaction(emoji(r.emoji), r.count) for r in found.reactions),
        None if text == said else readable(said),
        found.edited_at.astimezone(UTC) if found.edited_at else None,
        tuple(readable(file.filename) for file in found.attachments),
        found.jump_url,
    )


def person(user: discord.User | discord.Member) -> Person:
    return Person(str(user.id), readable(user.display_name), user.bot)


def emoji(of: discord.PartialEmoji | discord.Emoji | str) -> str:
    """The character, or the name of one that a server made."""
    return of if isinstance(of, str) else of.name or str(of.id)


def moment(id: str | int) -> datetime:
    """When what has this id was made. https://docs.discord.com/developers/reference#snowflakes"""
    return discord.utils.snowflake_time(int(id))


def _names(found: discord.Message, said: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Of people, channels and roles that it mentions."""
    if "<" not in said:
        return {}, {}, {}
    people = {str(user.id): user.display_name for user in found.mentions}
    roles = {str(role.id): role.name for role in found.role_mentions}
    channels = {}
    if found.guild:
        for id in re.findall(r"<#(\d+)>", said):
            if there := found.guild.get_channel_or_thread(int(id)):
                channels[id] = there.name
    return people, channels, roles


def _answers(found: discord.Message) -> str | None:
    """The message that a reply is to."""
    reference = found.reference
    if found.type is not discord.MessageType.reply or not reference or not reference.message_id:
        return None
    return str(reference.message_id)


def _said(found: discord.Message) -> str:
    """The content; a forwarded message as a quote; of a poll its question; of a post with none, what its embeds say."""
    if found.content and not found.message_snapshots:
        return found.content
    parts = [found.content]
    for forwarded in found.message_snapshots:
        parts += ["> " + line for line in forwarded.content.splitlines()]
    if found.poll:
        parts += [str(found.poll.question), *(f"- {answer.text}" for answer in found.poll.answers)]
    if not any(parts):
        parts = [text for embed in found.embeds for text in (embed.title, embed.description) if text]
    return "\n".join(filter(None, parts))
