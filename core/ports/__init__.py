"""What the core needs of the outside. Each port has two real implementations that pass one contract suite.

messages   remembers messages               model      answers prompts, also in batches
detector   looks for personal data          cache      keeps answers for a day
cohesion   tells where a topic shifts       access     who may read what
ledger     counts money                     buckets    remember how often people ask
admins     are told where money runs short
results    remembers what answers were like drafts     keeps what nobody may be shown unreviewed
"""

from core.ports.access import Access
from core.ports.admins import Admins
from core.ports.buckets import Buckets
from core.ports.cache import Cache, Cached
from core.ports.cohesion import Cohesion
from core.ports.detector import Detector
from core.ports.drafts import Drafts
from core.ports.ledger import Amount, Entry, Ledger, Reservation, Word
from core.ports.messages import Examined, Import, MessageStore, Window
from core.ports.model import Answer, Batches, Call, Ended, Listed, Model, Models, Priority, Prompt, Server, Usage
from core.ports.results import Results

__all__ = [
    "Access",
    "Admins",
    "Amount",
    "Answer",
    "Batches",
    "Buckets",
    "Cache",
    "Cached",
    "Call",
    "Cohesion",
    "Detector",
    "Drafts",
    "Ended",
    "Entry",
    "Examined",
    "Import",
    "Ledger",
    "Listed",
    "MessageStore",
    "Model",
    "Models",
    "Priority",
    "Prompt",
    "Reservation",
    "Results",
    "Server",
    "Usage",
    "Window",
    "Word",
]
