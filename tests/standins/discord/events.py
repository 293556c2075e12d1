"""What happened, told to the sessions whose intents, shard and sight cover it.

https://docs.discord.com/developers/events/gateway#gateway-intents says which event needs which intent.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.standins.discord import messages, permissions, shapes
from tests.standins.discord.sessions import Session
from tests.standins.discord.snowflakes import shard
from tests.standins.discord.state import APP_ID, Channel, Guild, Json, Member, Message, Role, State

GUILDS, GUILD_MEMBERS, GUILD_PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, GUILD_REACTIONS, DIRECT_MESSAGES, DIRECT_REACTIONS = 1 << 9, 1 << 10, 1 << 12, 1 << 13


@dataclass(slots=True)
class Events:
    state: State
    sessions: Callable[[], list[Session]]

    def joined(self, guild: Guild) -> None:
        """The bot came into the guild."""
        for session in self._of_guild(guild):
            self.guild_created(session, guild, new=True)

    def returned(self, guild: Guild) -> None:
        """An outage is over."""
        for session in self._of_guild(guild):
            self.guild_created(session, guild)

    def guild_created(self, session: Session, guild: Guild, new: bool = False) -> None:
        """The guild with the members that the session's intents allow, or the word that it is out of order; a guild
        that is joined says nothing of being unavailable.
        """
        if not session.intents & GUILDS:
            return
        if guild.unavailable:
            session.dispatch("GUILD_DELETE", json.dumps({"id": guild.id, "unavailable": True}))
            return
        members = list(guild.members.values())
        if not session.intents & GUILD_PRESENCES or len(members) > session.large_threshold:
            members = [m for m in members if m.user == APP_ID]
        shape = shapes.created_guild(self.state, guild, members)
        shape |= {} if new else {"unavailable": False}
        session.dispatch("GUILD_CREATE", json.dumps(shape))

    def to_guild(self, guild: Guild, name: str, data: Json, intent: int = GUILDS) -> None:
        self._send(name, data, [s for s in self._of_guild(guild) if s.intents & intent])

    def to_channel(self, channel: Channel, name: str, data: Json, intent: int = GUILDS) -> None:
        """An event of a channel, where the bot sees it."""
        if permissions.may(self.state, channel, APP_ID):
            self.to_guild(self.state.guilds[channel.guild or ""], name, data, intent)

    def interaction(self, channel: Channel, data: Json) -> None:
        """No intent is needed, nor need the bot see the channel."""
        guild = self.state.guild_of(channel)
        self._send("INTERACTION_CREATE", data, self._of_guild(guild) if guild else self._first_shard())

    def message(self, it: Message, name: str = "MESSAGE_CREATE") -> None:
        """The message, blank for sessions without the content intent unless it is one of the exceptions."""
        hearing = self._hearing(self.state.channels[it.channel], GUILD_MESSAGES, DIRECT_MESSAGES)
        encoded: dict[bool, str] = {}
        for session in hearing:
            content = bool(session.intents & messages.MESSAGE_CONTENT)
            if content not in encoded:
                encoded[content] = json.dumps(messages.created(self.state, it, content))
            session.dispatch(name, encoded[content])

    def deleted(self, channel: Channel, ids: list[str], bulk: bool = False) -> None:
        data: Json = {"ids": ids} if bulk else {"id": ids[0]}
        name = "MESSAGE_DELETE_BULK" if bulk else "MESSAGE_DELETE"
        self._about(channel, name, data, GUILD_MESSAGES, DIRECT_MESSAGES)

    def reaction(self, name: str, channel: Channel, message: Message, user: str, emoji: str, more: Json) -> None:
        data: Json = {"message_id": message.id, "user_id": user, "emoji": messages.emoji(emoji), "burst": False}
        self._about(channel, name, data | {"type": 0} | more, GUILD_REACTIONS, DIRECT_REACTIONS)

    def reactions_cleared(self, channel: Channel, message: Message, emoji: str | None) -> None:
        data: Json = {"message_id": message.id} | ({"emoji": messages.emoji(emoji)} if emoji else {})
        name = "MESSAGE_REACTION_REMOVE_EMOJI" if emoji else "MESSAGE_REACTION_REMOVE_ALL"
        self._about(channel, name, data, GUILD_REACTIONS, DIRECT_REACTIONS)

    def channel(self, name: str, channel: Channel, **more: Any) -> None:
        """Bots hear of every channel, and of the threads that they see."""
        data = shapes.channel(self.state, channel) | more
        if channel.thread:
            self.to_channel(channel, name, data)
        elif channel.guild:
            self.to_guild(self.state.guilds[channel.guild], name, data)

    def member(self, name: str, guild: Guild, member: Member) -> None:
        """Changes of the bot itself need no intent."""
        data = shapes.member(self.state, member) | {"guild_id": guild.id}
        own = name == "GUILD_MEMBER_UPDATE" and member.user == APP_ID
        self.to_guild(guild, name, data, ~0 if own else GUILD_MEMBERS)

    def role(self, name: str, guild: Guild, role: Role) -> None:
        self.to_guild(guild, name, {"guild_id": guild.id, "role": shapes.role(role)})

    def _about(self, channel: Channel, name: str, data: Json, in_guild: int, in_direct: int) -> None:
        place: Json = {"channel_id": channel.id} | ({"guild_id": channel.guild} if channel.guild else {})
        self._send(name, data | place, self._hearing(channel, in_guild, in_direct))

    def _hearing(self, channel: Channel, in_guild: int, in_direct: int) -> list[Session]:
        guild = self.state.guild_of(channel)
        if not guild:
            heard = APP_ID in channel.recipients
            return [s for s in self._first_shard() if s.intents & in_direct] if heard else []
        if not permissions.may(self.state, channel, APP_ID):
            return []
        return [s for s in self._of_guild(guild) if s.intents & in_guild]

    def _of_guild(self, guild: Guild) -> list[Session]:
        if APP_ID not in guild.members or guild.unavailable:
            return []
        return [s for s in self.sessions() if shard(guild.id, s.shard[1]) == s.shard[0]]

    def _first_shard(self) -> list[Session]:
        return [s for s in self.sessions() if s.shard[0] == 0]

    def _send(self, name: str, data: Json, sessions: list[Session]) -> None:
        text = json.dumps(data)
        for session in sessions:
            session.dispatch(name, text)
