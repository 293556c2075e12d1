"""What a person sees in Discord."""

import json

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

    async def sees(self, user: str, channel: str, text: str) -> Json:
        """Waits until the person sees a message there with this text in it, in content, embeds or components."""
        while True:
            for message in self.seen_by(user, channel):
                if text in json.dumps(
                    [message[part] for part in ("content", "embeds", "components")], ensure_ascii=False
                ):
                    return message
            self.record.more.clear()
            await self.record.more.wait()

    def _seen(self, it: Message) -> Json:
        pings = {"users": it.pings.users, "roles": it.pings.roles, "everyone": it.pings.everyone}
        return messages.message(self.state, it) | {"pings": pings}
