"""A short name for a conversation, in its own words and spelling: "invoice export", "staging certificate"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log, sqrt

from core.conversations.conversation import Conversation
from core.conversations.people import key
from core.offline import trained
from core.text.words import STOP_WORDS, stem, words

_PHRASE_WORDS, _UNSPACED_CHARS = 3, 8
_FALLBACK_CHARS = 40
_LOOKED_AT = 40  # messages: what a conversation is about is said early
_LATER = 0.15  # how much less each following message says about it
_WHOLE_THING = 1.6  # "the invoice export", and not a part of it
_OF_QUALITY, _QUALITY_ENDINGS = 0.5, ("ed", "ing", "less", "ly")  # what is done or how things are, in English
_KNOWN_EVERYWHERE = 6.0  # minus the log share of conversations with a word that is not in the list of common ones
_SAYS_LITTLE = frozenset(
    """actually already also another anybody anyone april august back bit day december every everybody everyone
    february fine friday give good great guess hello hey hi idea january july june later little lol look lot make
    march maybe monday much need new next nice november now october one people please problem question saturday say
    see september somebody someone something soon sorry still stuff sunday take tell thank thanks thursday thx today
    tomorrow try tuesday use want way wednesday week work yesterday""".split()
)
_DETERMINERS = frozenset("a an another any her his its my our the their these this those which your".split())
_NOT_SAID = re.compile(
    r"```.*?```|https?://\S+|www\.\S+|@[\w.|-]+(?: [A-ZÀ-Þ]\w*){0,2}|:[a-z0-9_+-]+:|<[^>\s]*>", re.DOTALL
)
_BREAK = re.compile(r"[^\w\s'’.+/#-]|[.'’/+#-]+(?:\s|$)|\n")
_TOKEN_MAX_CHARS = 40


class Rarity:
    """How much a word tells one conversation from the others, and which words are names of those who write."""

    def __init__(self, conversations: Iterable[Conversation]) -> None:
        self._conversations = 0
        self._with: Counter[str] = Counter()
        self.people: set[str] = set()
        for conversation in conversations:
            self._conversations += 1
            self._with.update({stem(w) for m in conversation.messages for w in words(m.text)})
            for person in conversation.people:
                self.people.update((key(person), person.name.lower(), *words(person.name)))

    def __call__(self, stem: str) -> float:
        """0 or more; for the stem of a word that the channel or the language uses everywhere it is near 0."""
        known: float = -trained.load().common.get(stem, -_KNOWN_EVERYWHERE) / _KNOWN_EVERYWHERE
        return known * log(1 + (1 + self._conversations) / (1 + self._with[stem]))


def name(conversation: Conversation, rarity: Rarity) -> str:
    """Its best phrase of up to three words that are nobody's name, else its first words; empty if it says no word."""
    uses: Counter[str] = Counter()
    found: list[tuple[tuple[str, ...], str, float]] = []
    for place, message in enumerate(islice(conversation.messages, _LOOKED_AT)):
        for phrase, weight in _phrases(message.text, rarity.people):
            stems = tuple(stem(w) for w in words(phrase))
            found.append((stems, phrase, weight / (1 + _LATER * place)))
        uses.update(stem(w) for w in words(message.text))
    return max(found, key=lambda x: x[2] * _fit(x[0], uses, rarity), default=((), _first_words(conversation, rarity)))[
        1
    ]


def _fit(stems: tuple[str, ...], uses: Counter[str], rarity: Rarity) -> float:
    return sum(rarity(s) * sqrt(uses[s]) for s in stems) / sqrt(len(stems))


def _phrases(text: str, people: set[str]) -> Iterator[tuple[str, float]]:
    """What may name a conversation, and a factor: neighbouring words that carry meaning."""
    for clause in _BREAK.split(_NOT_SAID.sub("\n", text)):
        tokens = clause.split()
        carries = [_carries(token, people) for token in tokens] + [False]
        for start in range(len(tokens)):
            determined = not _DETERMINERS.isdisjoint(t.lower() for t in tokens[max(0, start - 2) : start])
            for end in range(start + 1, min(start + _PHRASE_WORDS, len(tokens)) + 1):
                if not carries[end - 1]:
                    break
                whole = _WHOLE_THING if determined and not carries[end] else 1.0
                quality = _OF_QUALITY if tokens[end - 1].endswith(_QUALITY_ENDINGS) else 1.0
                yield _shortened(" ".join(tokens[start:end])), whole * quality


def _carries(token: str, people: set[str]) -> bool:
    found = words(token)
    if not found or not 2 <= len(token) <= _TOKEN_MAX_CHARS or not any(c.isalpha() for c in token):
        return False
    if found[-1].endswith("'s") or not people.isdisjoint((*found, token.lower())):  # "Ana's": somebody's name
        return False
    return not all(w in STOP_WORDS or w in _SAYS_LITTLE for w in found)


def _shortened(phrase: str) -> str:
    """A script without spaces gives whole clauses: `words` cuts them into pairs."""
    clause = not phrase.isascii() and len(words(phrase)) >= len(phrase) - 1
    return phrase[:_UNSPACED_CHARS] if clause else phrase


def _first_words(conversation: Conversation, rarity: Rarity) -> str:
    """The beginning of the first message that says more than names."""
    for message in conversation.messages:
        text = " ".join(_NOT_SAID.sub(" ", message.text).split())
        if any(w not in rarity.people for w in words(text)):
            return text if len(text) <= _FALLBACK_CHARS else text[:_FALLBACK_CHARS].rsplit(" ", 1)[0] + " …"
    return ""
