"""Discord's ids: milliseconds since 2015 and a counter. https://docs.discord.com/developers/reference#snowflakes"""

from dataclasses import dataclass

EPOCH_MS = 1_420_070_400_000
COUNTER_BITS = 22


@dataclass(slots=True)
class Snowflakes:
    """No two are the same, and a later one of the same millisecond is the greater."""

    counter: int = 0

    def at(self, seconds: float) -> str:
        self.counter = (self.counter + 1) % (1 << COUNTER_BITS)
        return str((int(seconds * 1000) - EPOCH_MS) << COUNTER_BITS | self.counter)


def seconds(id: str) -> float:
    """When an id was made."""
    return ((int(id) >> COUNTER_BITS) + EPOCH_MS) / 1000


def shard(guild: str, count: int) -> int:
    """Which of `count` shards hears of a guild. https://docs.discord.com/developers/events/gateway#sharding"""
    return (int(guild) >> COUNTER_BITS) % count
