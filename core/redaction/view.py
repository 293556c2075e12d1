"""The text as it is examined. What people see as one thing is one thing here, and every place leads back.

Full-width and other compatibility characters become plain ones (NFKC), invisible ones go, HTML entities are decoded,
and between a script without spaces and a Latin letter or a digit stands a space: there recognizers see a word's edge.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ENTITY = r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});"
# Marks that combine with the character before them; with the parts of a Korean syllable the units of NFKC.
_MARKS = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u20d0-\u20ff\u3099\u309a"
    r"\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_UNIT = re.compile(rf"{_ENTITY}|[\u1100-\u115f][\u1160-\u11ff]+|.{_MARKS}*", re.DOTALL)
# Thai to Khmer, kana, Han, Hangul (Korean writes its particles onto the word).
_SCRIPT_WITHOUT_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    r"\U00020000-\U0003fffd]"
)
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9+@]")


@dataclass(frozen=True, slots=True)
class View:
    """`text` is examined; character i of it stands for the original's characters starts[i] to ends[i] (exclusive)."""

    text: str
    starts: Sequence[int] | None = None  # None: the original itself
    ends: Sequence[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of a span of the view, `start` < `end`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def view(original: str) -> View:
    if "&" not in original and (original.isascii() or _is_plain(original)):
        return View(original)
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for char, start, end in _separated(_characters(original)):
        text.append(char)
        starts.append(start)
        ends.append(end)
    return View("".join(text), starts, ends)


def has_no_spaces(char: str) -> bool:
    """Whether the character is of a script that writes no spaces between words."""
    return bool(_SCRIPT_WITHOUT_SPACES.match(char))


def _is_plain(text: str) -> bool:
    return (
        unicodedata.is_normalized("NFKC", text)
        and not _SCRIPT_WITHOUT_SPACES.search(text)
        and not any(unicodedata.category(c) == "Cf" for c in text if c > "\x7f")
    )


def _characters(original: str) -> Iterator[tuple[str, int, int]]:
    """Each character of the view with the original's span it stands for."""
    for unit in _UNIT.finditer(original):
        written = unit[0]
        if len(written) > 1 and written[0] == "&":
            written = html.unescape(written)
        elif len(written) == 1 and written < "\x80":
            yield written, unit.start(), unit.end()
            continue
        for char in unicodedata.normalize("NFKC", written):
            if unicodedata.category(char) != "Cf":
                yield char, unit.start(), unit.end()


def _separated(characters: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    before = ""
    for char, start, end in characters:
        if _is_edge(before, char):
            yield " ", start, start
        yield char, start, end
        before = char


def _is_edge(before: str, char: str) -> bool:
    if before < "\x80" and char < "\x80":
        return False
    return bool(
        (_SCRIPT_WITHOUT_SPACES.match(before) and _LATIN_OR_DIGIT.match(char))
        or (_LATIN_OR_DIGIT.match(before) and _SCRIPT_WITHOUT_SPACES.match(char))
    )
