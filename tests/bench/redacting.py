"""How fast texts are examined, beside Presidio's stock analyzer, and how much of planted data would leave."""

import time
from collections.abc import Callable, Sequence
from random import Random

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from adapters.presidio.finder import Finder
from adapters.presidio.words import WordsEngine
from core.redaction.policy import Policy
from tests.leaks.search import found
from tests.leaks.workspace import plant

MESSAGES, VALUES = 10_000, 50
_WORDS = (
    "the build is red again since this morning so can somebody look at it before lunch I think that we changed it in "
    "app.py yesterday: see #212 or ask there ok thanks it works on 10.04 with 2.6.32 but not here :( really? yes, try "
    "sudo apt-get update first then reboot"
).split()


def chat(count: int) -> list[str]:
    """Messages as plain as most are; one in twenty holds something to find."""
    random = Random(5)
    texts = [" ".join(random.choices(_WORDS, k=random.randint(2, 24))) for _ in range(count)]
    for i in range(0, count, 20):
        texts[i] += random.choice([" call 212-555-0123", " ana@example.com", " http://example.com/x", " 93.184.216.34"])
    return texts


def _seconds(examine: Callable[[str], object], texts: Sequence[str]) -> float:
    for text in texts[:100]:  # the first ones load what is loaded lazily
        examine(text)
    start = time.process_time()
    for text in texts:
        examine(text)
    return time.process_time() - start


def run(messages: int = MESSAGES, values: int = VALUES) -> None:
    texts, finder = chat(messages), Finder()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    stock = AnalyzerEngine(registry=registry, nlp_engine=WordsEngine(["en"]), supported_languages=["en"])
    ours = _seconds(finder.find, texts)
    theirs = _seconds(lambda text: stock.analyze(text, "en"), texts)
    print(f"examining {messages} messages: {ours:.2f} s on one core, {theirs / ours:.1f} times the stock analyzer")
    planted = plant(seed=1, values=values)
    policy = Policy(people=planted.people)
    left = "\n".join(_without(finder, m.text, policy) for m in planted.transcript)
    print(f"planted and promised: {len(found(planted.promised, left))} of {len(planted.promised)} would leave")
    for kind, made in planted.others.items():
        print(f"planted, not promised, {kind}: {len(found(made, left))} of {len(made)} would leave")


def _without(finder: Finder, text: str, policy: Policy) -> str:
    for finding in reversed(finder.find(text, policy)):
        text = text[: finding.start] + "#" + text[finding.end :]
    return text
