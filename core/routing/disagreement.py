"""Where people do not agree, or take back what was agreed: what a short text gets wrong most easily."""

import re
from collections.abc import Sequence

from core.routing.phrases import Phrases
from core.routing.said import Said

# With one message in twelve against something, every exchange holds a contradiction.
CONTESTED = 1 / 12
LONGEST_REFUSAL_WORDS = 30  # a "no" at the head of a long message mostly begins an answer to a question
DOUBT = 0.2  # a "but" may only add something
TURN_WORDS = 40  # as much as a long turn of chat holds: an e-mail of 200 words is five

_AGAINST = """
    disagree, i object, we object, not convinced, not so sure, i'm not sure about, not a good idea, bad idea,
    terrible idea, i'm against, i am against, i don't agree, i do not agree, i don't think so,
    i don't think we should,
    i don't think that's, that's wrong, that is wrong, that's not right, that's not true, that is not true,
    that's not what we agreed, makes no sense, doesn't make sense, absolutely not, no way
    bin dagegen, sehe ich anders, stimmt nicht, stimmt so nicht, nicht einverstanden, keine gute idee, widerspreche,
    auf keinen fall, das ist falsch
    pas d'accord, suis contre, mauvaise idée, c'est faux, je ne pense pas, pas une bonne idée, hors de question
    no estoy de acuerdo, mala idea, no es cierto, no es verdad, en contra, no lo creo, de ninguna manera
    não concordo, discordo, má ideia, sou contra, não acho, não é verdade, de jeito nenhum
    non sono d'accordo, cattiva idea, sono contrari*, niet mee eens, slecht idee, nie zgadzam się
"""
_REVERSAL = """
    second thought, second thoughts, changed my mind, change my mind, changed our minds, scrap that, scrap it,
    take that back, take it back, taking it back, never mind that, i was wrong, we were wrong, no longer, not anymore,
    instead of what we, actually no, actually wait, wait no, roll it back, roll that back, rolled back, rolling back,
    let's revert, let's undo, let's cancel, let's postpone, has been cancelled, is cancelled, is off the table
    doch nicht, anders überlegt, nehme das zurück, nehme es zurück, vergiss es, nicht mehr, ist abgesagt
    finalement non, changé d'avis, laisse tomber, laissez tomber, n'est plus, est annulé, est annulée
    cambié de idea, cambié de opinión, cambiamos de idea, mejor no, ya no, olvídalo, está cancelad*
    mudei de ideia, melhor não, deixa pra lá, foi cancelad*, ho cambiato idea, anzi no, toch niet, jednak nie
"""
_DOUBT = """
    but that, but then, but we, but what, but i, but you, but it, but isn't, but won't, however, on the other hand,
    i doubt, i'm not sure, aber, sondern, andererseits, mais, plutôt, cependant, pero, sino, sin embargo, porém,
    mas isso,
    no entanto, però, invece, tuttavia, echter, jednak
"""
_REFUSALS = frozenset("no nope nah nein quatsch non não nee nie いや".split())
_GENTLE = frozenset("problem problems worries idea one longer need matter objection objections doubt".split())
_EAST_ASIAN = re.compile("反対|違います|ちがう|賛成できない|やっぱり|不同意|反对|不对|不行|算了|반대|아니요|그건 아니")
_FOR, _NOT = frozenset("+1 thumbsup 👍 white_check_mark ✅".split()), frozenset("-1 thumbsdown 👎 x ❌".split())


def _listed(text: str, worth: float) -> dict[str, float]:
    return {phrase.strip(): worth for line in text.strip().splitlines() for phrase in line.split(",") if phrase.strip()}


_PHRASES = Phrases(_listed(_DOUBT, DOUBT) | _listed(_AGAINST + _REVERSAL, 1.0))


def disagreement(said: Sequence[Said]) -> float:
    """The share of turns that contradict, take something back, or on which reactions are split; 1 at `CONTESTED`."""
    turns = sum(map(_turns, said))
    return min(1.0, sum(map(_worth, said)) / (CONTESTED * turns)) if turns else 0.0


def _turns(said: Said) -> float:
    return max(1.0, len(said.words) / TURN_WORDS)


def _worth(said: Said) -> float:
    """How many of a message's turns are against something; where they only may be, each counts `DOUBT`."""
    text = said.message.text
    if _refuses(said) or _split_vote(said) or (not text.isascii() and _EAST_ASIAN.search(text)):
        return 1.0
    return min(_turns(said), sum(_PHRASES.find(said.words)))


def _refuses(said: Said) -> bool:
    """By its first word: "no, that is not it", not "no problem", nor the bare "no" that answers a question."""
    head = said.words[:2]
    if said.message.text.startswith("-1"):
        return True
    return (
        len(head) == 2 and head[0] in _REFUSALS and head[1] not in _GENTLE and len(said.words) <= LONGEST_REFUSAL_WORDS
    )


def _split_vote(said: Said) -> bool:
    """Reactions for and against one message, neither less than a third of the other."""
    if not said.message.reactions:
        return False
    counts = [sum(r.count for r in said.message.reactions if r.name in names) for names in (_FOR, _NOT)]
    return min(counts) > 0 and 3 * min(counts) >= max(counts)
