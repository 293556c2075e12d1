"""A transcript as utterances: one sentence, who says it, to whom. Knows the scribes of meetings held in chat."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.findings.participants import Participants
from core.models import Message, Person, Transcript
from core.text.sentences import sentences

# "manu: text", "manu, text" at the head of a line: its addressee in a chat, its speaker where a scribe takes notes.
_PREFIX = re.compile(r"@?([A-Za-z][\w.\-|]{1,30}(?: [A-Z][\w\-]+)?)\s*[:,]\s+(?=\S)")
_QUOTED = re.compile(r"[\s_]*(?:>|&gt;)")
_CONTINUED = re.compile(r"\s*(?:\.\.\.|…)\s*")
_SCRIBE = re.compile(r"scribe(?:nick)?\s*:\s*([\w.\-]+)|([\w.\-]+) is (?:scribe|scribing)\b", re.IGNORECASE)
_HEADINGS = frozenset(
    """topic subtopic agenda scribe scribenick present regrets chair chairs meeting action actions todo resolved
    resolution decision proposal proposed note notes summary issue http https re fyi ps question q a""".split()
)
CONTINUATIONS_OF_A_SCRIBE = 3


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence. `text` is shown, `body` is without the name before the colon; `message` is an index.

    `speaker` is None where a scribe quotes somebody who takes no part; `quoted` is the name so written.
    """

    message: int
    text: str
    body: str
    speaker: Person | None
    addressee: Person | None
    quoted: str | None = None


def utterances(transcript: Transcript, people: Participants) -> list[Utterance]:
    """All sentences of all messages in order."""
    scribes = _scribes(transcript)
    out: list[Utterance] = []
    speaking: dict[str, tuple[Person | None, str | None]] = {}
    for index, message in enumerate(transcript.messages):
        if message.author.id in scribes or message.author.name in scribes:
            out += _scribed(index, message, people, speaking)
        else:
            out += _said(index, message, people)
    return out


def _scribes(transcript: Transcript) -> set[str]:
    """Ids and names of those who write down what others say."""
    found: set[str] = set()
    continued: Counter[str] = Counter()
    for message in transcript.messages:
        if _CONTINUED.match(message.text):
            continued[message.author.id] += 1
        elif len(message.text) < 80 and (named := _SCRIBE.search(message.text)):
            found.add(named[1] or named[2])
    return found | {author for author, count in continued.items() if count >= CONTINUATIONS_OF_A_SCRIBE}


def _said(index: int, message: Message, people: Participants) -> Iterator[Utterance]:
    addressee = None
    for sentence in sentences(_without_quotations(message.text)):
        if _QUOTED.match(sentence):
            continue
        prefix = _PREFIX.match(sentence)
        named = people.find(prefix[1]) if prefix else None
        body = sentence[prefix.end() :] if prefix and named else sentence
        addressee = named or people.mentioned(body) or addressee
        yield Utterance(index, sentence, body, message.author, addressee)


def _without_quotations(text: str) -> str:
    """Without the lines that repeat what somebody else wrote."""
    if ">" not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not _QUOTED.match(line))


def _scribed(
    index: int, message: Message, people: Participants, speaking: dict[str, tuple[Person | None, str | None]]
) -> Iterator[Utterance]:
    scribe = message.author
    text = message.text
    if continued := _CONTINUED.match(text):
        text = text[continued.end() :]
    elif (prefix := _PREFIX.match(text)) and prefix[1].lower() not in _HEADINGS:
        speaking[scribe.id] = (people.find(prefix[1]), prefix[1])
    else:
        speaking[scribe.id] = (scribe, None)
    speaker, quoted = speaking.get(scribe.id, (scribe, None))
    for sentence in sentences(text):
        prefix = _PREFIX.match(sentence)
        body = sentence[prefix.end() :] if prefix and quoted == prefix[1] else sentence
        yield Utterance(index, sentence, body, speaker, people.mentioned(body), quoted)
