"""Texts to the token ids of a model, by the files that lie beside it."""

from pathlib import Path

import tokenizers
from tokenizers import BertWordPieceTokenizer

from core.errors import OperatorError

_PADS = ("[PAD]", "<pad>")  # BERT's and T5's
_FILES = "tokenizer.json or vocab.txt"


class Tokenizer:
    """tokenizer.json says all; where there is only vocab.txt it is WordPiece in lower case, as in BERT's MiniLM class.

    Text that looks like a mark of the model ("[SEP]") is read as text. Errors of loading: `OperatorError`.
    """

    def __init__(self, folder: Path) -> None:
        self._tokens = _loaded(folder)
        self._tokens.encode_special_tokens = True
        self._tokens.no_padding()
        found = (id for pad in _PADS if (id := self._tokens.token_to_id(pad)) is not None)
        self.pad = next(found, 0)

    def ids(self, text: str, most: int) -> list[int]:
        """At most so many ids, the model's own marks among them; the end of a longer text is left out."""
        self._tokens.enable_truncation(most)
        return list(self._tokens.encode(text).ids)

    def pair(self, first: str, second: str, most: int) -> tuple[list[int], list[int]]:
        """The ids of two texts and the kinds of each, 0 or 1, as long: at most so many. The end of the first is cut.

        The second has at most half.
        """
        second = self.cut(second, most // 2 - 1)
        self._tokens.enable_truncation(most, strategy="only_first")
        read = self._tokens.encode(first, second)
        return list(read.ids), list(read.type_ids)

    def cut(self, text: str, most: int) -> str:
        """At most so many tokens of the beginning of a text, the model's own marks not counted."""
        self._tokens.no_truncation()
        ends = self._tokens.encode(text, add_special_tokens=False).offsets
        return text if len(ends) <= most else text[: ends[most - 1][1] if most > 0 else 0]


def _loaded(folder: Path) -> tokenizers.Tokenizer:
    whole, vocabulary = folder / "tokenizer.json", folder / "vocab.txt"
    found = whole if whole.is_file() else vocabulary
    if not found.is_file():
        raise OperatorError(f"{folder}: the model's tokenizer is not there: {_FILES}")
    try:
        if found is whole:
            return tokenizers.Tokenizer.from_file(str(whole))
        made: tokenizers.Tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)._tokenizer
        return made
    except Exception as error:  # the library raises bare ones
        line = " ".join(str(error).split())[:200]
        raise OperatorError(f"{found}: not a model's tokenizer ({line})") from error
