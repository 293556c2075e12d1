"""A short name for each conversation of a channel, in its own words and spelling: "invoice export"."""

import re
from collections.abc import Collection, Sequence

from core.conversations import Conversation
from core.offline.labels import Labels
from core.text.sentences import sentences
from core.text.words import words

LOOKED_AT = 40  # messages: what a conversation is about is said early
FIRST_WORDS_CHARS, UNSPACED_CHARS = 40, 8
_NOT_SAID = re.compile(
    r"```.*?```|https?://\S+|www\.\S+|@[\w.|-]+(?: [A-ZÀ-Þ]\w*){0,2}|:[a-z0-9_+-]+:|<[^>\s]*>", re.DOTALL
)


def names(conversations: Sequence[Conversation]) -> list[str]:
    """As a summary would head them; where no phrase tells what one is about its first words, empty without words."""
    said = [m for c in conversations for m in c.messages]
    people = {word for m in said for word in words(m.author.name)}
    labels = Labels((m.text for m in said), (m.author.name for m in said))
    return [_name(c, labels) or _first_words(c, people) for c in conversations]


def _name(conversation: Conversation, labels: Labels) -> str:
    said = [s for m in conversation.messages[:LOOKED_AT] for s in sentences(_NOT_SAID.sub("\n", m.text))]
    return _shortened(labels(said, poor=True) or "")


def _shortened(label: str) -> str:
    """A script without spaces gives whole clauses: `words` cuts them into pairs."""
    clause = not label.isascii() and len(words(label)) >= len(label) - 1
    return label[:UNSPACED_CHARS] if clause else label


def _first_words(conversation: Conversation, people: Collection[str]) -> str:
    """The beginning of the first message that says more than names."""
    for message in conversation.messages:
        text = " ".join(_NOT_SAID.sub(" ", message.text).split())
        if any(w not in people for w in words(text)):
            return text if len(text) <= FIRST_WORDS_CHARS else text[:FIRST_WORDS_CHARS].rsplit(" ", 1)[0] + " …"
    return ""
