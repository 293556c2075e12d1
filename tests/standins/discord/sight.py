"""What a person sees in Discord."""

from tests.standins.discord import messages, permissions
from tests.standins.discord.parts import Parts
from tests.standins.discord.state import Json, Message


class Sight(Parts):
    def seen_by(self, user: str, channel: str | None = None) -> list[Json]:
        """The messages of the channels that they see (or of one), oldest first, as Discord shapes them, with `pings`:
        the users, roles and everyone it notified. Ephemeral ones for them are among these (flag 64).
        """
        places = [c for c in self.state.channels.values() if channel in (None, c.id)]
        seen = [c for c in places if permissions.may(self.state, c, user)]
        there = [m for c in seen for m in c.messages.values() if m.only_for in (None, user)]
        return [self._seen(m) for m in sorted(there, key=lambda m: int(m.id))]

    def _seen(self, it: Message) -> Json:
        pings = {"users": it.pings.users, "roles": it.pings.roles, "everyone": it.pings.everyone}
        return messages.message(self.state, it) | {"pings": pings}
