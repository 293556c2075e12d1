"""What people in Slack do that reaches the app as events. People and places are ids; all of it takes effect at once."""

import secrets

from tests.standins.slack.parts import Parts
from tests.standins.slack.state import Channel, Json, Message


class Actors(Parts):
    def says(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        broadcast: bool = False,
        files: list[str] | None = None,
        at: float | None = None,
        silently: bool = False,
    ) -> str:
        """A message, in a thread where `thread_ts` names its parent; returns its ts. `at` is when, in seconds (now);
        `silently` tells no app, as what was said before the app came. `files` are names of attached files.
        """
        person, place = self._inside(user, channel)
        subtype = "thread_broadcast" if broadcast else "file_share" if files else None
        message = Message(
            channel=channel,
            ts=self.state.ts(at),
            user=user,
            team=person.team,
            text=text,
            blocks=_rich(text),
            thread_ts=thread_ts,
            subtype=subtype,
            bot_id=f"B{user[1:]}" if person.is_bot else None,
            files=[_file(name, user) for name in files or []],
        )
        if thread_ts and thread_ts not in place.messages:
            raise ValueError(f"no message {thread_ts} in {channel}")
        self.world.put(message)
        if not silently:
            self.events.message(message)
        return message.ts

    def edits(self, user: str, channel: str, ts: str, text: str) -> None:
        self._inside(user, channel)
        self.world.change(self._own(user, channel, ts), text, _rich(text), user)

    def deletes(self, user: str, channel: str, ts: str) -> None:
        """A parent with replies becomes a tombstone; an admin may delete what others wrote."""
        person, place = self._inside(user, channel)
        self.world.remove(place.messages[ts] if person.is_admin else self._own(user, channel, ts))

    def reacts(self, user: str, channel: str, ts: str, name: str) -> None:
        _, place = self._inside(user, channel)
        message = place.messages[ts]
        people = message.reactions.setdefault(name, [])
        if user not in people:
            people.append(user)
            self.events.reaction("reaction_added", user, message, name)

    def unreacts(self, user: str, channel: str, ts: str, name: str) -> None:
        _, place = self._inside(user, channel)
        message = place.messages[ts]
        message.reactions[name].remove(user)
        if not message.reactions[name]:
            del message.reactions[name]
        self.events.reaction("reaction_removed", user, message, name)

    def joins(self, user: str, channel: str, inviter: str | None = None) -> None:
        """Somebody or the app's bot comes in, and a line says so."""
        place = self.state.channels[channel]
        place.members.append(user)
        self.events.membership("member_joined_channel", user, place, inviter)
        self._line(user, place, "channel_join", f"<@{user}> has joined the channel")

    def leaves(self, user: str, channel: str) -> None:
        """The bot itself is told that it left; it hears nothing more from there."""
        _, place = self._inside(user, channel)
        bot = next((i for i in self.state.installations.values() if i.bot_user == user), None)
        place.members.remove(user)
        if bot:
            self.events.about(place, "left", {"actor_id": user}, to=bot)
        else:
            self.events.membership("member_left_channel", user, place)
            self._line(user, place, "channel_leave", f"<@{user}> has left the channel")

    def kicks(self, user: str, channel: str) -> None:
        """The same from the app's side, whoever wanted it."""
        self.leaves(user, channel)

    def renames(self, user: str, channel: str, name: str) -> None:
        _, place = self._inside(user, channel)
        place.name = name
        shape = {"id": place.id, "name": name, "name_normalized": name, "created": place.created}
        self.events.about(place, "rename", {"channel": shape | {"is_channel": True, "is_mpim": False}})

    def archives(self, user: str, channel: str) -> None:
        _, place = self._inside(user, channel)
        place.archived = True
        self.events.about(place, "archive", {"user": user})

    def revokes(self, team: str) -> None:
        """The token counts no more."""
        it = self.state.installations[team]
        it.refused = "token_revoked"
        self.events.to_team(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [it.bot_user]}})

    def uninstalls(self, team: str) -> None:
        """The app is taken out of the workspace, and of all its channels."""
        it = self.state.installations[team]
        self.revokes(team)
        it.refused = "account_inactive"
        self.events.to_team(team, {"type": "app_uninstalled"})
        for place in self.state.channels.values():
            if it.bot_user in place.members and place.kind != "im":
                place.members.remove(it.bot_user)

    def _own(self, user: str, channel: str, ts: str) -> Message:
        message = self.state.channels[channel].messages[ts]
        if message.user != user:
            raise ValueError(f"{user} did not write {ts}")
        return message

    def _line(self, user: str, place: Channel, subtype: str, text: str) -> None:
        team = self.state.users[user].team
        line = Message(place.id, self.state.ts(), user, team, text, subtype=subtype)
        self.world.put(line)
        self.events.message(line)


def _rich(text: str) -> list[Json]:
    """Slack's composer sends each message as rich text too."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": secrets.token_hex(3), "elements": [section]}] if text else []


def _file(name: str, user: str) -> Json:
    id = f"F{secrets.token_hex(4).upper()}"
    link = f"https://files.slack.com/files-pri/{id}/{name}"
    kind = {"filetype": name.rpartition(".")[2], "mimetype": "application/octet-stream", "mode": "hosted"}
    return {"id": id, "name": name, "title": name, "user": user, "size": 1000, "url_private": link} | kind
