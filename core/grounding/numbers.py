"""Numbers in words and digits, as values: 1,000 is 1000 is 1k is a thousand; 50% is fifty percent."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_UNITS_AND_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth".split()
_VALUES = (
    {word: i for i, word in enumerate(_UNITS_AND_TEENS)}
    | {word: 10 * i for i, word in enumerate(_TENS, 2)}
    | {word: i for i, word in enumerate(_ORDINALS, 3)}
)
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_UNITS = {"%": "%", "percent": "%", "per cent": "%", "dollar": "$", "buck": "$", "euro": "€", "pound": "£"}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_COMPOUND = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS_AND_TEENS[1:10])}))?"
_WORD = rf"(?:{_COMPOUND}|{'|'.join(_UNITS_AND_TEENS + _ORDINALS)})"
_SCALE = rf"(?:{'|'.join(_SCALES)})"
_NUMBER = re.compile(
    rf"(?=[\d$€£¥]|\b(?:{'|'.join((*_VALUES, *_TENS, *_SCALES))}))"  # only a shortcut: all the rest may be empty
    rf"(?P<money>[$€£¥])?(?:(?P<digits>{_DIGITS})(?P<suffix>[a-z]*)|\b(?P<word>{_WORD})\b)?"
    rf"(?P<scaled>(?:[ -]?\b{_SCALE}\b(?:(?: and)? {_WORD}\b)?)*)"
    rf"(?: ?(?P<unit>%|(?:{'|'.join(list(_UNITS)[1:])})s?\b))?",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r" (?:second|minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|over|under|more than|less than|at least|some|up to)\W+$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(r"\W{1,2}([^\W\d_]+)")
_SPOKEN = re.compile(
    rf"\b(?P<whole>{_COMPOUND}|{'|'.join(_UNITS_AND_TEENS)})\b"
    rf"(?: point(?P<point>(?: (?:{'|'.join(_UNITS_AND_TEENS[:10])}))+)|(?P<half> and a half)| (?P<cents>{_COMPOUND}))\b"
)
ROUNDING = 0.07  # how far a number may be from the source's where the statement says "about"


class Number(NamedTuple):
    """A value as it is written in `text`; `of` is the word after it.

    `unit` is "%", a currency sign or "" for none; `rough` that it is said to be no exact number.
    """

    value: float
    unit: str
    text: str
    rough: bool = False
    of: str = ""


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order. "One" is none: it is mostly no count."""
    for found in _NUMBER.finditer(text):
        said = found[0].strip(" -")
        if (found["digits"] or found["word"] or found["scaled"]) and said.lower() != "one":
            hedge = _HEDGE.search(text[max(0, found.start() - 20) : found.start()])
            # "Over 45 months" is how long, not more than.
            rough = hedge is not None and not (hedge[0].lower() == "over " and _TIME_AFTER.match(text, found.end()))
            after = _WORD_AFTER.match(text, found.end())
            yield Number(_value(found), _unit(found), said, rough, after[1].lower() if after else "")


def spoken_decimals(text: str) -> Iterator[Number]:
    """Decimals as people say them: "two point five", "twelve and a half", "twelve fifty" for 12.50."""
    for whole, point, half, cents in _SPOKEN.findall(text.lower()):
        first = _sum(whole)
        if point:
            yield Number(float(f"{first:.0f}." + "".join(f"{_sum(w):.0f}" for w in point.split())), "", whole)
        else:
            yield Number(first + (0.5 if half else _sum(cents) / 100), "", whole)


def among(number: Number, known: Iterable[Number]) -> bool:
    """Whether the source has the number, with the same unit or none, or one near it where it is said to be rough."""
    return any(
        (_same(number.value, k.value) or (number.rough and _rounds(number.value, k.value)))
        and (number.unit == k.unit or not number.unit or not k.unit)
        for k in known
    )


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * abs(one)


def _rounds(said: float, exact: float) -> bool:
    """50 or 51 for 51.3, 7,100 for 7,136, and not 7,130: people round to two digits, or to a five."""
    if not exact or abs(said - exact) > ROUNDING * abs(said):
        return False
    unit = 10.0 ** math.floor(math.log10(abs(exact)))
    steps = (unit, unit / 2, unit / 10)
    return any(_same(said, toward(exact / step) * step) for step in steps for toward in (math.floor, math.ceil))


def _value(found: re.Match[str]) -> float:
    total, part = 0.0, 1.0
    if found["digits"]:
        part = float(found["digits"].replace(",", "")) * _SUFFIXES.get(found["suffix"].lower(), 1)
    elif found["word"]:
        part = _sum(found["word"])
    for word in re.findall("[a-z]+", found["scaled"].lower()):
        if word in _SCALES and _SCALES[word] <= 100:
            part *= _SCALES[word]
        elif word in _SCALES:
            total, part = total + part * _SCALES[word], 0.0
        else:
            part += _VALUES.get(word, 0)
    return total + part


def _sum(words: str) -> float:
    return float(sum(_VALUES[w] for w in re.split("[ -]", words.lower())))


def _unit(found: re.Match[str]) -> str:
    return found["money"] or _UNITS.get((found["unit"] or "").lower().removesuffix("s"), "")
