"""Messages that say that something is done, now, for certain, and not asked: in English and German, bare in others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.action_items.tongues import bare
from core.findings.phrases import anywhere, at_start
from core.text.joined import Joined
from core.text.sentences import sentences
from core.text.words import content, stem, words

BARE_WORDS = 4  # that carry meaning: up to here a message says no more than that it is done

# What finishes any task, and what says how one was finished.
_FINISHED = {
    "en": "done finished completed complete closed resolved shipped merged deployed released delivered",
    "de": "erledigt fertig gemacht abgeschlossen ausgeliefert gemerged gemergt gemerget deployt",
}
_DEEDS = {
    "en": """sent fixed booked uploaded updated written published posted emailed mailed called ordered paid added
        removed renewed reviewed migrated restarted translated signed submitted scheduled drafted prepared created filed
        approved bought installed replaced answered asked moved cleaned checked tested documented forwarded""",
    "de": """gesendet geschickt verschickt abgeschickt gebucht bestellt bezahlt behoben gefixt gefixed repariert
        hochgeladen aktualisiert geschrieben veröffentlicht angerufen hinzugefügt entfernt erneuert geprüft übersetzt
        unterschrieben eingereicht angelegt""",
}
_IRREGULAR = {"sent": "send", "written": "writ", "wrote": "writ", "paid": "pay", "bought": "buy", "made": "mak"}
_TONGUES = {word: tongue for kind in (_FINISHED, _DEEDS) for tongue, said in kind.items() for word in said.split()}
_FINISHES = frozenset(" ".join(_FINISHED.values()).split())
_WORDS = frozenset(_TONGUES)

_SMALL = frozenset("now final already well here today jetzt schon gerade ist sind hab habe das ja es".split())

_SIGNS = ("✅", "☑", "✔", ":white_check_mark:", ":heavy_check_mark:")
_TAKEN_CARE = anywhere("taken care of", "all set", "(?:ist|sind) (?:raus|online|live)", "(?:is|are) (?:live|out)")
# Letters are found faster than a pattern, and most messages have none of these.
_TAKEN_CARE_HINTS = ("taken care", "all set", " raus", " online", " live", " out")
_DEED = rf"(?P<deed>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)"
_NOW = r"(?:(?:have|has|just|already|now|finally|also|all|both|habe|haben|hab|hat|jetzt|schon|bereits|gerade)\s+)*"
# Who says so, and that it is so now: "I fixed", "is fixed", "fixed" at the beginning or the end, "habe … gebucht".
_SAID = tuple(
    re.compile(pattern + _DEED, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:(?:yes|yep|yeah|ok|okay|and|so|ja|alles)\W+)*" + _NOW,
        r"\b(?:i|we|ich|wir)(?:['’]ve)?\s+" + _NOW,
        r"(?:\b(?:is|are|has been|have been|ist|sind|wurde|wurden)|['’]s|\bthats|\bits)\s+" + _NOW,
        r"\b(?:hab|habe|haben)\b.{1,80}?\s",
    )
)
_AT_END = re.compile(rf"^(?:\S+\s+){{1,5}}{_DEED}\W*$", re.IGNORECASE)
_SOMEBODY = re.compile(r"^\W*@?(?P<who>[^\W\d_][\w-]*)\s+" + _NOW + _DEED, re.IGNORECASE)
_NOBODY = frozenset("i we ich wir it that this all is are just now already yes ja".split())
# Denied, not wholly, still to come or wished for, a condition, a habit, another time, asked.
_NOT_SO_WORDS = frozenset(
    """not no never cannot nothing none nobody without wrong fully again tried trying hardly almost nearly half partly
    mostly only other will would should shall could can may might must need needs ought gonna want wants please hope
    soon tomorrow later still yet get gets getting being if once when whether until till unless before after usually
    always often normally sometimes thought think who what how why where which wer was wie warum wo nicht nie nichts
    fast halb beinahe noch wird werden würde muss müssen kann bitte dachte hoffe morgen später bald sobald wenn falls
    ob bis bevor""".split()
)
_NOT_SO = anywhere(
    *_NOT_SO_WORDS,
    r"\w+n't|\w+'ll|\w+'d|going to|to be|let me|as soon as|last time|said than",
    "for (?:today|now)|for (?:this|the) (?:day|week|month|moment)",
    r"kein\w*|soll\w*|könn\w*|wieder kaputt|für heute",
)
_QUESTION = at_start(
    "did|has|have you|was|were|do|does|hat|hast|wurde", "(?:is|are|ist|sind) (?:it|that|this|the|das|es|der|die|alles)"
)
_CLAUSE = re.compile(r"[,;:]\s+|\s+[-–—]\s+|\b(?:but|and then|aber|doch)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Done:
    """What a message says is done: its words' `stems`, among them the `deeds`, and what stands `beside` these.

    `finishes`: it is said to be finished, whatever was to be done. `bare`: it says hardly more than that. `who` did it
    where the message begins with that: "Ben fixed it", in lower case. `tongue` is the language of the deeds, None
    where there are none or they are of several.
    """

    stems: frozenset[str]
    deeds: frozenset[str]
    beside: frozenset[str]
    finishes: bool
    bare: bool
    who: str | None = None
    tongue: str | None = None


_BARE = Done(frozenset(), frozenset(), frozenset(), finishes=True, bare=True)  # nothing else is said


def says_done(text: str) -> Done | None:
    """None for what is not done for certain: denied, still to come, a condition, a question."""
    lowered = set(words(text))
    sign = _shows_it(text)
    if _WORDS.isdisjoint(lowered) and not sign:
        return _BARE if bare(text) else None  # most messages are not
    if not _NOT_SO_WORDS.isdisjoint(lowered) and "_" not in text:
        return None  # as `_denied` says below, which takes longer; what names like "is_not" hold are no words to it
    parts = [part for sentence in sentences(text) for part in _parts(sentence)]
    if any(_denied(part) for part in parts):
        return None
    telling = [(part, match["deed"].lower()) for part in parts for match in _matches(part)]
    return _done(text, telling, sign) if telling or sign else None


def _done(text: str, telling: Sequence[tuple[str, str]], sign: bool) -> Done:
    """Of a text, its clauses that tell of a deed with that deed, and whether a sign says it."""
    deeds = {deed for _, deed in telling}
    stems = frozenset(map(_stem, content_words(text)))
    done = frozenset(map(_stem, deeds))
    beside = frozenset(_stem(w) for part, _ in telling for w in content_words(part)) - done - _SMALL
    tongues = {_TONGUES[deed] for deed in deeds}
    return Done(
        stems,
        done,
        beside,
        finishes=sign or not _FINISHES.isdisjoint(deeds),
        bare=len(stems) <= BARE_WORDS,
        who=_who([part for part, _ in telling]),
        tongue=tongues.pop() if len(tongues) == 1 else None,
    )


def may_say_done(texts: Sequence[str]) -> frozenset[int]:
    """The places of those that `says_done` need look at: of thousands most say nothing of the kind."""
    joined = Joined([text.lower() for text in texts])
    shown = {place for sign in (*_SIGNS, *_TAKEN_CARE_HINTS) for place in joined.holding(sign)}
    return frozenset(shown.union(place for place, text in enumerate(texts) if not _WORDS.isdisjoint(words(text))))


def content_words(text: str) -> list[str]:
    return content(re.sub(r"(?<=\w)-(?=\w)", "", text))


def _shows_it(text: str) -> bool:
    """By a sign or a phrase that needs no deed."""
    if any(sign in text for sign in _SIGNS):
        return True
    lowered = text.lower()
    return any(hint in lowered for hint in _TAKEN_CARE_HINTS) and _TAKEN_CARE.search(text) is not None


def _parts(sentence: str) -> list[str]:
    return [part for part in _CLAUSE.split(sentence) if part.strip()]


def _denied(part: str) -> bool:
    plain = part.replace("’", "'")
    return "?" in plain or bool(_NOT_SO.search(plain)) or bool(_QUESTION.match(plain))


def _matches(part: str) -> list[re.Match[str]]:
    """Where the clause says that something is done."""
    found = [pattern.search(part) for pattern in (*_SAID, _AT_END, _SOMEBODY)]
    return [match for match in found if match]


def _who(parts: Sequence[str]) -> str | None:
    named = (match["who"].lower() for part in parts if (match := _SOMEBODY.match(part)))
    return next((name for name in named if name not in _NOBODY), None)


def _stem(word: str) -> str:
    return _IRREGULAR.get(word) or stem(word)
