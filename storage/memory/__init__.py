"""What is remembered in this process only: for a look at a file that nothing should remain of, and for tests."""

from storage.memory.cache import MemoryCache
from storage.memory.digests import MemoryDigests
from storage.memory.drafts import MemoryDrafts
from storage.memory.hearing import MemoryComplete, MemoryPosts
from storage.memory.messages import MemoryMessages
from storage.memory.money import MemoryBuckets, MemoryLedger
from storage.memory.results import MemoryResults
from storage.memory.submissions import MemorySubmissions

__all__ = [
    "MemoryBuckets",
    "MemoryCache",
    "MemoryComplete",
    "MemoryDigests",
    "MemoryDrafts",
    "MemoryLedger",
    "MemoryMessages",
    "MemoryPosts",
    "MemoryResults",
    "MemorySubmissions",
]
