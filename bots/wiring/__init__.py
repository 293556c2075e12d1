"""The composition root: the one place that says which implementation stands behind which port.

stores   what remembers        models  what asks models
minutes  what answers people    found   what becomes of what they found
"""

from bots.wiring.found import decisions, item_tools, items
from bots.wiring.minutes import ahead, detector, minutes, policy, summarizer
from bots.wiring.models import cohesion, entailment, models, server
from bots.wiring.stores import Stores, stores

__all__ = [
    "Stores",
    "ahead",
    "cohesion",
    "decisions",
    "detector",
    "entailment",
    "item_tools",
    "items",
    "minutes",
    "models",
    "policy",
    "server",
    "stores",
    "summarizer",
]
