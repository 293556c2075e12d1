"""Presidio's language engine without a language model: words and their lower-case forms, enough for context words."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

_TOKEN = re.compile(r"\w+|[^\w\s]")


class WordsEngine(NlpEngine):
    """A blank spaCy pipeline has empty lemmas, and with them no context word counts. Here the lemma is the word."""

    def __init__(self, languages: Iterable[str]) -> None:
        self.languages = list(languages)

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        tokens = list(_TOKEN.finditer(text))
        words = [t[0] for t in tokens]
        starts = [t.start() for t in tokens]
        # Presidio reads length and text of tokens only: plain strings do for spaCy's.
        return NlpArtifacts([], words, starts, [w.lower() for w in words], self, language)  # type: ignore[arg-type]

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return not word[0].isalnum()

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return self.languages
