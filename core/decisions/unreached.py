"""Where people asked for a decision, and none was reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.action_items.same import alike, subject
from core.findings.phrases import anywhere
from core.models import Message, Person
from core.redaction.passwords import find_passwords
from core.redaction.secrets import find_secrets
from core.summary import Decision, Statement, Summary
from core.text.joined import Joined
from core.text.sentences import sentences

NO_DECISION = "No decision was reached: "
MOST = 3  # lines of one summary
LONGEST_WORDS = 40

_EXPECTED = anywhere(
    r"we (?:still |really |also )?(?:need|have|ought|must|should)(?: to)? (?:\w+ )?(?:decide|vote|settle|choose)",
    r"(?:need|needs|want|wants|waiting for) (?:a|your|the) decision",
    r"let'?s (?:decide|vote|settle)|please vote|(?:put|bring) (?:it|this|that) to a vote|decision needed|to be decided",
    r"(?:can|could|should|shall) we (?:please |now |finally )?(?:decide|vote|settle|agree)",
    r"wir (?:müssen|sollten|können) (?:uns )?[^.?!]{0,60}?(?:entscheiden|abstimmen|einigen)",
    r"(?:brauchen|braucht|fehlt) (?:noch )?(?:eine|die) entscheidung|lasst uns abstimmen|bitte abstimmen",
)
# One of these is in every call; most messages have none, and letters are found faster than a pattern.
_HINTS = tuple("deci vote voti settl choos agree entscheid abstimm einig".split())
_WHEN = anywhere("decide", "vote", "settle", "choose", "agree", "decision", "entscheid\\w*", "abstimm\\w*", "einig\\w*")


def unreached(summary: Summary, messages: Sequence[Message]) -> list[Statement]:
    """A line for each call for a decision that none of the summary's decisions answers, in order, `MOST` at most."""
    places = {m.id: n for n, m in enumerate(messages)}
    made = [(max(places.get(s, -1) for s in d.sources), d.text) for d in summary.decisions]
    out: list[Statement] = []
    for message, sentence in _calls(messages):
        if not any(place >= places[message.id] and answers(text, sentence, message.author) for place, text in made):
            out.append(Statement(NO_DECISION + sentence, (message.id,)))
    return out[:MOST]


def with_unreached(summary: Summary, messages: Sequence[Message]) -> Summary:
    """The summary with these lines among its open questions, each once: in place of what rests on the same message."""
    new = unreached(summary, messages)
    said = {s.sources for s in new}
    kept = tuple(q for q in summary.open_questions if q.sources not in said)
    return replace(summary, open_questions=(*kept, *new)) if new else summary


def calls_of(summary: Summary) -> list[Decision]:
    """The calls for a decision in the lines of a summary, as if they were decisions."""
    called = (q for q in summary.open_questions if q.text.startswith(NO_DECISION))
    return [Decision(q.text.removeprefix(NO_DECISION), q.sources) for q in called]


def answers(decision: str, call: str, caller: Person | None = None) -> bool:
    """Whether a decision is about what the call names; one that names nothing is answered by any."""
    asked, decided = subject(_WHEN.sub(" ", call), caller), subject(decision, None)
    return not asked or any(alike(a, b) for a in asked for b in decided)


def _calls(messages: Sequence[Message]) -> Iterator[tuple[Message, str]]:
    """At most one for each message."""
    joined = Joined([m.text.lower() for m in messages])
    for place in sorted({place for hint in _HINTS for place in joined.holding(hint)}):
        if sentence := next(filter(_may_be_said, sentences(messages[place].text)), None):
            yield messages[place], sentence


def _may_be_said(sentence: str) -> bool:
    """It is quoted, so it must be short and tell no secret."""
    if not _EXPECTED.search(sentence) or len(sentence.split()) > LONGEST_WORDS:
        return False
    return not (any(find_secrets(sentence)) or any(find_passwords(sentence)))
