"""Making workspaces, people and channels, and what every change of a message does, whoever makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.standins.slack import shapes
from tests.standins.slack.events import Events
from tests.standins.slack.installing import Installing
from tests.standins.slack.state import Channel, Json, Kind, Message, State, Team, User

SCOPES = frozenset(
    "app_mentions:read assistant:write channels:history channels:join channels:read chat:write commands files:read"
    " groups:history groups:read im:history im:read im:write mpim:history mpim:read mpim:write reactions:read"
    " reactions:write team:read users:read".split()
)


@dataclass(slots=True)
class World:
    state: State
    events: Events
    installing: Installing

    def add_workspace(
        self, name: str, scopes: list[str] | None = None, enterprise: str | None = None, installed: bool = True
    ) -> str:
        """A workspace with the app in it: the token is `tokens()[id]`. Returns the team's id."""
        team = Team(self.state.id("T"), name, name.lower().replace(" ", "-"), enterprise)
        self.state.teams[team.id] = team
        if installed:
            self.install(team.id, SCOPES if scopes is None else scopes)
        return team.id

    def install(self, team: str, scopes: Iterable[str] = SCOPES) -> str:
        """Installs the app without OAuth's steps; returns the token."""
        return self.installing.installed(team, frozenset(scopes)).token

    def tokens(self) -> dict[str, str]:
        return {team: it.token for team, it in self.state.installations.items()}

    def bot(self, team: str) -> str:
        """The user id of the app's bot there."""
        return self.state.installations[team].bot_user

    def add_user(self, team: str, name: str, **fields: Any) -> str:
        """`fields` are User's: tz, locale, is_admin, is_restricted (a guest), is_ultra_restricted, is_bot, deleted."""
        real_name = fields.pop("real_name", name.title())
        user = User(self.state.id("U"), team, name, real_name, **fields)
        self.state.users[user.id] = user
        return user.id

    def add_channel(
        self,
        team: str,
        name: str,
        members: list[str] | None = None,
        kind: Kind = "public",
        bot: bool = True,
        id: str | None = None,
    ) -> str:
        """A channel with these people, and the app's bot unless `bot` says no. Nobody is told of it."""
        inside = [*(members or []), *([self.bot(team)] if bot else [])]
        made = Channel(
            id or self.state.id("C"), name, kind, [team], inside, int(self.state.now()), (members or [""])[0]
        )
        self.state.channels[made.id] = made
        return made.id

    def shares(self, channel: str, team: str, bot: bool = True) -> None:
        """Slack Connect: from now on the other workspace sees the channel too, under the same id."""
        it = self.state.channels[channel]
        it.teams.append(team)
        if bot and team in self.state.installations:
            it.members.append(self.bot(team))

    def direct(self, team: str, people: list[str]) -> tuple[Channel, bool]:
        """The app's direct messages with one person, or its group with several; and whether it was made now."""
        members = sorted([*people, self.bot(team)])
        for channel in self.state.channels.values():
            if channel.kind in ("im", "mpim") and sorted(channel.members) == members:
                return channel, False
        kind: Kind = "im" if len(people) == 1 else "mpim"
        made = Channel(self.state.id("D" if kind == "im" else "G"), "", kind, [team], members, int(self.state.now()))
        self.state.channels[made.id] = made
        return made, True

    def put(self, message: Message) -> None:
        """A reply makes its parent a thread's parent."""
        channel = self.state.channels[message.channel]
        channel.messages[message.ts] = message
        parent = channel.messages.get(message.thread_ts or "")
        if parent:
            parent.thread_ts = parent.ts

    def show(self, message: Message) -> None:
        self.state.ephemeral[message.channel, message.ts] = message

    def change(self, message: Message, text: str, blocks: list[Json], by: str) -> None:
        before = shapes.message(self.state, message)
        message.text, message.blocks = text, blocks
        message.edited = {"user": by, "ts": self.state.ts()}
        self.events.changed(message, before)

    def remove(self, message: Message) -> None:
        """A thread's parent stays as a tombstone, which reaches apps as a change."""
        channel, before = self.state.channels[message.channel], shapes.message(self.state, message)
        if len(channel.thread(message.ts)) > 1:
            message.text, message.blocks, message.files = "This message was deleted.", [], []
            message.user, message.subtype, message.bot_id = "USLACKBOT", "tombstone", None
            self.events.changed(message, before)
            return
        del channel.messages[message.ts]
        self.events.deleted(message, before)
