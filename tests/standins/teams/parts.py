"""What a stand-in of Teams is made of."""

from collections.abc import Callable

from tests.standins.teams.activities import Activities
from tests.standins.teams.deliveries import Deliveries, Delivery
from tests.standins.teams.state import BOT, CHANNEL_RSC, CHAT_RSC, Conversation, Json, Message, State, User
from tests.standins.teams.world import World


class Parts:
    state: State
    world: World
    activities: Activities
    deliveries: Deliveries

    def _inside(self, user: str, conversation: str) -> tuple[User, Conversation]:
        """The two, where the person is in the conversation: nobody acts where they are not."""
        person, place = self.state.users[user], self.state.conversations[conversation]
        if user not in place.members or place.gone:
            raise ValueError(f"{person.name} is not in {conversation}")
        return person, place

    def _message(self, place: Conversation, id: str) -> Message:
        found = place.messages.get(id)
        if not found or found.deleted is not None:
            raise ValueError(f"no message {id} in {place.id}")
        return found

    def _hears(self, place: Conversation, it: Message) -> bool:
        """A personal chat whole; elsewhere what mentions the bot, or everything where that was consented to."""
        if not self.state.present(place) or it.author == BOT:
            return False
        if place.kind == "personal" or any(e.get("mentioned", {}).get("id") == BOT for e in it.entities):
            return True
        return self.state.granted(place, CHANNEL_RSC if place.kind == "channel" else CHAT_RSC)

    def _give(
        self, place: Conversation, activity: Json, then: Callable[[Delivery], None] | None = None
    ) -> Delivery | None:
        return self.deliveries.give(activity, then) if self.state.present(place) else None
