"""What Recap hears: events of any platform, stored once, and what follows from an edit or a deletion.

events     what can happen in a channel           posts      answers that lose what they rested on
listening  each event into the store, then hooks  backfill   older messages, fetched in the platform's time
once       what asks is answered by one process   missed     what was said while nobody heard
comparing  what was taken back while nobody heard compared   what is known to stand as it is
"""

from core.hearing.backfill import Backfill
from core.hearing.compared import Compared
from core.hearing.comparing import Comparing
from core.hearing.events import (
    Arrived,
    Cleared,
    Deleted,
    Edited,
    Erased,
    Heard,
    Joined,
    Left,
    Reaction,
    Renamed,
    Restored,
)
from core.hearing.listening import Hearing
from core.hearing.missed import want_missed
from core.hearing.once import Once
from core.hearing.posts import Rewriting, brought_up_to_date, without

__all__ = [
    "Arrived",
    "Backfill",
    "Cleared",
    "Compared",
    "Comparing",
    "Deleted",
    "Edited",
    "Erased",
    "Heard",
    "Hearing",
    "Joined",
    "Left",
    "Once",
    "Reaction",
    "Renamed",
    "Restored",
    "Rewriting",
    "brought_up_to_date",
    "want_missed",
    "without",
]
