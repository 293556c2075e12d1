"""A long transcript in parts: cut where the topic shifts, each part within a token budget.

part      what comes out
ties      what stays together: a message and its answer, a code block over several messages
lexical   cohesion by shared words; adapters/embeddings has the other one
shifts    where cohesion drops
cutting   from left to right: shifts, ties and budget -> parts
"""

from core.chunks.cutting import look_back, split
from core.chunks.lexical import Lexical
from core.chunks.part import Part

__all__ = ["Lexical", "Part", "look_back", "split"]
