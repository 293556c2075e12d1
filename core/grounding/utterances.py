"""What the sentences of messages say about people: who speaks, who is to do something. People stand as `<PERSON_1>`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.text.sentences import sentences
from core.text.words import content

_PERSON = r"@?<PERSON_\d+>"
_NAMED = re.compile(r"<PERSON_\d+>")
_PROMISES = re.compile(
    r"\b(?:i['’]?ll|i will|i can|i could|i may|i shall|i['’]?m|i am|i['’]?ve|i have|i had|i did|let me|i just"
    r"|i already|i \w+ed|i['’]?d|my task)\b(?!['’]t| not\b)"
    r"|\bi (?:made|sent|wrote|found|took|put|got|ran|fixed|saw|did|set|built|told|spoke|met|cut|went)\b",
    re.IGNORECASE,
)
# Without its subject: "will do", "sending them tonight".
_BARE = re.compile(
    r"^\W*(?:(?:ok|okay|sure|yes|yep|fine|great|then)\b\W*)*(?:will \w+|(?!(?:morning|evening|meeting|building|pending"
    r"|missing|according|during|spring|string|\w*thing)\b)[a-z]{3,}ing (?:it|them|that|this|the|you|a|an|one)\b)",
    re.IGNORECASE,
)
# "I'd call her" is a promise, unless somebody else says that they will.
_WOULD = re.compile(r"\b(?:i['’]d|i would)\b", re.IGNORECASE)
_I_DO = re.compile(
    r"\bi(?:['’]\w+)?\b(?! (?:think|guess|hope|suggest|propose|want|need|heard|believe|would like|vote|ask|told"
    r"|agree|know|see)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<!>)(?:[,;]| and| but| so|, and|, but)\s+(?=@?<PERSON_\d+>(?:['’]ll| (?:will|can|should|must|has|is|was"
    r"|\w+s)\b)|(?:i|we)\b|(?:so )?who\b)",
    re.IGNORECASE,
)
_HAVING = re.compile(r"(<PERSON_\d+>)['’]s?\b")
_MINE = re.compile(r"\b(?:i|we|my|mine|me|our|ours|us)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i['’]\w+|we|we['’]\w+|my|our|ich|wir|je|j['’]\w+|nous|yo|nosotros)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:bitte|kannst du|könntest du|könnt ihr|peux-tu|pouvez-vous|s['’]il (?:te|vous) pla[iî]t|por favor|puedes)\b"
    r"|\b(?:can|could|would|will|did|does|has|is) (?:you|someone|somebody|anyone|anybody)\b|\b(?:please|pls)\b|(?:^"
    r"|[,;:.] |\bso |\band |\bbut )(?:who|wer|qui|quién)\b"
    r"|\b(?:you|someone|somebody) (?:should|need to|needs to|must|have to|has to)\b|\b(?:need|want|like"
    r"|ask) you to\b|\byou take\b|\bare you\b|\bdo you\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(?:i['’]?ll|i will|i can|i could|i['’]?d|let me|happy to|i just|i already|i have|i['’]ve|i)(?!['’]t| not)"
    r"(?: \w+){1,3} (?:it|that|this|those|them|one|care)\b"
    r"|\b(?:mache?|übernehme) ich\b|\bich (?:mache?|übernehme)\b|\bje m['’]en (?:occupe|charge)\b|\bme encargo\b"
    r"|\bich kann\b(?! nicht)|\bje peux\b|\byo puedo\b"
    r"|\blo hago\b|\bon it\b|\bwill do\b|\bi['’]?m on\b|\bwas me\b|\bmine\b|\bleave it to me\b|\bcount me in\b",
    re.IGNORECASE,
)
_GOING_TO = re.compile(r"\b(?:i['’]?ll|i will|i can|let me)\b(?!['’]t| not\b)", re.IGNORECASE)
_ASSENTS = re.compile(
    r"^\W*(?:(?:oh|ah|hm+|uh|well|haha|hi|hey)\b\W*)?(?:yes|yep|yeah|yup|sure|ok|okay|agreed?|fine|great|perfect|done|good|sounds|deal|approved?|\+1|no|nope"
    r"|works|i agree|ja|nein|klar|passt|einverstanden|oui|non|d['’]accord|fait|sí|vale|perfecto|claro"
    r"|absolutely|right|confirmed|makes sense|go ahead|let['’]?s|i am against|i['’]m against|not from me|fair|true"
    r"|correct|i object|happy)\b|\+1",
    re.IGNORECASE,
)
_ASSENT_WORDS = 3  # so short a message says nothing itself: it agrees with the one before
_SUBJECT = re.compile(
    rf"(?P<person>{_PERSON})(?P<more>(?:(?:,| and|,? &) {_PERSON})*)"
    r"(?P<verb>,? (?:will|can|could|should|must|is|was|has|had|would|does|did|to|needs|please|pls|and i|wants|said"
    r"|says|thinks"
    r"|asked|told|reported|made|sent|wrote|found|took|gave|got|ran|saw|set|built|spoke|met|went|came|left|paid"
    r"|bought|brought|kept|put|\w+(?:ed|s))\b|['’](?:ll|s|d)\b|\s*[:,–-]\s)",
    re.IGNORECASE,
)
_QUOTING = re.compile(
    rf"(?P<person>{_PERSON}),? (?:also |just |has |had )?(?:said|says|told|tells|thinks|wants|asked|asks|reported"
    rf"|reports|wrote|writes"
    r"|prefers|confirmed|mentioned|complained|agreed|agrees|promised|suggested|proposed|warned|approved|rejected)\b"
    rf"|(?:according to|told by|heard from|from) (?P<other>{_PERSON})",
    re.IGNORECASE,
)
_VOCATIVE = re.compile(rf"^\W*(?:hey |hi |thanks |ok |okay |so |and )?(?P<person>{_PERSON})", re.IGNORECASE)
_TRAILING = re.compile(rf",\s*(?P<person>{_PERSON})\s*[?!.]*$|[(→>-]\s*(?P<other>{_PERSON})\W*$")
_OBJECT = re.compile(
    r"\b(?:with|to|for|from|of|tell|ask|asked|told|ping|pinged|thank|thanks|about|by|and|than|at|give|gave|show"
    r"|send|sent|call|met|help|see|saw|as) $",
    re.IGNORECASE,
)
_PAUSES = frozenset(",:-–")
_SHORT_WORDS = 6


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or a clause with a subject of its own, of message number `message`.

    `promises`: the author will do, or did it; `own`: it is about the author;
    `told`: whom it tells or asks by name to do something, or of whom it tells that they do; `open`: it asks somebody
    without a name; `takes`: the author takes on what was said before; `assents`: it says yes or no to it;
    `having`: those of whom something is said to be theirs; `question`: it ends with a question mark;
    `suggests`: the author would do it; `named`: all who occur in it.
    """

    message: int
    author: str
    stems: frozenset[str]
    told: frozenset[str]
    quoted: frozenset[str]
    having: frozenset[str]
    promises: bool
    own: bool
    open: bool
    takes: bool
    assents: bool
    question: bool
    suggests: bool
    named: frozenset[str]

    @property
    def doers(self) -> frozenset[str]:
        """Who does what it says: the author where nobody else is told to."""
        if self.promises or self.own or not (self.told or self.open):
            return self.told | {self.author}
        return self.told


