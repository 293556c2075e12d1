"""One text -> everything in it that must not leave."""

import re
from collections.abc import Iterator
from functools import lru_cache

from presidio_analyzer import AnalyzerEngine

from adapters.presidio.engine import MODEL_ENTITIES, build
from adapters.presidio.gates import GATES, open_for
from adapters.presidio.options import Options
from adapters.presidio.roster import Roster
from core.redaction.identifiers import find_identifiers
from core.redaction.markup import HIDDEN, take_apart
from core.redaction.policy import Policy, is_personal
from core.redaction.pseudonyms import literals
from core.redaction.secrets import find_secrets
from core.redaction.spans import Finding, join, places
from core.redaction.urls import find_urls
from core.redaction.view import View, view

PIECE_CHARS, OVERLAP_CHARS = 4_000, 400  # a recognizer's time grows faster than the text; a finding is shorter
REPEATED_MIN_CHARS = 6


class Finder:
    """Finds in the process it is made in. Errors of recognizers pass through: nothing may leave then."""

    def __init__(self, options: Options = Options()) -> None:
        self._engine: AnalyzerEngine = build(options)
        self._languages = options.languages
        self._always = {language: self._ungated(language) for language in options.languages}

    def find(self, text: str, policy: Policy = Policy()) -> tuple[Finding, ...]:
        """The findings on `text` in order, without overlaps."""
        seen = view(text)
        found = join(self._findings(seen.text, policy))
        if found:
            values = {seen.text[f.start : f.end]: f for f in found if f.end - f.start >= REPEATED_MIN_CHARS}
            found = join((*found, *places(seen.text, values)))
        return join(_moved(seen, f) for f in found if seen.text[f.start : f.end] not in policy.allow)

    def _findings(self, text: str, policy: Policy) -> Iterator[Finding]:
        yield from literals(text)
        yield from find_secrets(text)
        yield from find_identifiers(text)
        shown, said = take_apart(text)
        yield from said
        for url in find_urls(shown):
            yield url
            shown = shown[: url.start] + HIDDEN * (url.end - url.start) + shown[url.end :]
        for start in range(0, max(1, len(shown) - OVERLAP_CHARS), PIECE_CHARS - OVERLAP_CHARS):
            yield from self._recognized(shown[start : start + PIECE_CHARS], start)
        if policy.people:
            yield from _roster(policy).find(shown)
        if policy.deny:
            yield from (Finding("DENIED", *m.span()) for m in _denied(policy.deny).finditer(text))

    def _recognized(self, piece: str, at: int) -> Iterator[Finding]:
        gated = list(open_for(piece))
        for language in self._languages:
            if types := [*gated, *self._always[language]]:
                for r in self._engine.analyze(piece, language, entities=types):
                    finding = Finding(r.entity_type, r.start, r.end, round(r.score, 2))
                    if is_personal(piece, finding):
                        yield Finding(finding.type, at + r.start, at + r.end, finding.score)

    def _ungated(self, language: str) -> list[str]:
        """What a model, the admin's file or a language adds: no gate is known for it."""
        types = set(self._engine.registry.get_supported_entities([language])) - GATES.keys()
        model = set(self._engine.nlp_engine.get_supported_entities())
        return sorted(t for t in types if t not in model or t in MODEL_ENTITIES)


def _moved(seen: View, finding: Finding) -> Finding:
    start, end = seen.origin(finding.start, finding.end)
    return Finding(finding.type, start, end, finding.score, finding.person, finding.secret)


@lru_cache(maxsize=64)
def _roster(policy: Policy) -> Roster:
    return Roster(policy.people)


@lru_cache(maxsize=64)
def _denied(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(view(w).text) for w in words if w), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
