"""What people in Teams do that reaches the bot as activities. People and places are ids; all takes effect at once."""

import html
import re

from tests.standins.teams.emoji import type_of
from tests.standins.teams.parts import Parts
from tests.standins.teams.state import BOT, BOT_NAME, Conversation, Json, Message, User
from tests.standins.teams.world import paragraphs

_AT = re.compile(r"<at>([^<]*)</at>")


class Actors(Parts):
    def says(
        self,
        user: str,
        conversation: str,
        text: str,
        reply_to: str | None = None,
        quotes: str | None = None,
        at: float | None = None,
        silently: bool = False,
        markup: str = "",
        files: list[str] | None = None,
    ) -> str:
        """A message; `reply_to` names any message of a channel's thread, `quotes` one that a chat's reply quotes.

        `<at>NAME</at>` in the text mentions the bot or a member of that name. `at` is when, in seconds; `silently`
        tells no app, as what was said before it came; `markup` is the composer's HTML where it is more than the text.
        Returns the message's id.
        """
        person, place = self._inside(user, conversation)
        entities = self._mentions(place, text)
        body = markup or paragraphs(text, entities)
        if quotes:
            body = self._quote(self._message(place, quotes)) + body
        message = Message(self.state.ms(at), conversation, user, text, self._root(place, reply_to), body, entities)
        message.attachments = [_file(name, place) for name in files or []]
        self.world.put(message)
        if self._hears(place, message) and not silently and not person.blocked:
            self.deliveries.give(self.activities.message(message))
        return message.id

    def edits(self, user: str, conversation: str, id: str, text: str) -> None:
        message, place = self._own(user, conversation, id)
        heard = self._hears(place, message)
        message.text, message.entities = text, self._mentions(place, text)
        message.html, message.edited = paragraphs(text, message.entities), self.state.now()
        self.world.touch(message)
        if heard or self._hears(place, message):
            self.deliveries.give(self.activities.changed(message, "editMessage"))

    def deletes(self, user: str, conversation: str, id: str) -> None:
        message, place = self._own(user, conversation, id)
        self.world.remove(message)
        if self._hears(place, message):
            self.deliveries.give(self.activities.deleted(message))

    def undeletes(self, user: str, conversation: str, id: str) -> None:
        _, place = self._inside(user, conversation)
        message = place.messages[id]
        if message.author != user or message.deleted is None:
            raise ValueError(f"{id} cannot be undone")
        self.world.restore(message)
        if self._hears(place, message):
            self.deliveries.give(self.activities.changed(message, "undeleteMessage"))

    def reacts(self, user: str, conversation: str, id: str, reaction: str) -> None:
        """With an emoji, or Teams' name for it. The bot hears of it as an activity for its own messages only; of others
        Graph tells who subscribed.
        """
        person, message, type = *self._reacting(user, conversation, id), type_of(reaction)
        people = message.reactions.setdefault(type, [])
        if user not in people:
            people.append(user)
            message.reacted[type, user] = self.state.now()
            self.world.touch(message)
            self._reacted(person, message, [type], [])

    def unreacts(self, user: str, conversation: str, id: str, reaction: str) -> None:
        person, message, type = *self._reacting(user, conversation, id), type_of(reaction)
        message.reactions[type].remove(user)
        if not message.reactions[type]:
            del message.reactions[type]
        self.world.touch(message)
        self._reacted(person, message, [], [type])

    def blocks(self, user: str) -> None:
        """From now on the bot cannot write to them."""
        self.state.users[user].blocked = True

    def unblocks(self, user: str) -> None:
        self.state.users[user].blocked = False

    def _reacting(self, user: str, conversation: str, id: str) -> tuple[User, Message]:
        person, place = self._inside(user, conversation)
        return person, self._message(place, id)

    def _reacted(self, person: User, it: Message, added: list[str], removed: list[str]) -> None:
        if it.author == BOT:
            self._give(self.state.conversations[it.conversation], self.activities.reaction(person, it, added, removed))

    def _root(self, place: Conversation, reply_to: str | None) -> str | None:
        if reply_to is None:
            return None
        if place.kind != "channel":
            raise ValueError("chats have no threads: quote instead")
        return self._message(place, reply_to).thread

    def _mentions(self, place: Conversation, text: str) -> list[Json]:
        names = {self.state.users[user].name: user for user in place.members} | {BOT_NAME: BOT}
        found = [(name, names[html.unescape(name)]) for name in _AT.findall(text) if html.unescape(name) in names]
        return [
            {"type": "mention", "mentioned": {"id": id, "name": html.unescape(name)}, "text": f"<at>{name}</at>"}
            for name, id in found
        ]

    def _quote(self, it: Message) -> str:
        author = self.state.users.get(it.author)
        mri = f"8:orgid:{author.aad}" if author else it.author
        name = html.escape(author.name if author else BOT_NAME, quote=False)
        return (
            f'<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="{it.id}">'
            f'<strong itemprop="mri" itemid="{mri}">{name}</strong><span itemprop="time" itemid="{it.id}"></span>'
            f'<p itemprop="preview">{html.escape(it.text[:100], quote=False)}</p></blockquote>'
        )

    def _own(self, user: str, conversation: str, id: str) -> tuple[Message, Conversation]:
        _, place = self._inside(user, conversation)
        message = self._message(place, id)
        if message.author != user:
            raise ValueError(f"{user} did not write {id}")
        return message, place


def _file(name: str, place: Conversation) -> Json:
    """Bots are told of files in one-to-one chats only: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/
    bots-filesv4. Elsewhere the message refers to where the file lies.
    """
    url = f"https://contoso.sharepoint.com/personal/{place.tenant}/Documents/{name}"
    if place.kind != "personal":
        return {"contentType": "reference", "contentUrl": url, "name": name}
    content = {"downloadUrl": f"{url}?download=1", "uniqueId": name, "fileType": name.rpartition(".")[2]}
    kind = "application/vnd.microsoft.teams.file.download.info"
    return {"contentType": kind, "contentUrl": url, "name": name, "content": content}