def read(lines: Iterable[tuple[str, str]]) -> Iterator[Utterance]:
    """The sentences of messages, given as author and text, in order."""
    for i, (author, text) in enumerate(lines):
        assents = bool(_ASSENTS.match(text)) or len(content(_NAMED.sub(" ", text))) <= _ASSENT_WORDS
        for clause in (c for sentence in sentences(text) for c in _CLAUSE.split(sentence)):
            yield _utterance(i, author, clause, assents)


def _utterance(i: int, author: str, sentence: str, assents: bool) -> Utterance:
    asks = bool(_ASKS.search(sentence))
    promises = bool(_PROMISES.search(sentence) or _BARE.match(sentence)) and not (asks and not _TAKES.search(sentence))
    stems = frozenset(content(_NAMED.sub(" ", sentence)))
    told = set(_told(sentence, promises and not asks))
    return Utterance(
        message=i,
        author=author,
        stems=stems,
        told=frozenset(told),
        having=frozenset((*_HAVING.findall(sentence), *([author] if _MINE.search(sentence) else []))),
        quoted=frozenset((m["person"] or m["other"]).lstrip("@") for m in _QUOTING.finditer(sentence)),
        promises=promises,
        own=not asks and bool(_I_DO.search(sentence) or (not told and _FIRST_PERSON.search(sentence))),
        open=asks and not told,
        takes=bool(_TAKES.search(sentence))
        or (bool(_GOING_TO.search(sentence) or _BARE.match(sentence)) and len(stems) <= _SHORT_WORDS),
        assents=assents,
        suggests=bool(_WOULD.search(sentence)),
        question=sentence.rstrip(" \"'”)").endswith("?"),
        named=frozenset(_NAMED.findall(sentence)),
    )


def _told(sentence: str, promised: bool) -> Iterator[str]:
    """Who stands where a subject or somebody addressed does; of who promises something only third parties."""
    for found in _SUBJECT.finditer(sentence):
        addressed = promised and found["verb"].strip() in _PAUSES
        if not addressed and not _OBJECT.search(sentence[: found.start()]):
            yield from (p.lstrip("@") for p in re.findall(_PERSON, found["person"] + found["more"]))
    if promised:
        return
    for pattern in (_VOCATIVE, _TRAILING):
        if found_at := pattern.search(sentence):
            yield (found_at["person"] or found_at.groupdict().get("other") or "").lstrip("@")
