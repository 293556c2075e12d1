"""Action items: marked by the people, or promised, asked for and assigned in so many words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.dates.due import find_due
from core.findings.classifier import Scores
from core.findings.clusters import clusters
from core.findings.cues import (
    ACCEPTANCE,
    ASSIGNMENT,
    COMMITMENT,
    DEED,
    ERRAND,
    NO_TASK,
    POINTING,
    REFUSAL,
    REQUEST,
    SHARED,
    WILL,
)
from core.findings.found import Found
from core.findings.markers import ACTION, marked
from core.findings.owners import is_first_person, named_owner, owner_of
from core.findings.participants import Participants
from core.findings.utterances import Utterance
from core.models import Person, Transcript
from core.summary import ActionItem
from core.text.words import content

BENEFIT = 3.5  # logits by which a plain promise or errand in a chat is trusted more than its words alone
POINTS_BACK = 2  # content words up to which "I'll take that" needs the words it answers
SAYS_LITTLE = 1  # content words of "ok, I'll try"
ASKING = (REQUEST, SHARED, ASSIGNMENT)
ANSWER_WITHIN = 3  # utterances between a request and its acceptance, or a promise and what it answers


def explicit_actions(transcript: Transcript, people: Participants) -> Iterator[Found[ActionItem]]:
    """One for each line that people marked."""
    for index, message in enumerate(transcript.messages):
        for found in marked(message.text):
            if found.kind == ACTION:
                owner = (found.who and people.find(found.who)) or named_owner(found.text, people, lenient=True)
                due = find_due(found.text, message.sent_at)
                yield Found(index, ActionItem(found.text, (message.id,), owner or None, due, explicit=True))


def inferred_actions(
    transcript: Transcript, said: Sequence[Utterance], scores: Scores, people: Participants
) -> Iterator[Found[ActionItem]]:
    """What sounds like a task to the classifier, in order."""
    above = [_above(i, said, scores, people) for i in range(len(said))]
    used: set[int] = set()
    for group in clusters(above, said, scores.register):
        if used.isdisjoint(group) and (found := _task(group, transcript, said, people)):
            used |= set(found.utterances)
            yield replace(found, score=max(above[i] for i in group))


def _above(index: int, said: Sequence[Utterance], scores: Scores, people: Participants) -> float:
    """The score, in a chat with what the turn of phrase adds: above 0 is a task."""
    score, text = scores.action[index], said[index].body
    if scores.register != "chat":
        return score
    if NO_TASK.match(text):
        return -BENEFIT
    if _is_plain(index, said, people):
        return score + BENEFIT
    return score if DEED.search(text) else score - BENEFIT


def _is_plain(index: int, said: Sequence[Utterance], people: Participants) -> bool:
    """A promise, an errand given to somebody or accepted by them, or somebody named with what they will do."""
    u = said[index]
    if COMMITMENT.search(u.body):
        return True
    if ERRAND.search(u.body):
        after = _answer(index, said)
        return u.addressee is not None or (after is not None and bool(ACCEPTANCE.match(said[after].body)))
    return bool(WILL.search(u.body)) and "?" not in u.body and named_owner(u.body, people) is not None


def _task(
    group: Sequence[int],
    transcript: Transcript,
    said: Sequence[Utterance],
    people: Participants,
) -> Found[ActionItem] | None:
    first, last = group[0], group[-1]
    u = said[first]
    after = _answer(last, said)
    if after is not None and REFUSAL.match(said[after].body) and REQUEST.search(u.body):
        return None
    used = [*group]
    owner = owner_of(u, people, _other_party(first, said))
    if REQUEST.search(u.body) and after is not None and ACCEPTANCE.match(said[after].body):
        used.append(after)
        owner = owner or said[after].speaker
    text = _attributed(" ".join(said[i].text for i in group), u, len(transcript.messages))
    if len(transcript.messages) > 1 and _points_back(u):
        asked = _asked_before(first, said)
        if asked is not None:
            used.insert(0, asked)
            text = f"{said[asked].text} – {text}"
        elif len(content(u.body)) <= SAYS_LITTLE:
            return None
    messages = [transcript.messages[m] for m in dict.fromkeys(said[i].message for i in used)]
    due = next((d for m in messages if (d := find_due(text, m.sent_at))), None)
    item = ActionItem(text, tuple(m.id for m in messages), owner, due)
    return Found(u.message, item, utterances=tuple(used))


def _points_back(u: Utterance) -> bool:
    """Whether it says nothing without what was asked: "Will do", "I'll take that"."""
    stems = len(content(u.body))
    return is_first_person(u.body) and (
        stems <= SAYS_LITTLE or (stems <= POINTS_BACK and bool(POINTING.search(u.body)))
    )


def _attributed(text: str, u: Utterance, messages: int) -> str:
    """A promise says who promises: "I'll write it up" alone would be anybody's."""
    name = u.quoted or (u.speaker.name if u.speaker else None)
    if messages > 1 and name and is_first_person(u.body) and not text.startswith(name):
        return f"{name}: {text}"
    return text


def _answer(index: int, said: Sequence[Utterance]) -> int | None:
    """The next utterance of somebody else, or of whom it was addressed to."""
    u = said[index]
    for i in range(index + 1, min(len(said), index + 1 + ANSWER_WITHIN)):
        if said[i].speaker != u.speaker and u.addressee in (None, said[i].speaker):
            return i
    return None


def _asked_before(index: int, said: Sequence[Utterance]) -> int | None:
    """The request, question or remark on what should be done that a short promise answers."""
    for i in range(index - 1, max(-1, index - 1 - ANSWER_WITHIN), -1):
        if said[i].speaker != said[index].speaker and (
            "?" in said[i].body or any(x.search(said[i].body) for x in ASKING)
        ):
            return i
    return None


def _other_party(index: int, said: Sequence[Utterance]) -> Person | None:
    """Whom "you" means where nobody is named: the only other one who spoke just before."""
    speaker = said[index].speaker
    near = {s.speaker for s in said[max(0, index - 4) : index] if s.speaker and s.speaker != speaker}
    return near.pop() if len(near) == 1 else None
