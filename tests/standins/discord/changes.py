"""What every change does, whoever makes it: the state after it, and the events that tell of it."""

from dataclasses import dataclass

from tests.standins.discord import shapes
from tests.standins.discord.events import Events
from tests.standins.discord.state import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    APP_ID,
    HAS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    Channel,
    Guild,
    Json,
    Message,
    Reference,
    State,
    Thread,
)

GUILD_MEMBERS = 1 << 1
THREAD_STARTER = 21


@dataclass(slots=True)
class Changes:
    state: State
    events: Events

    def put(self, message: Message) -> None:
        channel = self.state.channels[message.channel]
        channel.messages[message.id] = message
        if message.only_for is None:
            channel.last_message = max(channel.last_message or "0", message.id, key=int)
            if channel.thread:
                channel.thread.sent += 1

    def remove(self, channel: Channel, ids: list[str], bulk: bool = False) -> None:
        for id in ids:
            del channel.messages[id]
        self.events.deleted(channel, ids, bulk)

    def react(self, channel: Channel, it: Message, user: str, emoji: str) -> None:
        people = it.reactions.setdefault(emoji, [])
        if user in people:
            return
        people.append(user)
        more: Json = {"message_author_id": it.author}
        guild = self.state.guild_of(channel)
        if guild and user in guild.members:
            more["member"] = shapes.member(self.state, guild.members[user])
        self.events.reaction("MESSAGE_REACTION_ADD", channel, it, user, emoji, more)

    def unreact(self, channel: Channel, it: Message, user: str, emoji: str) -> None:
        it.reactions[emoji].remove(user)
        if not it.reactions[emoji]:
            del it.reactions[emoji]
        self.events.reaction("MESSAGE_REACTION_REMOVE", channel, it, user, emoji, {})

    def clear_reactions(self, channel: Channel, it: Message, emoji: str | None = None) -> None:
        """All of them, or those with one emoji."""
        for name in [emoji] if emoji else list(it.reactions):
            it.reactions.pop(name, None)
        self.events.reactions_cleared(channel, it, emoji)

    def start_thread(
        self,
        parent: Channel,
        owner: str,
        name: str,
        message: Message | None = None,
        private: bool = False,
        at: float | None = None,
    ) -> Channel:
        """A thread with its owner in it, under the id of the message that it was started from."""
        type = ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
        made = Channel(
            message.id if message else self.state.id(at),
            PRIVATE_THREAD if private else type,
            name,
            parent.guild,
            parent.id,
        )
        created = self.state.now() if at is None else at
        made.thread = Thread(owner, created, {owner: created}, archive_changed=created)
        self.state.guilds[parent.guild or ""].channels[made.id] = self.state.channels[made.id] = made
        self.events.channel("THREAD_CREATE", made, newly_created=True)
        if message:
            message.flags |= HAS_THREAD
            self.events.message(message, "MESSAGE_UPDATE")
            reference = Reference(message.id, parent.id, parent.guild)
            now = self.state.now()
            starter = Message(self.state.id(), made.id, owner, "", now, type=THREAD_STARTER, reference=reference)
            self.put(starter)
            self.events.message(starter)
        return made

    def joins_thread(self, channel: Channel, user: str) -> None:
        thread = channel.thread
        if not thread or user in thread.members:
            return
        thread.members[user] = self.state.now()
        if user == APP_ID:
            self.events.channel("THREAD_CREATE", channel)
        member = shapes.thread_member(channel, user)
        guild = self.state.guilds[channel.guild or ""]
        member |= {"member": shapes.member(self.state, guild.members[user]), "presence": None}
        self._membership(channel, user, {"added_members": [member]})

    def leaves_thread(self, channel: Channel, user: str) -> None:
        assert channel.thread, "only threads have members"
        if channel.thread.members.pop(user, None) is not None:
            self._membership(channel, user, {"removed_member_ids": [user]})

    def archive(self, channel: Channel, archived: bool, locked: bool | None = None) -> None:
        thread = channel.thread
        assert thread, "only threads are archived"
        thread.archived, thread.archive_changed = archived, round(self.state.now(), 6)
        thread.locked = thread.locked if locked is None else locked
        self.events.channel("THREAD_UPDATE", channel)

    def gone(self, channel: Channel) -> None:
        """A channel with the threads in it, or a thread, no longer exists."""
        guild = self.state.guilds[channel.guild or ""]
        shape = shapes.channel(self.state, channel)
        if channel.thread:
            subset = {name: shape[name] for name in ("id", "guild_id", "parent_id", "type")}
            self.events.to_channel(channel, "THREAD_DELETE", subset)
        else:
            self.events.to_guild(guild, "CHANNEL_DELETE", shape)
        for inner in [*(c for c in guild.channels.values() if c.parent == channel.id and c.thread), channel]:
            del guild.channels[inner.id], self.state.channels[inner.id]

    def drops(self, guild: Guild, user: str) -> None:
        """Somebody, or the bot, is no longer in the guild, whoever wanted it."""
        if user == APP_ID:
            self.events.to_guild(guild, "GUILD_DELETE", {"id": guild.id})
            guild.roles = {id: role for id, role in guild.roles.items() if role.managed_by != APP_ID}
        del guild.members[user]
        for channel in guild.channels.values():
            if channel.thread:
                channel.thread.members.pop(user, None)
        gone: Json = {"guild_id": guild.id, "user": shapes.user(self.state.users[user])}
        self.events.to_guild(guild, "GUILD_MEMBER_REMOVE", gone, GUILD_MEMBERS)

    def _membership(self, channel: Channel, user: str, change: Json) -> None:
        """Of others only with the members intent."""
        assert channel.thread, "only threads have members"
        data = {"id": channel.id, "guild_id": channel.guild, "member_count": min(len(channel.thread.members), 50)}
        guild = self.state.guilds[channel.guild or ""]
        if user == APP_ID:
            self.events.to_guild(guild, "THREAD_MEMBERS_UPDATE", data | change)
        else:
            self.events.to_channel(channel, "THREAD_MEMBERS_UPDATE", data | change, GUILD_MEMBERS)
