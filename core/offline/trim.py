"""Takes out of a sentence what was only breath: "um", a leading "so", stutters, bullets. Content words stay."""

import re

from core.text.words import STOP_WORDS, words

_MARKER = re.compile(r"^(?:(?:[-*•–>]+|\(?\d{1,2}[.)])\s+|>+\s*)+")
_SPACED_MARKS = re.compile(r"\s+([,.;:!?]+)(?=\s|$)")
_SPACED_ENDINGS = re.compile(r"(\w)\s+(['’](?:s|m|re|ve|ll|d|t))\b", re.IGNORECASE)
_SPACED_HYPHEN = re.compile(r"(\w) - (\w)")
_HESITATION = re.compile(
    r"(?:^|(?<=\s))(?:uh-huh|uh|uhm|umm|uhh|erm|mm-hmm|mhm|mm|hmm)\b(?:\s*[,.…]+)?(?:\s+|$)", re.IGNORECASE
)
_UM = re.compile(r"(?:^|(?<=\s))um\b(?:\s*[,.…]+)?(?:\s+|$)", re.IGNORECASE)  # a word in German and in Portuguese
_ASIDE = re.compile(r",?\s+(?:you know|i mean|sort of like|kind of like|like)\s*,", re.IGNORECASE)
_STUTTER = re.compile(r"\b(\w+(?:['’]\w+)?(?: \w+(?:['’]\w+)?)?)(?:[,.…-]*\s+\1\b)+", re.IGNORECASE)
# A word broken off and said again in full: "th the", "dig digital". Whole short words are no such pieces.
_FALSE_START = re.compile(r"(?<![\w'’-])([A-Za-z]{1,3})[-…]?\s+(?=\1[a-z'’])")
_DOUBLED = frozenset("that had very really so no bye please ha blah many much long far really".split())
_LEAD = re.compile(
    r"^(?:so|well|okay|ok|'?kay|yeah|yep|yes|oh|ah|alright|all right|right|now|anyway|and|but|then|also|like|basically|"
    r"you know|i mean|good (?:question|point|catch|idea)|fair point|hi|hello|hey|thanks|thank you)"
    r"(?P<comma>\s*[,.!…-]+)?\s+",
    re.IGNORECASE,
)
_STARTS = [[w] for w in ("the", "a", "an", "this", "that", "we", "i", "you", "it", "they", "if", "there", "my", "our")]
_NEEDS_COMMA = frozenset("right now then hi hello hey thanks like also well yes".split()) | {
    "thank you",
    "good question",
    "good point",
    "good catch",
    "good idea",
    "fair point",
}
_ENGLISH = re.compile(
    r"\b(?:the|and|is|of|to|that|it|we|you|i|this|for|have|with|are|be|not|it's|i'm)\b", re.IGNORECASE
)


def trim(sentence: str) -> str:
    """The sentence without its breath; never empty where the sentence was not."""
    text = " ".join(_MARKER.sub("", sentence).split())
    text = _tidy_marks(text)
    if _ENGLISH.search(text):
        text = _HESITATION.sub("", _UM.sub("", text))
        text = _ASIDE.sub(",", text)
        text = _FALSE_START.sub(_unless_word, text)
        text = _STUTTER.sub(_once, _STUTTER.sub(_once, text))  # "the the old the old"
        text = _without_lead(text)
    text = text.strip(" ,;")
    if not text:
        return sentence.strip()
    starts_so = sentence.strip()[0].isupper() or words(text)[:1] in _STARTS
    return text[0].upper() + text[1:] if text[0].islower() and starts_so else text


def _tidy_marks(text: str) -> str:
    """Transcripts of speech set every mark apart: 'Yeah , I 'm in .'"""
    if " , " in text or _SPACED_ENDINGS.search(text) or (len(text.split()) > 5 and re.search(r"\w [.?!]$", text)):
        text = _SPACED_ENDINGS.sub(r"\1\2", _SPACED_MARKS.sub(r"\1", text))
        text = _SPACED_HYPHEN.sub(r"\1-\2", text)
    return text


def _once(repeated: re.Match[str]) -> str:
    return repeated[0] if repeated[1].lower() in _DOUBLED or repeated[1].isdigit() else repeated[1]


def _unless_word(piece: re.Match[str]) -> str:
    word = piece[1].lower()
    return piece[0] if word in STOP_WORDS or (piece[1].isupper() and len(word) > 1) else ""


def _without_lead(text: str) -> str:
    while lead := _LEAD.match(text):
        word = lead[0].rstrip(" ,.!…-").lower()
        rest = text[lead.end() :]
        if (word in _NEEDS_COMMA and not lead["comma"]) or len(rest.split()) < 3:
            break
        text = rest
    return text
