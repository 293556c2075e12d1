"""What a person sees in Teams."""

from tests.standins.teams.parts import Parts
from tests.standins.teams.state import BOT, BOT_NAME, Conversation, Json, Message
from tests.standins.teams.streams import Streams


class Sight(Parts):
    streams: Streams
    replaced: dict[tuple[str, str], Json]

    def seen_by(self, user: str, conversation: str | None = None) -> list[Json]:
        """The messages of their conversations (or of one), oldest first; a card that an answer to their press
        replaced is the new one, for them alone.
        """
        places = [p for p in self.state.conversations.values() if user in p.members and conversation in (None, p.id)]
        there = [(m, place) for place in places for m in place.messages.values() if m.deleted is None]
        return [self._seen(user, m, place) for m, place in sorted(there, key=lambda it: int(it[0].id))]

    def streaming(self, user: str) -> Json | None:
        """What is being streamed to them: the notice, the text so far, how many updates."""
        stream = self.streams.live(self.world.personal(user))
        if not stream:
            return None
        return {"id": stream.id, "notice": stream.notice, "text": stream.text, "updates": stream.updates}

    def card(self, user: str, conversation: str, id: str) -> Json:
        """The card of a message, as they see it."""
        attachments = self._seen(user, self._message(self.state.conversations[conversation], id), None)["attachments"]
        found = [a["content"] for a in attachments if a["contentType"].endswith("card.adaptive")]
        if not found:
            raise ValueError(f"{id} has no card")
        return dict(found[0])

    def _seen(self, user: str, it: Message, place: Conversation | None) -> Json:
        author = self.state.users.get(it.author)
        card = self.replaced.get((user, it.id))
        adaptive = "application/vnd.microsoft.card.adaptive"
        shown = [{"contentType": adaptive, "content": card}] if card else it.attachments
        return {
            "id": it.id,
            "conversation": it.conversation,
            "kind": place.kind if place else "",
            "author": it.author,
            "name": BOT_NAME if it.author == BOT else author.name if author else "",
            "text": it.text,
            "summary": it.summary,
            "attachments": shown,
            "entities": it.entities,
            "channelData": it.channel_data,
            "root": it.root,
            "edited": it.edited is not None,
            "reactions": dict(it.reactions),
        }
