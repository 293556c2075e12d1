"""Decisions: marked by the people, carried by a vote, or said in so many words."""

from collections.abc import Iterator, Sequence

from core.findings.classifier import Scores
from core.findings.clusters import clusters
from core.findings.cues import REFUSAL
from core.findings.found import Found
from core.findings.markers import DECISION, marked
from core.findings.phrases import anywhere, at_start
from core.findings.utterances import Utterance
from core.findings.votes import outcomes
from core.models import Transcript
from core.summary import Decision
from core.text.words import content

SAID_SO = 1.0  # the score of a decision in so many words
ASSENT_WITHIN = 6  # utterances after a suggestion in which others take it up
_DECIDED = anywhere(
    r"we(?:'ve| have)? (?:(?!not|never)\w+ )?(?:decided|agreed|settled|voted) (?:to|on|that|against|for|not to)",
    "let'?s (?:go|stick) (?:with|for|ahead with)",
    "we(?:'ll| will|'re| are)(?: going to| just)? (?:go(?:ing)?|stick(?:ing)?) (?:with|for|ahead with)",
    "it'?s (?:decided|settled)",
    "(?:the|our) (?:final )?decision (?:is|was) (?:to|that)",
    r"(?<!\w )(?:agreed|settled)[,;]? (?:then )?(?:the|we|it) (?:[\w-]+ ){0,3}?(?:is|are|will|goes?|moves?|stays?)",
    r"the (?:\w+ ){1,2}(?:moves|is (?:moved|postponed)) to (?:next \w+|the \d+\w+|\d+|\w+day|tomorrow)",
)
# How a meeting goes on is no decision.
_PROCEDURE = (
    "see|say|not|start|begin|focus|talk|discuss|hear|look|take|get|wait|continue|move on|go (?:on|back|through)"
)
_SUGGESTED = anywhere(
    "(?:i (?:would |'d )?(?:propose|suggest|move)|(?:shall|should) we|how about we|what if we|let'?s)"
    rf"(?! (?:{_PROCEDURE})\b)"
)
_ASSENT = at_start(
    r"(?<=\+)1",
    "agreed|i agree|deal|go for it|works for me|no objections?|👍",
    "sounds (?:good|great)",
    "fine (?:with|by) me",
    "let'?s do (?:it|that)",
    "(?:yes|ok(?:ay)?|sure),? (?:let'?s|agreed|sounds good|do it|works)",
)
_OPEN = anywhere(
    "if|whether|once|until|unless|when|before (?:we|you|i|they|he|she|it)|might",
    "not yet",
    "n't (?:yet|decided|agreed)",
    "should have",
    "as you know",
)
_LEAST_WORDS = 4  # "Let's go with that." says nothing alone


def explicit_decisions(transcript: Transcript) -> Iterator[Found[Decision]]:
    """Marked lines, and what was put to a vote and carried."""
    messages = transcript.messages
    for index, message in enumerate(messages):
        for found in marked(message.text):
            if found.kind == DECISION:
                yield Found(index, Decision(found.text, (message.id,), explicit=True))
    for outcome in outcomes(messages):
        sources = tuple(messages[i].id for i in outcome.messages)
        yield Found(outcome.messages[0], Decision(outcome.text, sources, explicit=True))


def inferred_decisions(transcript: Transcript, said: Sequence[Utterance], scores: Scores) -> Iterator[Found[Decision]]:
    """What sounds like a decision to the classifier, says that it is one, or was suggested and taken up."""
    ids = [m.id for m in transcript.messages]
    for group in clusters(scores.decision, said, scores.register):
        sources = tuple(dict.fromkeys(ids[said[i].message] for i in group))
        decision = Decision(" ".join(said[i].text for i in group), sources)
        yield Found(said[group[0]].message, decision, max(scores.decision[i] for i in group), group)
    if scores.register == "chat":
        for i, u in enumerate(said):
            if agreement := _agreement(i, u, said):
                sources = tuple(dict.fromkeys(ids[m] for m in (u.message, *agreement)))
                yield Found(u.message, Decision(u.text, sources), SAID_SO, (i,))


def _agreement(index: int, u: Utterance, said: Sequence[Utterance]) -> tuple[int, ...]:
    """The messages that show a decision: its own where it is said to be one, else also those that agree."""
    if len(u.body.split()) < _LEAST_WORDS:
        return ()
    if _says_so(u):
        return (u.message,)
    if not _SUGGESTED.search(u.body) or " or " in u.body:
        return ()
    assents: list[int] = []
    for later in said[index + 1 : index + 1 + ASSENT_WITHIN]:
        if later.speaker == u.speaker or later.addressee not in (None, u.speaker):
            continue
        if REFUSAL.match(later.body):
            return ()
        if not _ASSENT.match(later.body):
            break
        if _says_so(later) and set(content(later.body)) & set(content(u.body)):
            return ()  # there it is said in full
        assents.append(later.message)
    return tuple(assents)


def _says_so(u: Utterance) -> bool:
    return bool(_DECIDED.search(u.body)) and "?" not in u.body and not _OPEN.search(u.body)
