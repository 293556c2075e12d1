"""What people say in Discord. People and places are ids; all of it takes effect at once."""

from tests.standins.discord import mentions, permissions
from tests.standins.discord.parts import Parts
from tests.standins.discord.state import FORUM, Channel, Json, Message, Reference

CONTENT_MAX_CHARS = 4000  # with Nitro; 2,000 without
REPLY = 19


class Actors(Parts):
    def says(
        self,
        user: str,
        channel: str,
        content: str,
        reply_to: str | None = None,
        files: list[str] | None = None,
        embeds: list[Json] | None = None,
        at: float | None = None,
        silently: bool = False,
    ) -> str:
        """A message in a channel, thread or direct message; returns its id. `at` is when, in seconds (now);
        `silently` tells no client, as what was said before it came. `files` are names of attached files.
        """
        place = self._inside(user, channel)
        if place.type == FORUM or not permissions.may_send(self.state, place, user):
            raise ValueError(f"{user} may not write in {channel}")
        if len(content) > CONTENT_MAX_CHARS:
            raise ValueError("nobody can send so much")
        if place.thread and place.thread.archived:
            self.world.archive(place, False)
        message = self._message(user, place, content, reply_to, at)
        message.attachments = [_file(self.state.id(), name) for name in files or []]
        message.embeds = embeds or []
        mentions.resolve(self.state, place, message, None)
        if place.thread and not silently:
            self.world.joins_thread(place, user)
        self.world.put(message)
        if not silently:
            self.events.message(message)
        return message.id

    def edits(self, user: str, channel: str, id: str, content: str) -> None:
        place = self._inside(user, channel)
        message = self._own(user, place, id)
        message.content, message.edited = content, self.state.now()
        mentions.resolve(self.state, place, message, None)
        self.events.message(message, "MESSAGE_UPDATE")

    def deletes(self, user: str, channel: str, id: str) -> None:
        """One's own message, or anybody's for those who manage messages."""
        place = self._inside(user, channel)
        if not permissions.may(self.state, place, user, "MANAGE_MESSAGES"):
            self._own(user, place, id)
        self.world.remove(place, [id])

    def deletes_many(self, channel: str, ids: list[str]) -> None:
        """A moderation bot's bulk deletion."""
        self.world.remove(self.state.channels[channel], ids, bulk=True)

    def reacts(self, user: str, channel: str, id: str, emoji: str) -> None:
        """With a character, or name:id of a custom emoji."""
        place = self._inside(user, channel)
        message = place.messages[id]
        if emoji not in message.reactions and not permissions.may(self.state, place, user, "ADD_REACTIONS"):
            raise ValueError(f"{user} may not react first")
        self.world.react(place, message, user, emoji)

    def unreacts(self, user: str, channel: str, id: str, emoji: str) -> None:
        place = self._inside(user, channel)
        self.world.unreact(place, place.messages[id], user, emoji)

    def starts_thread(
        self, user: str, channel: str, name: str, message: str | None = None, private: bool = False
    ) -> str:
        """A thread from a message, or without one; returns its id."""
        place = self._inside(user, channel)
        return self.world.start_thread(place, user, name, place.messages[message] if message else None, private).id

    def posts(self, user: str, forum: str, name: str, content: str, at: float | None = None) -> str:
        """A forum's post: a thread and the message that begins it, under one id."""
        place = self._inside(user, forum)
        if place.type != FORUM:
            raise ValueError(f"{forum} is no forum")
        thread = self.world.start_thread(place, user, name, at=at)
        first = self._message(user, thread, content, None, at)
        first.id = thread.id
        mentions.resolve(self.state, thread, first, None)
        self.world.put(first)
        self.events.message(first)
        return thread.id

    def joins_thread(self, user: str, thread: str) -> None:
        """Comes into a thread, or is added to a private one; the bot too."""
        self.world.joins_thread(self.state.channels[thread], user)

    def leaves_thread(self, user: str, thread: str) -> None:
        self.world.leaves_thread(self.state.channels[thread], user)

    def direct(self, user: str) -> str:
        """The id of somebody's direct messages with the bot."""
        return self.world.direct(user).id

    def refuses_dms(self, user: str, refuses: bool = True) -> None:
        """Their privacy setting: the bot's direct messages are answered with 50007."""
        self.state.users[user].refuses_dms = refuses

    def _message(self, user: str, place: Channel, content: str, reply_to: str | None, at: float | None) -> Message:
        if reply_to and reply_to not in place.messages:
            raise ValueError(f"no message {reply_to} in {place.id}")
        reference = Reference(reply_to, place.id, place.guild) if reply_to else None
        sent = self.state.now() if at is None else at
        return Message(
            id=self.state.id(at),
            channel=place.id,
            author=user,
            content=content,
            sent=sent,
            type=REPLY if reply_to else 0,
            reference=reference,
        )


def _file(id: str, name: str) -> Json:
    link = f"https://cdn.discordapp.com/attachments/1/{id}/{name}"
    return {"id": id, "filename": name, "size": 1000, "url": link, "proxy_url": link, "content_type": "text/plain"}
