"""What a stand-in of Slack is made of."""

from tests.standins.slack.deliveries import Deliveries
from tests.standins.slack.events import Events
from tests.standins.slack.responding import Responses, Triggers
from tests.standins.slack.state import Channel, State, User
from tests.standins.slack.world import World


class Parts:
    state: State
    world: World
    events: Events
    deliveries: Deliveries
    triggers: Triggers
    responses: Responses

    def _inside(self, user: str, channel: str) -> tuple[User, Channel]:
        """The two, where the person is in the channel: nobody acts where they are not."""
        person, place = self.state.users[user], self.state.channels[channel]
        if user not in place.members:
            raise ValueError(f"{user} is not in {channel}")
        return person, place
