"""How many languages a transcript is written in, by scripts and by the small words that every sentence needs."""

import re
from collections import Counter
from collections.abc import Sequence

from core.routing.said import Said
from core.text.words import STOP_WORDS

# Among the most frequent words of a language; those that English has too are taken out below.
_PROFILES = {
    "en": """the and that this with have what you are was for not they from there which would could should about
        because don't it's i'm can't when where then""",
    "de": """und der das nicht ist ein eine auch wir ich mit für auf den dem aber wenn schon noch wird sind haben
        kann oder nur bei aus dass sich doch""",
    "fr": """est les des une pas nous vous avec pour dans qui sur mais c'est ça je il elle sont fait aussi cette
        plus été d'accord j'ai être""",
    "es": """el los las una por con para pero está muy hay como más porque también esto eso tiene puede estamos
        entonces ya hacer""",
    "pt": """não uma para mas você está muito isso mais então também tem são fazer pode ele vamos estou pelo
        já nós""",
    "it": """il che non è per sono con una anche della del questo ma più perché abbiamo come ho hai gli nel
        allora però""",
    "nl": """het een van niet dat ik zijn voor maar wij ook nog naar heeft kunnen wordt deze bij moet geen wel
        hebben""",
    "pl": """nie się jest na że jak ale tak czy już tylko może przez być są dla mamy""",
    "tr": """bir ve bu için ama değil çok var daha gibi sonra ben biz evet olarak ne""",
}
_SCRIPTS = re.compile(
    "(?P<kana>[぀-ヿ])|(?P<han>[㐀-䶿一-鿿])|(?P<hangul>[가-힣])|(?P<cyrillic>[Ѐ-ӿ])|(?P<greek>[Ͱ-Ͽ])|(?P<arabic>[\u0600-\u06ff])"
    "|(?P<hebrew>[\u0590-\u05ff])|(?P<devanagari>[\u0900-\u097f])|(?P<thai>[\u0e00-\u0e7f])"
)
WORDS_MIN = 2  # of one language, and most of all found: "per", "con" and "die" stand in English too
# With a third of the messages in other languages than the most used one, none of them is the exception.
MIXED = 1 / 3


def _languages_of_words() -> dict[str, str]:
    """Only words of a single profile tell one from the other; English ones only English."""
    named = [(word, language) for language, text in _PROFILES.items() for word in set(text.split())]
    shared = Counter(word for word, _ in named)
    single = {word: language for word, language in named if shared[word] == 1 and word not in STOP_WORDS}
    return single | dict.fromkeys(_PROFILES["en"].split(), "en")


_LANGUAGE_OF = _languages_of_words()


def languages(said: Sequence[Said]) -> float:
    """The share of messages in another language than the most used one, of those that show theirs; 1 at `MIXED`."""
    counts = Counter(language for s in said if (language := of(s)))
    if not counts:
        return 0.0
    others = counts.total() - max(counts.values())
    return min(1.0, others / (MIXED * counts.total()))


def of(said: Said) -> str | None:
    """The language of a message ("de"), or its script where that tells enough ("kana"); None where neither shows."""
    text = said.message.text
    if not text.isascii() and (script := _script(text)):
        return script
    votes = [_LANGUAGE_OF[word] for word in said.words if word in _LANGUAGE_OF]
    if len(votes) < WORDS_MIN:
        return None
    best = max(votes, key=votes.count)
    return best if votes.count(best) > max(WORDS_MIN - 1, len(votes) // 2) else None


def _script(text: str) -> str | None:
    """The most used script, if a good part of the text is written in it; Japanese is told by its kana."""
    counts = Counter(found.lastgroup for found in _SCRIPTS.finditer(text))
    if counts["kana"]:
        counts["kana"] += counts.pop("han", 0)
    if not counts:
        return None
    (script, most), *_ = counts.most_common(1)
    return script if 4 * most >= sum(map(str.isalpha, text)) else None
