"""What the classifier looks at: the words of an utterance, its turns of phrase, and in talk what stands around it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.dates.names import TIME_WORDS
from core.findings.cues import CUES
from core.findings.participants import Participants
from core.findings.utterances import Utterance
from core.models import Transcript
from core.text.words import STOP_WORDS, words

# How people talk: `chat` in writing, `spoken` in a room, `single` out of any context.
REGISTERS = ("chat", "spoken", "single")
SINGLE_MAX_MESSAGES = 2
HESITANT = 0.05  # share of messages with "um" from which a transcript is spoken
FEWEST_HESITANT = 5  # an "um" or two are typed as well
SAMPLE = 400  # messages looked at for that
WINDOW = (-2, -1, 1, 2)  # neighbours of an utterance
NEIGHBOUR_WORDS = 12
_HESITATIONS = re.compile(r"\b(?:um+|uh+|hmm+|mm+|mm-hmm|erm)\b", re.IGNORECASE)
_LINK_OR_NUMBER = re.compile(r"https?://\S+|\d+(?:[.,:]\d+)*")


def register(transcript: Transcript) -> str:
    messages = transcript.messages
    if len(messages) <= SINGLE_MAX_MESSAGES:
        return "single"
    sample = messages[:SAMPLE]
    hesitant = sum(bool(_HESITATIONS.search(m.text)) for m in sample)
    return "spoken" if hesitant >= max(FEWEST_HESITANT, HESITANT * len(sample)) else "chat"


def features(said: Sequence[Utterance], people: Participants, total: int, talk: str) -> Iterator[list[str]]:
    """The features of each utterance of a transcript of `total` messages in the register `talk`.

    Plain strings are words and pairs of them, `^` begins and `$` ends an utterance, `#` is its form, `@` its place.
    """
    tokens = [_tokens(u, people) for u in said]
    spoken = _Spoken(said, tokens, total) if talk == "spoken" else None
    for index, (u, own) in enumerate(zip(said, tokens, strict=True)):
        out = _words(own)
        out += _form(u, own)
        if spoken:
            out += spoken.place(index)
        yield out


def _tokens(u: Utterance, people: Participants) -> list[str]:
    """Words with names, times, links and numbers made alike: what counts is that somebody is named."""
    text = _LINK_OR_NUMBER.sub(lambda m: " linkx " if m[0][0] in "hH" else " numberx ", u.body)
    out = [_like_kind(w, people) for w in words(text)]
    if "?" in u.body:
        out.append("?")
    return out


def _like_kind(word: str, people: Participants) -> str:
    if word in TIME_WORDS:
        return "timex"
    return "namex" if word not in STOP_WORDS and people.known(word) else word


def _words(own: list[str]) -> list[str]:
    out = list(dict.fromkeys(own))
    out += [f"{a} {b}" for a, b in pairwise(own)]
    if own:
        out += [f"^{' '.join(own[:n])}" for n in (1, 2, 3)]
        out.append(f"{own[-1]}$")
    return out


def _form(u: Utterance, own: list[str]) -> list[str]:
    cues = [name for name, pattern in CUES.items() if pattern.search(u.body)]
    out = [f"#{c}" for c in cues]
    out += [f"#{a}+{b}" for n, a in enumerate(cues) for b in cues[n + 1 :]]
    out.append(f"#long{min(len(own), 24) // 3}")
    out.append(f"#content{min(6, sum(w not in STOP_WORDS for w in own))}")
    if u.quoted:
        out.append("#quoted")
    if u.addressee:
        out.append("#addressed")
    return out


class _Spoken:
    """Where in a meeting an act stands, who leads it, and what is said around it."""

    def __init__(self, said: Sequence[Utterance], tokens: list[list[str]], total: int) -> None:
        self._said, self._tokens, self._total = said, tokens, total
        self._talk = Counter(u.speaker.id for u in said if u.speaker)
        self._most = max(self._talk.values(), default=1)

    def place(self, index: int) -> list[str]:
        u = self._said[index]
        share = self._talk[u.speaker.id] / self._most if u.speaker else 0
        out = ["@leads" if share > 0.95 else "@talks" if share > 0.5 else "@listens"]
        out.append(f"@at{20 * u.message // max(1, self._total)}")
        out.append(f"@left{min(12, (self._total - u.message).bit_length())}")
        for step in WINDOW:
            if 0 <= index + step < len(self._said):
                same = "=" if self._said[index + step].speaker == u.speaker else "/"
                out += [f"@{step}{same}{t}" for t in set(self._tokens[index + step][:NEIGHBOUR_WORDS])]
        return out
