"""What people do with teams, channels and the app itself, and the events that tell the bot.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from tests.standins.teams.parts import Parts
from tests.standins.teams.state import BOT, Conversation, Json, Membership, Team, User


class Managing(Parts):
    def installs(self, user: str, scope: str, rsc: list[str] | None = None) -> None:
        """Somebody puts the app into a team, a chat, a private channel, or takes it alone (scope: their id)."""
        self.world.add_app(scope, rsc)
        person, place = self.state.users[user], self._place(scope)
        added: list[Json] = [{"id": BOT}]
        if place.kind == "personal":
            added.append({"id": person.id, "aadObjectId": person.aad})
        self._changed(person, place, "teamMemberAdded", {"membersAdded": added})
        self.deliveries.give(self.activities.installation(person, place, "add"))

    def upgrades(self, user: str, scope: str, rsc: list[str] | None = None) -> None:
        """A newer version of the app, whose permissions are consented to again."""
        self.world.add_app(scope, rsc)
        place = self._place(scope)
        self.deliveries.give(self.activities.installation(self.state.users[user], place, "add-upgrade"))

    def uninstalls(self, user: str, scope: str) -> None:
        """The bot hears that it is gone, and can do nothing there from then on."""
        person, place = self.state.users[user], self._place(scope)
        del self.state.installed[scope]
        if place.kind != "personal":
            self._changed(person, place, "teamMemberRemoved", {"membersRemoved": [{"id": BOT}]})
        self.deliveries.give(self.activities.installation(person, place, "remove"))

    def joins(self, user: str, scope: str, by: str | None = None) -> None:
        """Somebody comes into a team, a group chat, a private or shared channel."""
        person, place = self.state.users[user], self._place(scope)
        place.members.append(user)
        self._people(self.state.users[by or user], place, "Added", person)

    def leaves(self, user: str, scope: str, by: str | None = None) -> None:
        """Who leaves a team leaves its private channels too."""
        person, place = self.state.users[user], self._place(scope)
        place.members.remove(user)
        if place.team and place.membership == "standard":
            for id in place.team.channels:
                if user in self.state.conversations[id].people:
                    self.state.conversations[id].people.remove(user)
            place.team.owners = [owner for owner in place.team.owners if owner != user]
        self._people(self.state.users[by or user], place, "Removed", person)

    def renames_team(self, user: str, team: str, name: str) -> None:
        person, it = self._owner(user, team)
        it.name = name
        self._changed(person, self._place(team), "teamRenamed", {})

    def creates_channel(
        self, user: str, team: str, name: str, membership: Membership = "standard", members: list[str] | None = None
    ) -> str:
        """The bot hears of standard channels."""
        person, _ = self._owner(user, team)
        id = self.world.add_channel(team, name, membership, members)
        self._channel(person, id, "channelCreated")
        return id

    def renames_channel(self, user: str, channel: str, name: str) -> None:
        person, place = self._inside(user, channel)
        place.name = name
        self._channel(person, channel, "channelRenamed")

    def deletes_channel(self, user: str, channel: str) -> None:
        person, place = self._inside(user, channel)
        place.gone = True
        self._channel(person, channel, "channelDeleted")

    def restores_channel(self, user: str, channel: str) -> None:
        self.state.conversations[channel].gone = False
        self._channel(self.state.users[user], channel, "channelRestored")

    def deletes_team(self, user: str, team: str) -> None:
        person, it = self._owner(user, team)
        self._changed(person, self._place(team), "teamDeleted", {})
        for id in it.channels:
            self.state.conversations[id].gone = True

    def makes_owner(self, user: str, team: str) -> None:
        """Silently: no event tells it, Graph does."""
        self.state.teams[team].owners.append(user)

    def _channel(self, person: User, channel: str, event: str) -> None:
        place = self.state.conversations[channel]
        assert place.team
        general = self.state.conversations[place.team.id]
        if place.membership == "standard" and self.state.present(general):
            data: Json = {"channel": {"id": place.id, "name": place.name}, "team": _team(place.team)}
            self.deliveries.give(self.activities.update(person, general, event, data, {}))

    def _people(self, by: User, place: Conversation, what: str, person: User) -> None:
        if not self.state.present(place):
            return
        event = f"teamMember{what}" if place.membership == "standard" else f"channelMember{what}"
        members = {f"members{what}": [{"id": person.id, "aadObjectId": person.aad}]}
        self._changed(by, place, event, members)

    def _changed(self, person: User, place: Conversation, event: str, members: Json) -> None:
        """`event` is told in teams; chats have none."""
        if not self.state.present(place) and "membersRemoved" not in members:
            return
        data: Json = {"team": _team(place.team)} if place.team else {}
        if place.team and place.membership != "standard":
            data["channel"] = {"id": place.id, "name": place.name, "type": place.membership}
        told = event if place.team else None
        self.deliveries.give(self.activities.update(person, place, told, data, members))

    def _place(self, scope: str) -> Conversation:
        """Where the events of a scope say they happen: a team's General channel, one's chat with the bot."""
        id = self.world.personal(scope) if scope in self.state.users else scope
        return self.state.conversations[id]

    def _owner(self, user: str, team: str) -> tuple[User, Team]:
        it = self.state.teams[team]
        if user not in it.owners:
            raise ValueError(f"{self.state.users[user].name} does not own {it.name}")
        return self.state.users[user], it


def _team(team: Team | None) -> Json:
    return {"id": team.id, "name": team.name, "aadGroupId": team.group} if team else {}
