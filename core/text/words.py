"""Words of any script: lower-cased, stemmed for English; scripts without spaces in pairs of characters."""

import re
from collections.abc import Iterable
from functools import lru_cache

# Ideographs, kana, Thai, Lao, Burmese and Khmer put no spaces between words: their runs are paired up.
_UNSPACED_RANGES = "぀-ヿ㐀-䶿一-鿿豈-﫿\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003134f"
# Vowel signs and accents written as characters of their own, which `\w` leaves out.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_TOKEN = re.compile(rf"[{_UNSPACED_RANGES}]+|(?:[^\W_{_UNSPACED_RANGES}][{_MARKS}]*)+(?:['’](?:[^\W_][{_MARKS}]*)+)*")
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")  # the same, three times as fast where nothing else occurs
# And twice as fast again, where no apostrophe does: small letters and digits, everything else a space.
_ASCII_LETTERS = bytes(ord(chr(c).lower()) if chr(c).isalnum() else ord(" ") for c in range(128)).ljust(256)
_UNSPACED = re.compile(rf"[{_UNSPACED_RANGES}]+")

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been before being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for
    from further get go going gonna got had hadn't has hasn't have haven't having he he'd he'll he's her here here's
    hers herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just kind know
    let's like me mean more most mustn't my myself no nor not of off oh ok okay on once one only or other ought our ours
    out over own really right same shan't she she'd she'll she's should shouldn't so some sort such than that that's
    the their theirs them themselves then there there's these they they'd they'll they're they've thing things think
    this those through to too uh uhm um under until up us very was wasn't we we'd we'll we're we've well were weren't
    what what's when when's where where's which while who who's whom why why's will with won't would wouldn't yeah yes
    yep you you'd you'll you're you've your yours yourself yourselves""".split()
)


def words(text: str) -> list[str]:
    """Tokens in order, lower-cased, with a straight apostrophe."""
    if text.isascii():
        if "'" in text:
            return _ASCII_TOKEN.findall(text.lower())
        return text.encode("ascii").translate(_ASCII_LETTERS).decode("ascii").split()
    out: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if token.isascii():
            out.append(token)
        elif _UNSPACED.match(token):
            out += [token[i : i + 2] for i in range(max(1, len(token) - 1))]
        else:
            out.append(token.replace("’", "'"))
    return out


def content(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    return stems(words(text))


def stems(said: Iterable[str]) -> list[str]:
    """Those of the words that carry meaning, in order."""
    return [stem(w) for w in said if w not in STOP_WORDS]


def length(text: str) -> int:
    """How long a text is to a reader, in words; never less than `len(text.split())`.

    In scripts without spaces two characters count as one word.
    """
    if text.isascii():
        return len(text.split())
    return sum(max(1, len("".join(_UNSPACED.findall(token))) // 2) for token in text.split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Plurals and the endings -ed, -ing, -ly cut: 'votes', 'voted' and 'voting' are one word."""
    if len(word) < 4 or not word.isascii():
        return word
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ingly", "edly", "ing", "ed", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word
