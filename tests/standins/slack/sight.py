"""What a person sees in Slack."""

from tests.standins.slack import shapes
from tests.standins.slack.parts import Parts
from tests.standins.slack.state import Json, Message


class Sight(Parts):
    def seen_by(self, user: str, channel: str | None = None) -> list[Json]:
        """The messages of their channels (or of one), oldest first, as Slack shapes them, with `channel`; ephemeral
        ones for them are marked `is_ephemeral`.
        """
        places = [c for c in self.state.channels.values() if user in c.members and channel in (None, c.id)]
        there = [m for place in places for m in place.messages.values()]
        hidden = [m for m in self.state.ephemeral.values() if m.only_for == user and channel in (None, m.channel)]
        return [self._seen(m) for m in sorted(there + hidden, key=lambda m: m.ts)]

    def home(self, user: str) -> Json | None:
        """The Home tab that the app published for them."""
        return self._view(self.state.homes.get((self.state.users[user].team, user)))

    def modal(self, user: str) -> Json | None:
        """The modal that is open before them."""
        open = [id for id, v in self.state.views.items() if v["type"] == "modal" and v["_user"] == user]
        return self._view(open[-1]) if open else None

    def direct(self, user: str) -> str:
        """The id of their direct messages with the app."""
        return self.world.direct(self.state.users[user].team, [user])[0].id

    def _seen(self, message: Message) -> Json:
        shape = shapes.message(self.state, message) | {"channel": message.channel}
        if message.streaming:
            shape["is_streaming"] = True
        return shape | {"is_ephemeral": True} if message.only_for else shape

    def _view(self, id: str | None) -> Json | None:
        view = self.state.views.get(id or "")
        return view and {name: value for name, value in view.items() if not name.startswith("_")}
