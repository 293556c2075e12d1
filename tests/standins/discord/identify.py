"""What a client says of itself when it identifies. https://docs.discord.com/developers/events/gateway-events#identify"""

from dataclasses import dataclass
from typing import Any

from tests.standins.discord.state import TOKEN

KNOWN_INTENTS = (1 << 17) - 1 | 0b11 << 20 | 0b11 << 24
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
LARGE_DEFAULT, LARGE_MIN, LARGE_MAX = 50, 50, 250


class Closed(Exception):
    """The connection ends with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Identified:
    intents: int
    shard: tuple[int, int]
    large_threshold: int


def checked(data: Any, privileged: int) -> Identified:
    """Raises Closed with the code of what is wrong; `privileged` are the intents that the portal has switched on."""
    properties = data.get("properties") if isinstance(data, dict) else None
    if not isinstance(properties, dict) or not {"os", "browser", "device"} <= properties.keys():
        raise Closed(4002)
    if data.get("token") != TOKEN:
        raise Closed(4004)
    intents = data.get("intents")
    if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
        raise Closed(4013)
    if intents & PRIVILEGED & ~privileged:
        raise Closed(4014)
    large = data.get("large_threshold", LARGE_DEFAULT)
    if not isinstance(large, int) or not LARGE_MIN <= large <= LARGE_MAX:
        raise Closed(4002)
    return Identified(intents, _shard(data.get("shard", [0, 1])), large)


def _shard(given: Any) -> tuple[int, int]:
    match given:
        case [int(id), int(count)] if 0 <= id < count:
            return id, count
    raise Closed(4010)
