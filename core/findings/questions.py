"""Open questions: asked, and answered by nobody."""

from collections.abc import Collection, Iterator, Sequence

from core.findings.phrases import anywhere, at_start
from core.findings.utterances import Utterance
from core.models import Message, Transcript
from core.summary import Statement
from core.text.words import content

FEWEST_STEMS = 3  # "Is that true?" and "You there?" leave nothing open
ANSWER_WITHIN = 12  # messages in a channel; a thread is read to its end
ADDRESSED_WITHIN = 4  # messages of others: later ones to the asker are about something else
MOST = 7  # of one transcript
MESSAGES_FOR_EACH = 40
_ASKS = anywhere(
    "who|what|when|where|why|which|how|whether|does|did|anyone|anybody",
    "(?:is|are) there",
    "do (?:we|you|they)",
    "can (?:we|i|anyone|someone)",
    "could (?:we|anyone|someone)",
    "should (?:we|i)",
    "is (?:it|the|this|that|anyone)",
    "has (?:anyone|the)",
    "have (?:we|you)",
)
_COURTESY = anywhere(
    r"(?:how are you|going|right|you know|isn't it|ok(?:ay)?|makes? sense|sounds? good|hear(?: me)?|are you there|ready"
    r"|what's up|thoughts|agreed?|anything else|yeah|huh)\W*\?\W*$",
    r"any(?:one|body|thing)?(?: \w+)? (?:questions|objections|other|else|volunteers|comments|new|want)\b.*\?",
)
_REPLY = at_start(
    r"(?<=\+)1",
    "yes|no|nope|yep|yeah|yup|ok(?:ay)?|sure|done|not|probably|maybe|because",
    "it'?s|that'?s|there'?s|this is",
    "i (?:think|believe|guess|did|do|am|have|can|will)",
    "i'(?:m|ll|ve)",
    "it|he|she|they|you|we|there (?:is|are)|in|on|at|by|the",
    r"\d+",
    r"(?<=@)\w+",
    r"https?://\S+",
)


def open_questions(
    transcript: Transcript, said: Sequence[Utterance], elsewhere: Collection[int]
) -> Iterator[Statement]:
    """The questions left open, in order; utterances in `elsewhere` are findings already."""
    messages = transcript.messages
    threads = _threads(messages)
    asked = [u for n, u in enumerate(said) if n not in elsewhere and _is_question(u)]
    found = [u for u in asked if not _answered(u, messages, threads)]
    most = min(MOST, 2 + len(messages) // MESSAGES_FOR_EACH)
    best = sorted(found, key=lambda u: -len(set(content(u.body))))[:most]
    for u in sorted(best, key=lambda u: u.message):
        yield Statement(u.text, (messages[u.message].id,))


def _is_question(u: Utterance) -> bool:
    ending = u.text[-4:]
    if "？" in ending or "؟" in ending:
        return True
    if "?" not in ending:
        return False
    return bool(_ASKS.search(u.body)) and not _COURTESY.search(u.body) and len(set(content(u.body))) >= FEWEST_STEMS


def _threads(messages: Sequence[Message]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for index, message in enumerate(messages):
        for root in {message.thread_id, message.reply_to} - {None, message.id}:
            out.setdefault(root or "", []).append(index)
    return out


def _answered(u: Utterance, messages: Sequence[Message], threads: dict[str, list[int]]) -> bool:
    """Whether somebody else replied to it, answered beside it, or took up its words soon after."""
    asked = messages[u.message]
    root = asked.thread_id or asked.id
    later = [i for i in (*threads.get(asked.id, ()), *threads.get(root, ())) if i > u.message]
    if any(messages[i].author != asked.author for i in later):
        return True
    stems = set(content(u.body))
    place = asked.thread_id if asked.thread_id != asked.id else None
    following = messages[u.message + 1 : u.message + 1 + ANSWER_WITHIN]
    near = [m for m in following if m.thread_id in (place, None, m.id) or m.thread_id == place]
    others = [m for m in near if m.author != asked.author]
    if others and _REPLY.match(others[0].text) and near[0] is others[0]:
        return True
    name = asked.author.name.lower()
    addressed = (name in m.text[: len(name) + 3].lower() for m in others[:ADDRESSED_WITHIN])
    return any(addressed) or any(stems & set(content(m.text)) for m in others)
