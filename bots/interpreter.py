"""How Python runs where people wait for answers: set once, when all is imported."""

import gc
import sys

# Summaries are made in threads: after so long one of them lets the event loop have its turn, which has three seconds
# for each acknowledgement. Python's own 5 ms would be waited for at each step of each event.
THREAD_TURN_SECONDS = 0.0005
# A transcript of thousands of messages is as many objects: Python's own 700 new ones would have it look for garbage a
# hundred times while it is read, and each time ten times ten of these are over through all that there is.
NEW_OBJECTS, YOUNG, OLD = 20_000, 10, 50


def tune() -> None:
    """Threads take turns sooner; garbage is looked for less often, and not in what is there to stay.

    Of an answer about 5,000 messages, 50 to 120 ms were spent on that, 10 to 20 ms are now.
    """
    sys.setswitchinterval(THREAD_TURN_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG, OLD)
