"""Many people talking at once, to measure how a bot keeps up."""

import asyncio
import time

from tests.standins.teams.actors import Actors
from tests.standins.teams.state import Json


class Load(Actors):
    async def loads(self, rate: float, seconds: float, conversations: list[str], text: str = "line {n}") -> Json:
        """Says so many messages a second, for so long, in these conversations in turn, whether or not the bot answers
        in time; then waits for the last answer. Seconds in the answer are from sending to the answer.
        """
        counts, before = self.deliveries.counts.copy(), len(self.deliveries.seconds)
        started, total = time.monotonic(), int(rate * seconds)
        for n in range(total):
            late = started + n / rate - time.monotonic()
            if late > 0:
                await asyncio.sleep(late)
            elif n % 50 == 0:
                await asyncio.sleep(0)
            place = self.state.conversations[conversations[n % len(conversations)]]
            self.says(place.members[n % len(place.members)], place.id, text.format(n=n))
        said = time.monotonic() - started
        await self.deliveries.settled()
        took = sorted(self.deliveries.seconds[before:])
        done = {
            name: self.deliveries.counts[name] - counts[name] for name in ("given", "acknowledged", "refused", "lost")
        }
        return done | {
            "said_seconds": said,
            "answered_seconds": time.monotonic() - started,
            "median": took[len(took) // 2] if took else 0.0,
            "p99": took[int(len(took) * 0.99)] if took else 0.0,
            "slowest": took[-1] if took else 0.0,
        }
