"""Passwords and keys of no known format, by the words that introduce them."""

import re
from collections.abc import Iterator

from core.redaction.spans import Finding

_NAMES = (
    r"pass(?:word|wd|phrase|code|key)?s?|pwd?|passw|secret|token|credentials?|creds?|otp|2fa[ _-]?code"
    r"|(?:api|access|private|account|signing|encryption|auth|master|secret|license)[ _-]?key|client[ _-]?secret"
    r"|passwort|kennwort|contraseñ?a|clave|senha|mot[ _]de[ _]passe|wachtwoord"
)
_ASSIGNED = re.compile(  # PASSWORD=…, "api_key": "…", the password is …
    rf"(?:(?<![A-Za-z0-9])|(?<=%3B))(?:[\w.-]{{0,40}}?[_.-])?(?P<name>{_NAMES})(?P<suffix>(?:[_-]\w{{1,20}})?)[\"'`*]{{0,3}}"
    r"(?P<sign>\s?(?:=>|:=|->|=|:|→)\s?|\s(?:is|was|ist|es|est)(?:\s(?:now|still|set to|changed to))?:?\s|'s\s"
    r"|\s(?:(?:changed\s|set\s|reset\s)?to|of|as)\s|\s(?:for|to|of|on|at)\s[^\n:=]{2,24}?\s?[:=]\s|\s(?=[\"'`]))"
    r"(?P<quote>[\"'`*]{0,3})(?P<value>[^\s\"'`<>,;|]{3,200})",
    re.IGNORECASE,
)
_JUXTAPOSED = re.compile(  # password hunter2
    r"\b(?:password|passphrase|passcode|passwd|pwd?)\s(?P<value>(?=[^\s\"'`<>]*[A-Za-z])(?=[^\s\"'`<>]*\d)[^\s\"'`<>,;|]{6,100})",
    re.IGNORECASE,
)
_OPTION = re.compile(  # --password hunter2, and -p of what asks a database for one
    r"""
    (?<![\w-])(?:--?(?:password|passwd|pwd|token|secret|api-key)[ =]
    |(?:sshpass|mysql\w*|mariadb|redis-cli)\b[^\n|;]{0,80}?\s-[pa]\ ?)
    ["']?(?P<value>[^\s"'`<>|;-][^\s"'`<>|;]{2,200})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PAIR = re.compile(  # log in with ana / hunter2, credentials ana:hunter2
    r"""
    \b(?:log(?:in|ged\ in|\ in)|sign\ in|creds?|credentials?|account|user(?:name)?(?:/pass(?:word)?)?)\b
    [^\n.]{0,24}?[\s:](?<![/\w.])[\w.@+-]{2,64}(?:\ /\ |/|:\s?)(?P<value>[^\s"'`<>,;/]{4,100})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PIN = re.compile(
    r"""
    \b(?:pin(?:\ code)?|passcode|otp|cvv|cvc|(?:door|2fa|verification)\ code)\b(?:\s(?:is|was|to|code))*
    \s?[:=#]?\s?(?P<value>\d{3,8})\b(?![.:/-]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_VALUE = re.compile(  # variables, expressions, and what stands for a password
    r"""
    [$%{(\[&\\/]|\*{3}|x{3,}\b|https?:
    |(?:none|null|nil|true|false|undefined|your|my|the|changeme|redacted|placeholder|example|env|os|process|config|self
    |get|username|user|password|passwd)(?![a-z0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[a-z]{3,}|[A-Z]?[a-z]+[.!?:)]*|\W+|\d{1,3}\W*|[A-Z]{3,}\W*")
_SIGN_OF_NO_WORD = re.compile(r"\d|[A-Z].*[a-z].*[A-Z]|[a-z][A-Z]|[!@#$%^&*?+]")
_CUES = tuple("pass pw secret token key cred kennwort clave senha wacht contras otp 2fa".split())
_PAIR_CUES = ("log", "cred", "sign in", "account", "user")
_PIN_CUES = ("pin", "otp", "code", "cvv", "cvc")


def find_passwords(text: str) -> Iterator[Finding]:
    lower = text.lower()
    if any(cue in lower for cue in _CUES):
        for match in (m for p in (_ASSIGNED, _JUXTAPOSED, _OPTION) for m in p.finditer(text)):
            if value := _value(match):
                start = match.start("value")
                yield Finding("PASSWORD", start, start + len(value), 0.8, secret=True)
    if any(cue in lower for cue in _PAIR_CUES):
        for match in _PAIR.finditer(text):
            if _is_mixed(match["value"]) and any(c.isdigit() for c in match["value"]):
                yield Finding("PASSWORD", *match.span("value"), 0.7, secret=True)
    if any(cue in lower for cue in _PIN_CUES):
        yield from (Finding("PASSWORD", *m.span("value"), 0.7, secret=True) for m in _PIN.finditer(text))


def _value(match: re.Match[str]) -> str | None:
    """The value that was introduced, None where it is a word of the sentence or a variable."""
    groups = match.groupdict()
    value = match["value"]
    if not groups.get("quote"):
        value = value.rstrip(".,:)")
    if len(value) < 4 or _NO_VALUE.match(value):
        return None
    if _is_mixed(value):
        return value
    surely = groups.get("quote") or groups.get("sign") == "="
    return value if surely and not groups.get("suffix") and len(value) >= 6 else None


def _is_mixed(value: str) -> bool:
    """Not a word: a digit, a sign or a capital where no word has one."""
    return (
        len(value) >= 4
        and not _WORD.fullmatch(value)
        and bool(re.search(r"\d|[A-Z].*[a-z].*[A-Z]|[a-z][A-Z]|[!@#$%^&*?+]", value))
    )
