"""Numbers by which an office knows a person, by the words that introduce them: any number looks like them."""

import re
from collections.abc import Iterator

from core.redaction.spans import Finding

_INTRODUCED = re.compile(
    r"""
    \b(?:
      (?:bank\ |checking\ |savings\ )?account|routing|sort|passport|(?:driver'?s?|driving)\ licen[cs]e|licen[cs]e\ plate
      |(?:health\ |car\ |social\ )?insurance|policy|member(?:ship)?|employee|patient|medical\ record|customer|student
      |tax|national\ id|visa|residence\ permit
      |steuer|sozialversicherungs|personalausweis|konto|kunden|versicherungs
    )
    [\ -]?(?:number|nummer|num|no\.?|nr\.?|id(?:\ number)?|code|\#)(?:\ (?:is|was|ist|of\ \w+\ is))?\s?[:=\#]?\s{0,2}
    (?P<value>[A-Z]{0,3}[\ -]?\d(?:[A-Z0-9]|[\ .-](?=[A-Z]?\d)){3,24}(?!\w))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d{2}")


def find_identifiers(text: str) -> Iterator[Finding]:
    if _DIGIT.search(text):
        for match in _INTRODUCED.finditer(text):
            yield Finding("ID_NUMBER", *match.span("value"), 0.7)
