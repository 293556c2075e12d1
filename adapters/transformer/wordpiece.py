"""WordPiece, the tokenizer of BERT (Devlin et al. 2019), from a vocabulary of one token a line."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from core.errors import OperatorError

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORD_MAX_CHARS = 100  # what is longer is unknown, as in BERT
_IDEOGRAPHS = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0002fa1f"))


class WordPiece:
    """Texts to token ids: lower case without accents, as the uncased models of the MiniLM class were trained."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._ids = vocabulary
        self.pad, self._unknown, self._start, self._end = (vocabulary[x] for x in _SPECIAL)
        self._of_word = lru_cache(maxsize=50_000)(self._pieces)

    @classmethod
    def load(cls, path: Path) -> "WordPiece":
        """Errors: `OperatorError` where the file is missing or is no such vocabulary."""
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise OperatorError(f"{path}: the model's vocabulary cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise OperatorError(f"{path}: not a vocabulary, one token a line in UTF-8") from error
        vocabulary = {line.rstrip("\r"): place for place, line in enumerate(lines) if line.strip()}
        if missing := [x for x in _SPECIAL if x not in vocabulary]:
            raise OperatorError(f"{path}: not a WordPiece vocabulary, it has no {missing[0]}")
        return cls(vocabulary)

    def ids(self, text: str, most: int) -> list[int]:
        """At most so many ids, the marks of start and end among them; the end of a longer text is left out."""
        return [self._start, *self._of_text(text, most - 2), self._end]

    def pair(self, first: str, second: str, most: int) -> tuple[list[int], list[int]]:
        """The ids of two texts and the kinds of each, 0 or 1, as long: at most so many. The end of the first is cut.

        The second has at most half.
        """
        after = [*self._of_text(second, most // 2 - 1), self._end]
        before = self.ids(first, most - len(after))
        return before + after, [0] * len(before) + [1] * len(after)

    def _of_text(self, text: str, most: int) -> list[int]:
        out: list[int] = []
        for word in _words(text):
            if len(out) >= most:
                break
            out += self._of_word(word)
        return out[:most]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The longest known piece from the left, again and again; the whole word is unknown where one is missing."""
        out: list[int] = []
        start = 0
        while start < len(word) <= _WORD_MAX_CHARS:
            for end in range(len(word), start, -1):
                piece = self._ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(out) or (self._unknown,)


def _words(text: str) -> Iterator[str]:
    """Words, and each mark and each ideograph by itself."""
    word = ""
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category in ("Mn", "Cf", "Cc") and not char.isspace():
            continue
        alone = _is_mark(char, category) or any(first <= char <= last for first, last in _IDEOGRAPHS)
        if word and (alone or char.isspace()):
            yield word
            word = ""
        if alone:
            yield char
        elif not char.isspace():
            word += char
    if word:
        yield word


def _is_mark(char: str, category: str) -> bool:
    """Punctuation; in ASCII also what Unicode calls a symbol, such as $ and +."""
    return category.startswith("P") or (char.isascii() and category.startswith("S"))
