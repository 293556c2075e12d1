"""What a text is about, to tell whether two say the same."""

import re
from dataclasses import dataclass

from core.dates.names import TIME_WORDS
from core.text.words import content, stem

SAME = 0.75  # share of content words that two texts have in common, of the longer one
_WHEN = frozenset(stem(w) for w in TIME_WORDS)
_NEGATION = re.compile(r"\b(?:not|no|never|cannot|without)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is about, and the details in which two texts about it may differ."""

    stems: frozenset[str]
    details: frozenset[str]  # numbers, days
    negated: bool

    @classmethod
    def of(cls, text: str) -> "Matter":
        stems = frozenset(content(text))
        details = frozenset(s for s in stems if s in _WHEN or s[0].isdigit())
        return cls(stems - details, details, bool(_NEGATION.search(text)))

    def is_same(self, other: "Matter") -> bool:
        """Most words in common; 10:00 is not 11:00, Monday not Tuesday, and "do" not "do not"."""
        common = len(self.stems & other.stems)
        agree = self.details <= other.details or other.details <= self.details
        return agree and self.negated == other.negated and common >= SAME * max(len(self.stems), len(other.stems))
