"""What the handlers work with."""

from dataclasses import dataclass

from adapters.teams.speaking import Speaking
from adapters.teams.wire import Place
from bots import desk
from bots.teams.tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(desk.Desk):
    tools: Tools

    def speaking(self, at: Place) -> Speaking:
        """To the people of where something happened."""
        return self.tools.speaking(at.service_url, at.tenant)
