"""The composition root: the one place that says which implementation stands behind which port.

stores   what remembers        models  what asks models
minutes  what answers people
"""

from bots.wiring.minutes import ahead, detector, minutes, policy, summarizer
from bots.wiring.models import cohesion, entailment, models, server
from bots.wiring.stores import Stores, stores

__all__ = [
    "Stores",
    "ahead",
    "cohesion",
    "detector",
    "entailment",
    "minutes",
    "models",
    "policy",
    "server",
    "stores",
    "summarizer",
]
