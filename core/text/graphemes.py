"""Where a text may be cut: never inside what a reader sees as one character."""

import re
import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")


def cut(text: str, length: int) -> str:
    """The longest start of a text with at most `length` code points that ends between two visible characters."""
    while 0 < length < len(text) and _joined(text, length):
        length -= 1
    return text[: max(0, length)]


def _joined(text: str, i: int) -> bool:
    """Whether the code points before and after position i are shown as one character.

    The rules of Unicode Annex 29 that matter in chat: accents and vowel signs, skin tones, joined emoji, flags, the
    line break of two code points.
    """
    before, after = text[i - 1], text[i]
    if before == "\r" and after == "\n":
        return True
    if _ZERO_WIDTH_JOINER in (before, after):
        return True
    if unicodedata.category(after) in ("Mn", "Mc", "Me") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if "\U000e0020" <= after <= "\U000e007f":  # the letters of a region's flag
        return True
    return bool(_FLAG_LETTER.match(after)) and _flag_letters_before(text, i) % 2 == 1


def _flag_letters_before(text: str, i: int) -> int:
    start = i
    while start and _FLAG_LETTER.match(text[start - 1]):
        start -= 1
    return i - start
