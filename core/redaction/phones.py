"""When a number in chat is a phone number: by its shape, or by a word that says so."""

import re

# Shapes that no size, version, date or address has.
_SURE = re.compile(
    r"\+\d[\d ().-]{6,18}"
    r"|\(\d{2,5}\) ?\d{2,5}[ -]\d{2,5}(?:[ -]\d{2,4})?"
    r"|(?:(?:\+|00)?1[ .-])?\(?\d{3}\)?[ .-]?\d{3}[.-]\d{4}"
    r"|0\d{1,4}([ .-])\d{2,4}(?:\1\d{2,4}){1,3}"
)
_EXTENSION = re.compile(r"\s?(?:x|ext\.?|#)\s?\d{1,6}$", re.IGNORECASE)
_SAYING = (
    r"\b(?:call\w*|(?:tele)?phone\w*|tel|fax|mobile|cell\w*|number|nr|dial\w*|ring|reach(?: \w+)?|answering|sms|"
    r"text(?:ed)?|whatsapp|signal|hotline|contact|handy|telefon\w*|tél|teléfono|office|home|work|landline|voicemail|pager)\b"
)
_SAYS = re.compile(_SAYING, re.IGNORECASE)
_SAID_BEFORE = re.compile(rf"{_SAYING}[^\n]{{0,24}}$", re.IGNORECASE)
_SEVEN_DIGITS = re.compile(r"(?:\d\D{0,4}){6}\d")
_SAID_BEHIND = re.compile(r"[\s,(-]{0,2}(?:office|fax|mobile|cell|home|work|tel|phone)\b", re.IGNORECASE)
_OTHERWISE = re.compile(  # dates, years, addresses, decimals, sizes, social security numbers
    r"(?:19|20)\d\d[ .-][01]?\d[ .-][0-3]?\d\b|[0-3]?\d[ .-][01]?\d[ .-](?:19|20)\d\d\b"
    r"|(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)"
    r"|[\d.]* ?- ?(?:19|20)\d\d$|\d{3}[ -]\d{2}[ -]\d{4}$|\d+\.\d+$|\d+[x/]\d+$|\["
)
_INSIDE_BEFORE = re.compile(r"[\w@./=\\_-]$")
_INSIDE_BEHIND = re.compile(r"[./:_]\w|[\w%°€$£*]")
DIGITS = range(7, 16)  # seven are a local number, E.164 has at most fifteen
PREFIX_CHARS, SUFFIX_CHARS = 48, 12


def may_hold_phone(text: str) -> bool:
    """Whether `is_phone` could say yes to any part of the text."""
    if not _SEVEN_DIGITS.search(text):
        return False
    return bool("+" in text or _SURE.search(text) or _SAYS.search(text) or _SAID_BEHIND.search(text))


def is_phone(text: str, start: int, end: int) -> bool:
    number = _EXTENSION.sub("", text[start:end])
    if sum(c.isdigit() for c in number) not in DIGITS or _is_part(text, start, end):
        return False
    if number.startswith("+") or _is_said(text, start, end):
        return not _OTHERWISE.match(number) or number.startswith("+")
    return bool(_SURE.fullmatch(number)) and not _OTHERWISE.match(number)


def _is_part(text: str, start: int, end: int) -> bool:
    """Of a host name, a path, a longer number."""
    return bool(_INSIDE_BEFORE.search(text, max(0, start - 1), start) or _INSIDE_BEHIND.match(text, end))


def _is_said(text: str, start: int, end: int) -> bool:
    return bool(
        _SAID_BEFORE.search(text, max(0, start - PREFIX_CHARS), start)
        or _SAID_BEHIND.match(text, end, end + SUFFIX_CHARS)
    )
