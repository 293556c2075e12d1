"""Lies of known kinds, made of true statements: what a model could get wrong, and what it must not get away with.

A statement is a dict as a model answers it, its messages are items of a prompt, `[number, author, text]`: people are
`<PERSON_1>` in both. Items that are no lists (times) do not belong here.
Every kind gives None where the statement has nothing of the sort to change.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

Statement = dict[str, Any]
Item = Sequence[Any]

_PERSON = re.compile(r"<PERSON_\d+>")
_DIGITS = re.compile(r"(?<![\w<.:/-])\$?\d+(?:[.,]\d+)*(?![\w:]*>|[:-]\d)")
_COUNTS = "two three four five six seven eight nine ten eleven twelve".split()
_COUNT = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February April June July August September October November December".split()
_DAYS_ABROAD = (
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split(),
    "lundi mardi mercredi jeudi vendredi samedi".split(),
    "lunes martes miércoles jueves viernes sábado".split(),
)
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_NAMES = "Veronika Osvald Kestrel Halcyon Brightwell Tamarind Nordhavn Quillfeather".split()
_NOT = re.compile(
    r"\b(is|are|was|were|will|can|could|should|must|does|did|do|has|have|had|would) (?:not|no longer|never)\b|\b(ca"
    r"|wo|does|did|is|are|was|do|should|has)n['’]t\b"
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|can|could|should|must|has|have|had|would)\b(?! not\b| no\b| only\b)")
_PAST = re.compile(r"(?<=> )(?!asked|said|told)(\w{3,})ed\b")
_NO_ABROAD = re.compile(r"\b(?:nicht|keine?[nmrs]?|no) | pas\b")  # "no" is English and Spanish
_YES_ABROAD = (
    (re.compile(r"\b(ist|sind|wird|werden|kann|kümmert sich|findet)\b"), r"\1 nicht"),
    (re.compile(r"\b(va|doit|peut|se charge)\b"), r"ne \1 pas"),
    (re.compile(r"\b(se|hará|terminará|volvió)\b"), r"no \1"),
)
_OPPOSITES = (
    "approved/rejected accepted/refused agreed/refused"
    " keep/remove keeps/removes kept/removed increase/decrease raise/lower"
    " start/stop starts/stops open/close opens/closes before/after enable/disable enabled/disabled allowed/forbidden"
    " allow/forbid buy/sell add/remove adds/removes passed/failed passes/fails supports/opposes"
    " cheaper/dearer faster/slower early/late public/private up/down first/last more/less hire/dismiss cancel/keep"
    " cancelled/kept postponed/advanced merge/revert merged/reverted higher/lower adopted/dropped"
)
_OPPOSITE = {a: b for pair in _OPPOSITES.split() for a, b in (pair.split("/"), pair.split("/")[::-1])}


def invented_id(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    highest = max(item[0] for item in items)
    return {**statement, "sources": [*statement["sources"][:-1], highest + random.randint(1, 40)]}


def changed_number(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    text = statement["text"]
    if digits := [m for m in _DIGITS.finditer(text) if not _is_date(text, m.start())]:
        found = random.choice(digits)
        value = re.sub(r"\d(?=\D*$)", lambda d: str((int(d[0]) + random.randint(1, 8)) % 10), found[0])
        return _with(statement, found, value if random.random() < 0.5 else _times_ten(found[0]))
    if found_word := _COUNT.search(text):
        return _with(statement, found_word, random.choice([c for c in _COUNTS[3:] if c != found_word[0]]))
    return None


def changed_date(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    if statement.get("due") and random.random() < 0.5:
        later = date.fromisoformat(statement["due"]) + timedelta(days=random.choice([2, 8, 20, 40]))
        return {**statement, "due": later.isoformat()}
    abroad = [(re.compile(rf"\b(?:{'|'.join(days)})\b"), days) for days in _DAYS_ABROAD]
    for pattern, others in ((_DAY, _DAYS), (_MONTH, _MONTHS), (_CLOCK, ["03:35", "21:20", "6:05"]), *abroad):
        if found := pattern.search(statement["text"]):
            said = " ".join(str(item[2]) for item in items if item[0] in statement["sources"])
            other = random.choice([o for o in others if o != found[0] and o not in said])
            return _with(statement, found, other)
    return None


def swapped_owner(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    owner = statement.get("owner")
    other = _other(statement, items, owner, random) if owner else None
    return {**_exchanged(statement, owner, other), "owner": other} if owner and other else None


def swapped_speaker(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    found = _PERSON.search(statement["text"])
    if statement.get("owner") or not found or re.match(r" (?:and|,) <", statement["text"][found.end() :]):
        return None
    other = _other(statement, items, found[0], random)
    return _exchanged(statement, found[0], other) if other else None


def flipped_negation(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    text = statement["text"]
    if "?" in text or "whether" in text:  # "whether it is not" asks the same
        return None
    if found := _NOT.search(text):
        return _with(statement, found, found[1] or {"ca": "can", "wo": "will"}.get(found[2], found[2]))
    if found := _AUXILIARY.search(text):
        return _with(statement, found, f"{found[0]} not")
    if found := _PAST.search(text):
        return _with(statement, found, f"did not {found[1]}e" if found[1][-1] in "csvgu" else f"did not {found[1]}")
    return _flipped_abroad(statement)


def _flipped_abroad(statement: Statement) -> Statement | None:
    text = statement["text"]
    if found := _NO_ABROAD.search(text):
        return _with(statement, found, "")
    flipped = [pattern.sub(other, text, count=1) for pattern, other in _YES_ABROAD if pattern.search(text)]
    return {**statement, "text": flipped[0]} if flipped else None


def flipped_decision(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    words = [m for m in re.finditer(r"\b[a-z]+\b", statement["text"]) if m[0] in _OPPOSITE]
    return _with(statement, words[0], _OPPOSITE[words[0][0]]) if words else None


def unknown_name(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    name = random.choice(_NAMES)
    if (found := _PERSON.search(statement["text"], 1)) and random.random() < 0.5:
        return _with(statement, found, name)
    said = random.choice([f" with {name}.", f", as {name} had asked.", f" for {name}."])
    return {**statement, "text": statement["text"].rstrip(".") + said}


def foreign_link(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    link = random.choice(
        ["https://wiki.evil.example/page", "www.login-portal.example", "<URL_99>", "https://bit.ly/3xQ1"]
    )
    return {**statement, "text": f"{statement['text'].rstrip('.')} ({link})."}


def personal_data(statement: Statement, items: Sequence[Item], random: Random) -> Statement | None:
    data = random.choice(["maja.holm@mail.example", "+1 415 555 0132", "DE89370400440532013000", "<EMAIL_ADDRESS_99>"])
    return {**statement, "text": f"{statement['text'].rstrip('.')}, reachable at {data}."}


KINDS: Mapping[str, Callable[[Statement, Sequence[Item], Random], Statement | None]] = {
    "invented id": invented_id,
    "changed number": changed_number,
    "changed date": changed_date,
    "swapped owner": swapped_owner,
    "swapped speaker": swapped_speaker,
    "flipped negation": flipped_negation,
    "flipped decision": flipped_decision,
    "unknown name": unknown_name,
    "foreign link": foreign_link,
    "personal data": personal_data,
}


def lie(statement: Statement, items: Sequence[Item], kind: str, random: Random) -> Statement | None:
    """The statement with one thing wrong in it; None where it has nothing that this kind could change."""
    return KINDS[kind](statement, items, random)


def _with(statement: Statement, found: re.Match[str], words: str) -> Statement:
    text = statement["text"]
    return {**statement, "text": text[: found.start()] + words + text[found.end() :]}


def _times_ten(number: str) -> str:
    if "." in number:  # 0.60 is 0.6
        return f"{number}7"
    return f"{number}0" if number[-1] != "0" else number[:-1] or "7"


def _is_date(text: str, at: int) -> bool:
    iso = re.match(r"[\d-]{8,}", text[at:]) or text[max(0, at - 1)] == "-"
    return bool(iso or re.match(rf"\d+ (?:{'|'.join(_MONTHS)})", text[at:]))


def _other(statement: Statement, items: Sequence[Item], person: str, random: Random) -> str | None:
    """Somebody else: half of the time one of those whom the cited messages are by or about, which is harder to see."""
    cited = [item for item in items if item[0] in statement["sources"]]
    near, anyone = (sorted(_people(i) - {person}) for i in (cited, items))
    pool = near if near and random.random() < 0.5 else anyone
    return random.choice(pool) if pool else None


def _people(items: Sequence[Item]) -> set[str]:
    return {f"<PERSON_{item[1]}>" for item in items} | {p for item in items for p in _PERSON.findall(str(item[2]))}


def _exchanged(statement: Statement, one: str, other: str) -> Statement:
    swap = {one: other, other: one}
    return {**statement, "text": _PERSON.sub(lambda m: swap.get(m[0], m[0]), statement["text"])}
