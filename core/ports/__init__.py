"""What the core needs of the outside. Each port has two real implementations that pass one contract suite.

messages   remembers messages               model      answers prompts, also in batches
arrivals   remembers them as they come      cache      keeps answers for a day
detector   looks for personal data          access     who may read what
cohesion   tells where a topic shifts       history    gives what a platform remembers
posts      remembers what we posted         complete   remembers which part of the past is stored
"""

from core.ports.access import Access
from core.ports.arrivals import Arrivals, Reacted
from core.ports.cache import Cache, Cached
from core.ports.cohesion import Cohesion
from core.ports.complete import Complete, Wanted
from core.ports.detector import Detector
from core.ports.history import History, Page
from core.ports.messages import Examined, Import, MessageStore, Window
from core.ports.model import Answer, Batches, Call, Ended, Listed, Model, Models, Priority, Prompt, Server, Usage
from core.ports.posts import Post, Posts

__all__ = [
    "Access",
    "Answer",
    "Arrivals",
    "Batches",
    "Cache",
    "Cached",
    "Call",
    "Cohesion",
    "Complete",
    "Detector",
    "Ended",
    "Examined",
    "History",
    "Import",
    "Listed",
    "MessageStore",
    "Model",
    "Models",
    "Page",
    "Post",
    "Posts",
    "Priority",
    "Prompt",
    "Reacted",
    "Server",
    "Usage",
    "Wanted",
    "Window",
]
