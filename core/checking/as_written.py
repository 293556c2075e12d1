"""A statement as the model wrote it, with placeholders: read like input, because anything may stand in it."""

import re
from collections.abc import Iterator, Sequence

from core.errors import RedactionError
from core.grounding.checks import Failure
from core.instructions import is_instruction, weight
from core.ports import Detector
from core.redaction.outgoing import Line
from core.redaction.policy import Policy
from core.redaction.pseudonyms import Pseudonyms

# What a summary says of itself or of who writes it has no place in minutes, unless the chat was about it.
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the|your|following) (?:summary|summaries|recap|digest|minutes)\b|\bsummari[sz]er\b"
    r"|\blanguage model\b|\bsystem prompt\b"
    r"|\b(?:previous|prior|above|my|these|earlier) instructions?\b|\bas an ai\b|\bthe (?:ai|assistant|bot|model)\b"
    r"|\bprompt injection\b"
    r"|\b(?:diese|die|der) zusammenfassung\b|\b(?:ce|le|du) résumé\b|\b(?:este|el) resumen\b|\banweisung(?:en)?\b"
    r"|\binstrucciones\b",
    re.IGNORECASE,
)
SUSPICION = 0.6  # of `core.instructions.weight`: not enough to leave a message out, too much to rest on it alone
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*_\d+>")


def strays(text: str, cited: Sequence[Line], pseudonyms: Pseudonyms) -> Iterator[Failure]:
    """Placeholders that the cited messages do not hold."""
    return (Failure("placeholder", p) for p in pseudonyms.strays(text, [line.message_id for line in cited]))


def obeyed(text: str, cited: Sequence[Line]) -> Iterator[Failure]:
    """An order to the summarizer, what rests on one, or talk of it where the messages have none."""
    source = "\n".join(line.text for line in cited).lower()
    if is_instruction(text) or any(is_instruction(line.text) for line in cited):
        yield Failure("order", text)
    for found in _ABOUT_ITSELF.finditer(text):
        if found[0].lower().split()[-1] not in source:
            yield Failure("order", found[0])


def suspicious(cited: Sequence[Line]) -> bool:
    """Whether all that is cited sounds as if it talked to a machine."""
    return bool(cited) and all(weight(line.text.lower()) >= SUSPICION for line in cited)


async def personal(text: str, cited: Sequence[Line], detector: Detector, policy: Policy) -> Sequence[Failure]:
    """Personal data and secrets that are no placeholders. What could not be examined is taken for the worst."""
    try:
        [findings] = await detector.find([text], policy)
    except RedactionError:
        findings = None
    if findings is None:
        return (Failure("personal", "not examined"),)
    places = [m.span() for m in _PLACEHOLDER.finditer(text)]
    # What left as plain text had been examined in its place, and was none: "Will" that opens a sentence is no name.
    left = "\n".join(line.text for line in cited).casefold()
    return tuple(
        Failure("personal", f.type)
        for f in findings
        if not any(start <= f.start and f.end <= end for start, end in places)
        and (f.secret or text[f.start : f.end].casefold() not in left)
    )
