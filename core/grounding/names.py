"""Names of a statement: capitalized words that open no sentence, and codes such as "GPT-4" or "v2.1"."""

import re
from collections.abc import Collection, Iterator

from core.dates.names import MONTHS, WEEKDAYS
from core.text.sentences import sentences
from core.text.words import STOP_WORDS, stem, words

_TOKEN = re.compile(r"[^\W_][\w.&+#/-]*(?:['’]\w+)?")
_CODE = re.compile(r"[A-Za-z]+[-_.]?\d|\d[\w.]*[._-][A-Za-z]|[a-z][A-Z]|\w_\w")
_NO_CODE = re.compile(r"\d[\d.,]*(?:st|nd|rd|th|s|k|m|bn?|mn|[ap]m|km|kg|h|x|min)?|Q[1-4]", re.IGNORECASE)
# Endings that make a people of a country; what is left is compared ("Italian", "Italy": "ital").
_PEOPLE = re.compile(r"(?<=\w{4})(?:ians?|ans?|ese|ish|is?|ic|ia|[yae])$")
_SENTENCE_END = re.compile(r"[.!?:]\s+[\"'“‘(]*$")
_SAME = (
    {"uk", "britain", "british", "kingdom"},
    {"us", "usa", "america", "american", "americans"},
    {"dutch", "netherlands"},
    {"french", "france"},
    {"spanish", "spain"},
    {"german", "germany", "germans"},
    {"greek", "greece", "greeks"},
    {"danish", "denmark"},
    {"swiss", "switzerland"},
)
_DOTTED = re.compile(r"\b(?:[A-Za-z][._]){2,}|\b[A-Za-z]\.[A-Za-z]\b")
_DATES = {*WEEKDAYS, *MONTHS}
_GERMANIC_SHARE = 0.35
# Words of German that English, French and Spanish do not have.
_GERMAN = frozenset(
    """der das dem und nicht wird werden für wegen laut bis eine einen einem einer zur zum auf mit ist von vom sich
    beim noch kein keine wurde soll""".split()
)
_ALIKE = 4  # first letters that forms and compounds of one German word share: "Kunde", "Kundenkarte"


def names(text: str) -> Iterator[str]:
    """The names of a text in order, without a possessive ending; codes wherever they stand."""
    judged = _capitals_mean_names(text)
    for sentence in sentences(text):
        for token in _TOKEN.finditer(sentence):
            opening = not token.start() or bool(_SENTENCE_END.search(sentence, 0, token.start()))
            word = re.sub(r"['’]s?$", "", token[0]).rstrip(".-/")
            if _is_code(word) or (judged and not opening and _is_name(word)):
                yield word


def maybe_names(text: str) -> Iterator[str]:
    """The capitalized words of a German text that open no sentence: nouns, and names among them."""
    if not _is_german(text):
        return
    for sentence in sentences(text):
        yield from (m[0] for m in _TOKEN.finditer(sentence, 1) if m.start() and _is_name(m[0]))


def is_alike(noun: str, given: Collection[str]) -> bool:
    """Whether a German noun is among the lower-cased words `given` in any form, or as part of one."""
    start = noun.lower()[:_ALIKE]
    return any(start in word for word in given)


def is_known(name: str, given: Collection[str]) -> bool:
    """Whether each part of a name is among the lower-cased words `given`, as it is or as a people for its country."""
    parts = [
        p
        for part in re.split(r"[-/]", undotted(name))
        if _is_code(name) or any(map(str.isupper, part))
        for p in words(part)
    ]
    return all(part in given or _related(part, given) for part in parts)


def kin(word: str) -> str:
    """What forms of one name share: "Italian" and "Italy" are "ital"."""
    return _PEOPLE.sub("", word)


def undotted(text: str) -> str:
    """'U.K.' as 'UK'."""
    return _DOTTED.sub(lambda found: re.sub("[._]", "", found[0]), text)


def initials(text: str) -> set[str]:
    """Initials of each two to five words that stand together: "artificial intelligence" gives "ai"."""
    letters = [w[0] for w in words(text)]
    return {"".join(letters[i : i + n]) for n in range(2, 6) for i in range(len(letters) - n + 1)}


def spelled_out(text: str, acronyms: Collection[str]) -> set[str]:
    """Words of a text that spell out an acronym ("Project Manager" for "PM"), and what such a title ends with."""
    said = words(text)
    out: set[str] = set()
    for n in range(2, 6):
        for i in range(len(said) - n + 1):
            if "".join(w[0] for w in said[i : i + n]) in acronyms:
                out.update(said[i : i + n + 1])
    return out


def _related(part: str, given: Collection[str]) -> bool:
    if stem(part) in given or kin(part) in given:
        return True
    return any(part in same and any(other in given for other in same) for same in _SAME)


def _is_name(word: str) -> bool:
    lower = word.lower()
    return (
        any(c.isupper() for c in word)
        and lower not in STOP_WORDS
        and lower not in _DATES
        and lower.split("'")[0] != "i"
    )


def _is_code(word: str) -> bool:
    return bool(_CODE.search(word)) and not _NO_CODE.fullmatch(word)


def _is_german(text: str) -> bool:
    return not _GERMAN.isdisjoint(text.lower().split())


def _capitals_mean_names(text: str) -> bool:
    """False for headings and for German, where nouns have capitals."""
    if _is_german(text):
        return False
    tokens = [w for w in text.split() if w[0].isalpha()][1:]
    capital = sum(w[0].isupper() for w in tokens)
    return capital <= 2 or capital < _GERMANIC_SHARE * len(tokens) or bool({"the", "and", "of", "to"} & set(tokens))
