"""Making guilds, people, roles and channels; clients are told."""

from collections.abc import Iterable

from tests.standins.discord import permissions
from tests.standins.discord.changes import Changes
from tests.standins.discord.state import (
    APP_ID,
    DM,
    KINDS,
    Channel,
    Guild,
    Member,
    Overwrite,
    Role,
    User,
)

BOT_PERMISSIONS = (*permissions.ORDINARY, "MANAGE_MESSAGES")
Names = Iterable[str] | str


class World(Changes):
    def add_guild(self, name: str, permissions_of_bot: Names = BOT_PERMISSIONS, bot: bool = True) -> str:
        """A guild with its owner; the bot comes in with these permissions unless `bot` says no. Returns its id."""
        guild = Guild(self.state.id(), name, "")
        self.state.guilds[guild.id] = guild
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.bits(permissions.ORDINARY), 0)
        guild.owner = self.add_user(f"{name.lower().replace(' ', '_')}_owner")
        guild.members[guild.owner] = Member(guild.owner, self.state.now())
        if bot:
            self.invites_bot(guild.id, permissions_of_bot)
        return guild.id

    def invites_bot(self, guild: str, permissions_of_bot: Names = BOT_PERMISSIONS) -> None:
        """The bot joins with a role of its own."""
        it = self.state.guilds[guild]
        own = Role(self.state.id(), "recap", permissions.bits(permissions_of_bot), len(it.roles), managed_by=APP_ID)
        it.roles[own.id] = own
        it.members[APP_ID] = Member(APP_ID, self.state.now(), [own.id])
        self.events.joined(it)

    def add_user(self, name: str, global_name: str | None = None, is_bot: bool = False) -> str:
        user = User(self.state.id(), name, global_name or (None if is_bot else name.title()), is_bot)
        self.state.users[user.id] = user
        return user.id

    def add_member(self, guild: str, name: str, roles: Iterable[str] = (), user: str | None = None) -> str:
        """Somebody new joins, or `user` does, who exists already; returns the person's id."""
        it = self.state.guilds[guild]
        person = user or self.add_user(name)
        member = Member(person, self.state.now(), list(roles))
        it.members[person] = member
        self.events.member("GUILD_MEMBER_ADD", it, member)
        return person

    def add_role(self, guild: str, name: str, permissions_of_role: Names = (), mentionable: bool = False) -> str:
        it = self.state.guilds[guild]
        role = Role(self.state.id(), name, permissions.bits(permissions_of_role), len(it.roles), mentionable)
        it.roles[role.id] = role
        self.events.role("GUILD_ROLE_CREATE", it, role)
        return role.id

    def add_channel(
        self,
        guild: str,
        name: str,
        kind: str = "text",
        private_to: Iterable[str] | None = None,
        parent: str | None = None,
        topic: str | None = None,
    ) -> str:
        """A channel of a kind of KINDS; `private_to` hides it from all but these members and roles, and those who may
        do everything. The bot needs to be named too.
        """
        it = self.state.guilds[guild]
        made = Channel(self.state.id(), KINDS[kind], name, guild, parent, len(it.channels), topic)
        if private_to is not None:
            view = permissions.BITS["VIEW_CHANNEL"]
            made.overwrites = [Overwrite(guild, 0, deny=view)]
            made.overwrites += [Overwrite(id, 0 if id in it.roles else 1, allow=view) for id in private_to]
        it.channels[made.id] = self.state.channels[made.id] = made
        self.events.channel("CHANNEL_CREATE", made)
        return made.id

    def direct(self, person: str) -> Channel:
        """The bot's direct messages with somebody, made where there were none."""
        people = [APP_ID, person]
        for channel in self.state.channels.values():
            if channel.recipients == people:
                return channel
        made = Channel(self.state.id(), DM, recipients=people)
        self.state.channels[made.id] = made
        return made
