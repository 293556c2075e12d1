"""What a stand-in of Discord is made of."""

from tests.standins.discord import permissions
from tests.standins.discord.events import Events
from tests.standins.discord.invocations import Invocations
from tests.standins.discord.record import Record
from tests.standins.discord.state import Channel, Message, State
from tests.standins.discord.world import World


class Parts:
    state: State
    world: World
    events: Events
    record: Record
    invocations: Invocations

    def _inside(self, user: str, channel: str) -> Channel:
        """The channel, where the person sees it: nobody acts where they are not."""
        place = self.state.channels[channel]
        if not permissions.may(self.state, place, user):
            raise ValueError(f"{user} does not see {channel}")
        return place

    def _own(self, user: str, channel: Channel, id: str) -> Message:
        message = channel.messages[id]
        if message.author != user:
            raise ValueError(f"{user} did not write {id}")
        return message
