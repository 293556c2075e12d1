"""JSON files larger than memory: the root is walked piece by piece, and what is wrong is named by line and column.

Each element is decoded by the standard library's scanner, a chunk of the file at a time, so memory is bounded by the
chunk and by the largest element.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONDecodeError
from typing import Any

from core.errors import InputError

CHUNK_BYTES = 1 << 18
ELEMENT_MAX_CHARS = 16 << 20  # one message with everything attached to it is a few kilobytes
LONGEST_TOKEN_CHARS = 12  # two \uXXXX escapes: as far before the end of the text as the scanner misses what follows

_SPACE = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*(?=[^ \t\r\n\]}])")  # and the beginning of what follows


class JsonStream:
    """A cursor over one JSON file in UTF-8. Errors: `InputError` with the file, line and column.

    `read(size)` gives fewer bytes than asked for only at the end.
    """

    def __init__(self, read: Callable[[int], bytes], where: str) -> None:
        self._read = read
        self._where = where
        self._utf8 = codecs.getincrementaldecoder("utf-8-sig")()
        self._scan = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._bytes = 0
        self._line, self._column = 1, 1  # of the first character of `_text`

    def elements(self) -> Iterator[Any]:
        """The elements of the array at the cursor."""
        if self._next() == "[" and self._ended:
            yield from self._value()  # a small file, here to its end: at once, which is faster
            return
        self._take("[")
        more = self._next() != "]"
        while more:
            yield self._value()
            more = self._goes_on("]")
        self._at += 1

    def fields(self) -> Iterator[str]:
        """The keys of the object at the cursor; take the value of each with `value` or `elements` before the next."""
        self._take("{")
        more = self._next() != "}"
        while more:
            key = self._value()
            if not isinstance(key, str):
                raise self.wrong("a key is not a string")
            self._take(":")
            yield key
            more = self._goes_on("}")
        self._at += 1

    def value(self) -> Any:
        """The value at the cursor, of any type."""
        self._next()
        return self._value()

    def end(self) -> None:
        """Nothing may follow the root value."""
        if self._next():
            raise self.wrong("more text after the end of the JSON")

    def wrong(self, what: str, at: int | None = None) -> InputError:
        """The error for something at the cursor."""
        at = self._at if at is None else at
        line, column = self._place(at)
        return InputError(f"{self._where}, line {line}, column {column}", what)

    def _take(self, char: str) -> None:
        if self._next() != char:
            raise self.wrong(f"expected {char!r}" if self._next() else "the file is cut off here")
        self._at += 1

    def _goes_on(self, closing: str) -> bool:
        """Whether an element follows, the cursor then on it; else the cursor is on the closing bracket."""
        if comma := _COMMA.match(self._text, self._at):
            self._at = comma.end()
            return True
        if self._next() == ",":
            self._at += 1
            if self._next() == closing:
                raise self.wrong("a comma with nothing after it")
            return True
        if self._next() != closing:
            raise self.wrong("expected ','" if self._next() else "the file is cut off here")
        return False

    def _value(self) -> Any:
        """The value whose first character is under the cursor."""
        while True:
            try:
                value, end = self._scan(self._text, self._at)
            except RecursionError:
                raise self.wrong("nested too deeply") from None
            except ValueError as error:
                if not self._may_go_on(error):
                    raise self._broken(error) from None
                self._grow()
                continue
            if isinstance(value, int | float) and len(self._text) - end < LONGEST_TOKEN_CHARS and not self._ended:
                self._grow()  # of "1.5e3" the scanner takes what is there, were it only "1"
                continue
            self._at = end
            return value

    def _next(self) -> str:
        """The next character that is not white space, "" at the end of the file."""
        while True:
            match = _SPACE.match(self._text, self._at)
            assert match
            self._at = match.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._grow()

    def _grow(self) -> None:
        """Drops what was taken and reads on: at least as much as is waiting, so a long element costs linear time."""
        self._line, self._column = self._place(self._at)
        waiting = self._text[self._at :]
        size = max(CHUNK_BYTES, len(waiting))
        data = self._read(size)
        ended = len(data) < size
        try:
            text = self._utf8.decode(data, final=ended)
        except UnicodeDecodeError as error:
            byte = self._bytes + len(data) - len(error.object) + error.start
            raise InputError(f"{self._where}, byte {byte}", "not UTF-8 text") from None
        self._bytes += len(data)
        self._text, self._at, self._ended = waiting + text, 0, ended

    def _place(self, at: int) -> tuple[int, int]:
        breaks = self._text.count("\n", 0, at)
        if not breaks:
            return self._line, self._column + at
        return self._line + breaks, at - self._text.rindex("\n", 0, at)

    def _may_go_on(self, error: ValueError) -> bool:
        """Whether the scanner stopped for want of text, and there is more, and the element may become that long."""
        return not self._ended and self._wants(error, LONGEST_TOKEN_CHARS) and not self._too_long()

    def _wants(self, error: ValueError, margin: int) -> bool:
        """Whether the error is at the end of the text. A string left open is reported at its beginning."""
        if not isinstance(error, JSONDecodeError):
            return False
        return error.pos >= len(self._text.rstrip()) - margin or error.msg.startswith("Unterminated string")

    def _too_long(self) -> bool:
        return len(self._text) - self._at > ELEMENT_MAX_CHARS

    def _broken(self, error: ValueError) -> InputError:
        if self._ended and self._wants(error, 0):
            return self.wrong("the file is cut off here", len(self._text))
        if not self._ended and self._too_long():
            return self.wrong(f"one element is longer than {ELEMENT_MAX_CHARS:,} characters")
        if isinstance(error, JSONDecodeError):
            return self.wrong(f"not JSON ({error.msg[0].lower()}{error.msg[1:]})", error.pos)
        return self.wrong(f"not JSON ({error})")
