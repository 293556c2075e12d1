"""What a summary can be made of: the sentences of the messages, with the fragments of speech joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.models import Message, Person, Transcript
from core.offline.noise import is_noise
from core.offline.trim import trim
from core.text.sentences import sentences
from core.text.words import STOP_WORDS, length, stem, words

MIN_WORDS = 3
_MAX_JOINED_WORDS = 45
_MAX_MESSAGES_BETWEEN = 2  # "mm-hmm" and "yeah" of the others do not end what somebody is saying
_OPEN_END = re.compile(
    r"(?:[,…-]|\.\.\.|\b(?:and|but|or|so|because|cause|that|the|a|an|to|of|for|with|in|on|if|is|are|we|i|you|um|uh))$",
    re.IGNORECASE,
)
_CLOSED_END = re.compile(r"[.!?。！？؟।:)\"'”»]$")
_CAPITAL = re.compile(r"(?<=\s)[A-Z]\w+")
_GOES_ON = re.compile(r"(?:and|but|or|so|because|'?cause|cuz|which|that|to|if|where|who|than|then|with|for)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a statement. `message` is the place of its first source in the transcript."""

    text: str
    sources: tuple[str, ...]
    author: Person
    message: int
    place: int  # which sentence of its message
    echo: int  # reactions and replies that its message drew
    stems: tuple[str, ...]  # all words in order, stop words unchanged
    capitals: tuple[str, ...]  # stems written with a capital within the sentence


@dataclass(slots=True)
class _Open:
    """What one author is saying: sentences may still run on."""

    text: str
    sources: list[str]
    first: int
    last: int
    place: int


def candidates(transcript: Transcript) -> list[Candidate]:
    """All candidates in the order in which they were said."""
    echoes = _echoes(transcript)
    authors = [m.author for m in transcript.messages]
    out = []
    for said in _joined(transcript):
        author = authors[said.first]
        if is_noise(said.text, author.name):
            continue
        text = trim(said.text)
        if length(text) >= MIN_WORDS and (text == said.text or not is_noise(text)):
            echo = sum(echoes.get(x, 0) for x in said.sources)
            out.append(candidate(text, said.sources, author, said.first, said.place, echo))
    return out


def candidate(text: str, sources: Iterable[str], author: Person, message: int, place: int, echo: int) -> Candidate:
    stems = tuple(w if w in STOP_WORDS else stem(w) for w in words(text))
    capitals = tuple(stem(w.lower()) for w in _CAPITAL.findall(text[1:]))
    return Candidate(text, tuple(sources), author, message, place, echo, stems, capitals)


def _joined(transcript: Transcript) -> list[_Open]:
    """Sentences, those joined that one author spread over messages."""
    out: list[_Open] = []
    speaking: dict[str, _Open] = {}
    for i, message in enumerate(transcript):
        for place, sentence in enumerate(sentences(message.text)):
            before = speaking.get(message.author.id) if place == 0 else None
            if before and i - before.last - 1 <= _MAX_MESSAGES_BETWEEN and _runs_on(before.text, sentence):
                before.text += f" {sentence}"
                before.sources.append(message.id)
                before.last = i
            else:
                out.append(said := _Open(sentence, [message.id], i, i, place))
                speaking[message.author.id] = said
    return out


def _runs_on(before: str, after: str) -> bool:
    if len(before.split()) + len(after.split()) > _MAX_JOINED_WORDS or _CLOSED_END.search(before):
        return False
    return bool(_OPEN_END.search(before) or _GOES_ON.match(after))


def _echoes(transcript: Iterable[Message]) -> dict[str, int]:
    """Message id -> reactions and replies."""
    drawn: dict[str, int] = {}
    for message_id, count in _drawn(transcript):
        drawn[message_id] = drawn.get(message_id, 0) + count
    return drawn


def _drawn(transcript: Iterable[Message]) -> Iterator[tuple[str, int]]:
    for message in transcript:
        if message.reactions:
            yield message.id, sum(r.count for r in message.reactions)
        if message.reply_to:
            yield message.reply_to, 1
        elif message.thread_id and message.thread_id != message.id:
            yield message.thread_id, 1
