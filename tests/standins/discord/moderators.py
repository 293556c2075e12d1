"""What moderators, owners and Discord itself do to guilds, channels, roles and members."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.standins.discord import permissions, shapes
from tests.standins.discord.parts import Parts
from tests.standins.discord.state import APP_ID, Channel, Guild, Overwrite
from tests.standins.discord.world import BOT_PERMISSIONS, Names


class Moderators(Parts):
    def sets_overwrite(self, channel: str, id: str, allow: Names = (), deny: Names = ()) -> None:
        """What a role or member may or may not do in a channel; neither takes the overwrite away."""
        place = self.state.channels[channel]
        guild = self.state.guilds[place.guild or ""]
        with self._access(guild):
            place.overwrites = [it for it in place.overwrites if it.id != id]
            if allow or deny:
                kind = 0 if id in guild.roles else 1
                place.overwrites.append(Overwrite(id, kind, permissions.bits(allow), permissions.bits(deny)))
            self.events.channel("CHANNEL_UPDATE", place)

    def sets_role(self, guild: str, role: str, permissions_of_role: Names) -> None:
        """New permissions of a role; the guild's own id is @everyone."""
        it = self.state.guilds[guild]
        with self._access(it):
            it.roles[role].permissions = permissions.bits(permissions_of_role)
            self.events.role("GUILD_ROLE_UPDATE", it, it.roles[role])

    def sets_bot(self, guild: str, permissions_of_bot: Names = BOT_PERMISSIONS) -> None:
        """New permissions of the bot's own role."""
        own = next(r.id for r in self.state.guilds[guild].roles.values() if r.managed_by == APP_ID)
        self.sets_role(guild, own, permissions_of_bot)

    def deletes_role(self, guild: str, role: str) -> None:
        it = self.state.guilds[guild]
        with self._access(it):
            for member in it.members.values():
                member.roles = [id for id in member.roles if id != role]
            del it.roles[role]
            self.events.to_guild(it, "GUILD_ROLE_DELETE", {"guild_id": guild, "role_id": role})

    def changes_member(
        self,
        guild: str,
        user: str,
        roles: list[str] | None = None,
        nick: str | None = None,
        timeout: float | None = None,
    ) -> None:
        """What is not None changes; `timeout` is for how many seconds the member may only read."""
        it = self.state.guilds[guild]
        member = it.members[user]
        with self._access(it):
            member.roles = member.roles if roles is None else roles
            member.nick = member.nick if nick is None else nick
            member.timed_out_until = member.timed_out_until if timeout is None else self.state.now() + timeout
            self.events.member("GUILD_MEMBER_UPDATE", it, member)

    def leaves(self, user: str, guild: str) -> None:
        self.world.drops(self.state.guilds[guild], user)

    def kicks(self, user: str, guild: str) -> None:
        """The same from the guild's side, whoever wanted it; the bot is told that the guild is gone."""
        self.leaves(user, guild)

    def kicks_bot(self, guild: str) -> None:
        self.leaves(APP_ID, guild)

    def renames(self, id: str, name: str) -> None:
        """A guild, a channel or a thread."""
        if id in self.state.guilds:
            self.state.guilds[id].name = name
            self.events.to_guild(self.state.guilds[id], "GUILD_UPDATE", shapes.guild(self.state.guilds[id]))
            return
        place = self.state.channels[id]
        place.name = name
        self.events.channel("THREAD_UPDATE" if place.thread else "CHANNEL_UPDATE", place)

    def deletes_channel(self, channel: str) -> None:
        """A channel or thread, with all that is in it."""
        self.world.gone(self.state.channels[channel])

    def archives(self, thread: str, archived: bool = True, locked: bool | None = None) -> None:
        self.world.archive(self.state.channels[thread], archived, locked)

    def clears_reactions(self, channel: str, id: str, emoji: str | None = None) -> None:
        place = self.state.channels[channel]
        self.world.clear_reactions(place, place.messages[id], emoji)

    def fails(self, guild: str) -> None:
        """An outage: the guild is unavailable until it `returns`."""
        it = self.state.guilds[guild]
        self.events.to_guild(it, "GUILD_DELETE", {"id": guild, "unavailable": True})
        it.unavailable = True

    def returns(self, guild: str) -> None:
        it = self.state.guilds[guild]
        it.unavailable = False
        self.events.returned(it)

    @contextmanager
    def _access(self, guild: Guild) -> Iterator[None]:
        """Tells the threads of channels that the bot sees from now on."""
        before = {c.id for c in self._seen_by_bot(guild)}
        yield
        gained = [c.id for c in self._seen_by_bot(guild) if c.id not in before]
        if gained:
            inside = [c for c in guild.channels.values() if c.parent in gained and c.thread and not c.thread.archived]
            threads = [c for c in inside if permissions.may(self.state, c, APP_ID)]
            own = [shapes.thread_member(c, APP_ID) for c in threads if c.thread and APP_ID in c.thread.members]
            shaped = [shapes.channel(self.state, c) for c in threads]
            data = {"guild_id": guild.id, "channel_ids": gained, "threads": shaped, "members": own}
            self.events.to_guild(guild, "THREAD_LIST_SYNC", data)

    def _seen_by_bot(self, guild: Guild) -> list[Channel]:
        return [c for c in guild.channels.values() if not c.thread and permissions.may(self.state, c, APP_ID)]
