"""Votes: a proposal and what became of it, by replies ("+1", "agreed") or by reactions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.findings.cues import AGREEMENT
from core.findings.markers import PROPOSAL, marked
from core.findings.phrases import anywhere, at_start
from core.models import Message
from core.text.sentences import sentences

REPLIES_READ = 40  # messages after a proposal in which people vote on it
ANSWERS_READ = 8  # messages in which "yes" and "fine" are about it too
LONGEST_VOTE = 200  # characters; longer messages argue
_FOR = frozenset("+1 thumbsup 👍 white_check_mark ✅ heavy_check_mark ✔️ raised_hands 🙌 100 💯 ok_hand 👌 yes".split())
_AGAINST = frozenset("-1 thumbsdown 👎 x ❌ no no_entry no_entry_sign ⛔".split())
_VOTE = re.compile(r"^(?:[\w.\-|@]+:\s+)?\W{0,2}([+-])\s?1\b")
_DISSENT = at_start("no|nope|objection", "i (?:object|disagree)")
_SUGGESTION = anywhere(
    "i (?:would )?(?:propose|suggest|move)", "let'?s", "(?:shall|should) we", "how about we", "vote|poll|proposal"
)
_EMOJI = r"[\u2600-\u27bf\U0001f300-\U0001faff]"
_SIGN = rf"(?::(?P<name>[\w+-]+):|(?P<digit>[1-9])(?:\ufe0f?\u20e3|[.)])|(?P<emoji>{_EMOJI}\ufe0f?))"
_OPTION = re.compile(rf"\s*(?:[-*•]\s+)?{_SIGN}\s*(?:[:=–-]\s*|for\s+)?(?P<text>\S.*)")
_INLINE = re.compile(
    rf"{_SIGN}\s*(?:for|=|if|means)\s+(?P<text>.+?)(?=\s*(?:[,;.\n]|\bor\b|\band\b|:[\w+-]+:|{_EMOJI}|$))"
)
_DIGITS = dict(zip("one two three four five six seven eight nine".split(), "123456789", strict=True))
_NEXT_MATTER = re.compile(r"\W*(?:sub|next )?topic\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was accepted, in the words of the proposal, and the indices of the messages that show it."""

    text: str
    messages: tuple[int, ...]


def outcomes(messages: Sequence[Message]) -> Iterator[Outcome]:
    """The proposals that were accepted and the options that won, in order."""
    for index, message in enumerate(messages):
        if message.reactions and (winner := _by_reactions(message)):
            yield Outcome(winner, (index,))
        elif (proposal := _proposal(message)) and (votes := _by_replies(messages, index)):
            yield Outcome(proposal, (index, *votes))


def _proposal(message: Message) -> str | None:
    return next((m.text for m in marked(message.text) if m.kind == PROPOSAL), None)


def _by_reactions(message: Message) -> str | None:
    """The option with the most votes, or the proposal itself where those for it carry it."""
    options = [m for line in message.text.splitlines() if (m := _OPTION.match(line))]
    options = options if len(options) > 1 else list(_INLINE.finditer(message.text))
    if len(options) > 1:
        return _winner(message, options)
    for_, against = _count(message, _FOR), _count(message, _AGAINST)
    if for_ < 2 or for_ < 2 * against:
        return None
    asked = (s for s in sentences(message.text) if _SUGGESTION.search(s))
    return _proposal(message) or next(asked, None)


def _winner(message: Message, options: Sequence[re.Match[str]]) -> str | None:
    counts = sorted(((_votes_for(message, o), -i) for i, o in enumerate(options)), reverse=True)
    (most, place), (second, _) = counts[0], counts[1]
    return options[-place]["text"].strip() if most >= 2 and most > second else None


def _votes_for(message: Message, option: re.Match[str]) -> int:
    sign = option["name"] or option["digit"] or (option["emoji"] or "").rstrip("\ufe0f")
    names = {sign, _DIGITS.get(sign, sign), *(k for k, v in _DIGITS.items() if v == sign), f"{sign}\ufe0f\u20e3"}
    if sign in _FOR and sign in ("+1", "thumbsup", "👍"):
        names |= {"+1", "thumbsup", "👍"}
    if sign in ("-1", "thumbsdown", "👎"):
        names |= {"-1", "thumbsdown", "👎"}
    return _count(message, names)


def _count(message: Message, names: set[str] | frozenset[str]) -> int:
    """Reactions of these names, skin tones aside."""
    return sum(
        r.count
        for r in message.reactions
        if r.name.split("::")[0].rstrip("\ufe0f🏻🏼🏽🏾🏿") in names or r.name in names
    )


def _by_replies(messages: Sequence[Message], index: int) -> tuple[int, ...]:
    """The messages that agree, none where the matter stayed contested: a quarter of the votes or more against it."""
    proposer = messages[index].author.id
    for_: dict[str, int] = {}
    against: set[str] = set()
    for at in range(index + 1, min(len(messages), index + 1 + REPLIES_READ)):
        message = messages[at]
        if _NEXT_MATTER.match(message.text) or _proposal(message):
            break
        if len(message.text) > LONGEST_VOTE:
            continue
        vote = _VOTE.match(message.text)
        agrees = at - index <= ANSWERS_READ and message.author.id != proposer and AGREEMENT.match(message.text)
        if (vote and vote[1] == "+") or (not vote and agrees):
            for_.setdefault(message.author.id, at)
            against.discard(message.author.id)
        elif vote or _DISSENT.match(message.text):
            against.add(message.author.id)
    others = [at for who, at in for_.items() if who != proposer]
    return tuple(others) if others and 3 * len(against) < len(for_) else ()
