"""The composition root: the one place that says which implementation stands behind which port.

stores   what remembers                         models     what asks models
minutes  what answers people                    scheduled  what comes without asking
found    what becomes of what summaries found   hearing    what becomes of what is heard
batches  what answers those that can wait
"""

from bots.wiring.found import decisions, item_tools, items, sending
from bots.wiring.hearing import hear_again, hearing
from bots.wiring.minutes import ahead, detector, minutes, policy, summarizer
from bots.wiring.models import cohesion, entailment, models, server
from bots.wiring.scheduled import Reach, Scheduled, scheduled
from bots.wiring.stores import Stores, stores

__all__ = [
    "Reach",
    "Scheduled",
    "Stores",
    "ahead",
    "cohesion",
    "decisions",
    "detector",
    "entailment",
    "hear_again",
    "hearing",
    "item_tools",
    "items",
    "minutes",
    "models",
    "policy",
    "scheduled",
    "sending",
    "server",
    "stores",
    "summarizer",
]
