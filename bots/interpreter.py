"""How Python runs where people wait for answers: set once, when all is imported."""

import gc
import sys

# Summaries are made in threads: after so long one of them lets the event loop have its turn, which has three seconds
# for each acknowledgement. Python's own 5 ms would be waited for at each step of each event.
THREAD_TURN_SECONDS = 0.0005


def tune() -> None:
    """Threads take turns sooner, and what is there to stay is not searched for garbage again and again.

    A transcript of thousands of messages makes Python look through all that it has imported, for 50 to 100 ms.
    """
    sys.setswitchinterval(THREAD_TURN_SECONDS)
    gc.collect()
    gc.freeze()
