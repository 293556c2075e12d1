"""What no summary repeats: greetings, thanks, signs of attention, joins, signatures, bare links, code blocks."""

import re

from core.text.words import words

_SMALL_TALK = frozenset(
    """hi hello hey hiya howdy yo morning afternoon evening night good bye goodbye cheers thanks thank thx ty you ok
    okay kay k yes yeah yep yup yea ya no nope nah right sure cool great nice perfect awesome fine lol haha hehe
    hah hmm hm mm mhm uh um uhm huh oh ah aha ooh wow er erm so well and but or very much all everyone everybody
    folks guys team there welcome sorry please pleasure np ack done agreed exactly absolutely definitely indeed
    true same here me too a lot lots brb afk gtg ttyl wb see later now then just alright excellent super good
    that's it that is i see know mean think like plus one regards best kind warm sincerely dear ping pong test
    check""".split()
)
_EVENT = re.compile(
    r"(?:\S+\s){0,3}(?:has |have |was )?(?:joined|left|rejoined|quit)"
    r"(?: (?:the|this) (?:channel|server|room|call|meeting))?\W*"
    r"|(?:\S+\s){0,3}(?:set|changed|cleared|updated) the (?:channel(?:'s)? )?(?:topic|purpose|description|name)\b.*"
    r"|(?:\S+\s){0,3}(?:pinned a message|added an integration|started a call|was added to|was removed from)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_THANKS = re.compile(
    r"(?:(?:many |no )?(?:thanks|thx)|thank you|cheers|(?:kind|best|warm)?\s?regards|sincerely)\b", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:all the best|best(?: wishes| regards)?|yours|take care|ciao|rgds|br|kind regards|with regards)\b[ ,.!-]*"
    r"(?:\S+ ?){0,5}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*>|.*\b(?:wrote|writes|schrieb|a écrit)\s*:$", re.DOTALL)
_GREETING = re.compile(r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_LINK = re.compile(r"<?(?:https?|ftp|mailto)[:]\S+>?|\S+@\S+\.\w+", re.IGNORECASE)
_COMMAND = re.compile(r"[!/.]\w+(?:\s+\S+){0,2}")
_THANKS_MAX_WORDS = 9  # "Thanks for the quick answer, Ana!" and the like; longer ones say something
_GREETING_MAX_WORDS = 4
_BESIDE_NAME_MAX_WORDS = 1


def is_noise(sentence: str, author: str = "") -> bool:
    """Whether a sentence says nothing that a reader who was away would miss. `author` is who said it."""
    if author and _is_signature(sentence, author):
        return True
    if sentence.startswith("```"):  # code is shown where it was posted; no summary can say it shorter
        return True
    if _LINK.sub("", sentence).strip(" \t-:.,;()[]<>") == "":
        return True
    said = words(sentence)
    if len(said) <= _THANKS_MAX_WORDS and _THANKS.match(sentence):
        return True
    if len(said) <= _GREETING_MAX_WORDS and _GREETING.match(sentence):
        return True
    if any(shape.fullmatch(sentence) for shape in (_EVENT, _COMMAND, _SIGNED)) or _QUOTED.match(sentence):
        return True
    return all(w in _SMALL_TALK for w in said)


def _is_signature(sentence: str, author: str) -> bool:
    """The author's own name, with a link or a word beside it: "Peace, Ana Smith"."""
    name = set(words(author))
    said = words(_LINK.sub("", sentence))
    others = [w for w in said if len(w) > 1 and w not in name and w not in _SMALL_TALK]
    return any(w in name and w not in _SMALL_TALK for w in said) and len(others) <= _BESIDE_NAME_MAX_WORDS
