"""Days as German, French and Spanish write them, under the keys of core/grounding/days.py: one day in any language."""

import re
from collections.abc import Iterator, Mapping

_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
)
_MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_RELATIVE = {
    "yesterday": "gestern ayer",
    "today": "heute aujourd'hui aujourd’hui hoy",
    "tomorrow": "morgen demain mañana",
}


def _numbers(languages: tuple[str, ...], first: int) -> Mapping[str, int]:
    return {name: number for names in languages for number, name in enumerate(names.split(), first)}


WEEKDAYS = _numbers(_WEEKDAYS, 0)
MONTHS = _numbers(_MONTHS, 1)
RELATIVE = {word: key for key, words in _RELATIVE.items() for word in words.split()}
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})(?:\.|er)? (?:de )?(?P<month>{'|'.join(MONTHS)})\b", re.IGNORECASE)
# "Morgen" is also the morning, and so is "esta mañana".
_RELATED = re.compile(rf"(?<!la )(?<!sta )\b(?:{'|'.join(RELATIVE)})\b")


def weekdays(text: str) -> Iterator[tuple[str, int]]:
    """Each as it is written, with its number: 0 for Monday."""
    return ((found[0], WEEKDAYS[found[0].lower()]) for found in _WEEKDAY.finditer(text))


def dates(text: str) -> Iterator[tuple[str, int, int]]:
    """Each as it is written ("30. April"), with its month and day."""
    return ((m[0], MONTHS[m["month"].lower()], int(m["day"])) for m in _DAY.finditer(text))


def related(text: str) -> Iterator[tuple[str, str]]:
    """Each as it is written ("morgen"), with the English word for it."""
    return ((found[0], RELATIVE[found[0]]) for found in _RELATED.finditer(text))
