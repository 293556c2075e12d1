"""What the core needs of the outside. Each port has two real implementations that pass one contract suite.

messages   remembers messages               model      answers prompts, also in batches
arrivals   remembers them as they come      cache      keeps answers for a day
posts      remembers what we posted         results    remembers what answers were like
complete   which part of the past is here   drafts     keeps what nobody may be shown unreviewed
history    gives what a platform remembers  ledger     counts money
detector   looks for personal data          buckets    remember how often people ask
cohesion   tells where a topic shifts       admins     are told where money runs short
questions  remembers what people asked
access     who may read what                entailment tells whether a text follows
records    remembers items and decisions    notes      remembers who is told of them
publisher  what brings them to people       settings   remembers what differs by workspace
"""

from core.ports.access import Access
from core.ports.admins import Admins
from core.ports.arrivals import Arrivals, Reacted
from core.ports.buckets import Buckets
from core.ports.cache import Cache, Cached
from core.ports.cohesion import Cohesion
from core.ports.complete import Complete, Wanted
from core.ports.detector import Detector
from core.ports.drafts import Drafts
from core.ports.entailment import Entailment
from core.ports.history import History, Page
from core.ports.ledger import Amount, Entry, Ledger, Reservation, Word
from core.ports.messages import Examined, Import, MessageStore, Window
from core.ports.model import Answer, Batches, Call, Ended, Listed, Model, Models, Priority, Prompt, Server, Usage
from core.ports.posts import Post, Posts
from core.ports.questions import KeptQuestion, Questions
from core.ports.results import Results

__all__ = [
    "Access",
    "Admins",
    "Amount",
    "Answer",
    "Arrivals",
    "Batches",
    "Buckets",
    "Cache",
    "Cached",
    "Call",
    "Cohesion",
    "Complete",
    "Detector",
    "Drafts",
    "Ended",
    "Entailment",
    "Entry",
    "Examined",
    "History",
    "Import",
    "KeptQuestion",
    "Ledger",
    "Listed",
    "MessageStore",
    "Model",
    "Models",
    "Page",
    "Post",
    "Posts",
    "Priority",
    "Prompt",
    "Questions",
    "Reacted",
    "Reservation",
    "Results",
    "Server",
    "Usage",
    "Wanted",
    "Window",
    "Word",
]
