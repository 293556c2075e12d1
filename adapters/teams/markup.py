"""The HTML of Teams messages to plain text (https://learn.microsoft.com/graph/api/resources/chatmessage).

A small reader of its own: it takes any text whatsoever, and stays linear on tags that never close.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.text import readable, spelled

_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)(?P<attributes>(?:[^\"'<>]+|\"[^\"]*\"|'[^']*')*+)>"
    r"|<[!?][^<>]*>"
    r"|(?P<text><?[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLOCKS = frozenset("p div br li ul ol tr table h1 h2 h3 h4 h5 h6 pre codeblock hr".split())
_SILENT = frozenset(("script", "style", "title"))  # what stands inside is no text
_BULLET = "- "
_QUOTES_MAX = 8  # blockquotes deeper than that are read as that deep


@dataclass(frozen=True, slots=True)
class Mention:
    """Who or what an <at> names: `id` tells whether two of them name the same one, `name` is what people call it."""

    id: str
    name: str
    sign: str = "@"  # "#" for a channel


def plain(body: str, mentions: Mapping[str, Mention] | None = None, attached: Mapping[str, str] | None = None) -> str:
    """Mentions as @name, quotes with "> ", list items with "- ", links with their address; white space as one reads it.

    mentions: by the id of the <at>; attached: plain text of quoted messages by the id of the <attachment>.
    """
    if "<" not in body and "&" not in body:
        return readable(body).strip()
    page = _Page(mentions or {}, attached or {})
    for piece in _PIECE.finditer(body):
        if piece["tag"]:
            page.tag(piece["tag"].lower(), bool(piece["end"]), piece["attributes"])
        elif piece["text"]:
            page.write(html.unescape(piece["text"]))
    return readable(page.read())


class _Page:
    """The text so far. Marks are places in `_text` where something began that its closing tag completes."""

    def __init__(self, mentions: Mapping[str, Mention], attached: Mapping[str, str]) -> None:
        self._mentions, self._attached = mentions, attached
        self._text: list[str] = []
        self._outer: list[list[str]] = []  # unfinished texts around the blockquote being read
        self._too_deep = 0
        self._verbatim = 0  # inside <pre>
        self._silent = ""  # the tag whose text is left out
        self._link: tuple[int, str] | None = None  # mark, address
        self._naming: tuple[int, Mention] | None = None  # mark of an open <at>
        self._named: tuple[int, Mention] | None = None  # where the last mention ended
        self._spans: list[bool] = []  # of those that are open: whether it is a mention

    def tag(self, tag: str, end: bool, attributes: str) -> None:
        if self._silent or tag in _SILENT:
            self._silence(tag, end)
        elif tag == "blockquote":
            self._close_quote() if end else self._open_quote()
        elif tag in _BLOCKS:
            self._block(tag, end)
        elif tag == "a":
            self._anchor(end, attributes)
        elif tag == "at":
            self._at(end, _attributes(attributes).get("id", ""))
        elif tag == "span":
            self._span(end, _attributes(attributes))
        elif not end:
            self._single(tag, _attributes(attributes))

    def write(self, text: str) -> None:
        if self._silent:
            return
        if not self._verbatim:
            text = _SPACE.sub(" ", text)
            if not self._text or self._text[-1].endswith(("\n", " ")):
                text = text.lstrip(" ")
        if text:
            self._text.append(text)

    def read(self) -> str:
        while self._outer:
            self._close_quote()
        return _tidy(self._text)

    def _silence(self, tag: str, end: bool) -> None:
        if not self._silent and not end:
            self._silent = tag
        elif tag == self._silent and end:
            self._silent = ""

    def _line(self) -> None:
        if self._text and self._text[-1] != _BULLET and not self._text[-1].endswith("\n"):
            self._text.append("\n")

    def _block(self, tag: str, end: bool) -> None:
        self._line()
        if tag in ("pre", "codeblock"):
            self._verbatim = max(0, self._verbatim + (-1 if end else 1))
        elif tag == "li" and not end:
            self._text.append(_BULLET)

    def _single(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Tags that bring their own text: pictures, emoji, table cells, what is attached."""
        if tag in ("td", "th") and self._text and not self._text[-1].endswith("\n"):
            self._text.append(" | ")
        elif tag == "emoji" or (tag == "img" and attributes.get("itemtype", "").endswith("/Emoji")):
            self._text.append(attributes.get("alt", ""))
        elif tag == "img":
            self._text.append(f"[{attributes.get('alt') or 'image'}]")
        elif tag == "attachment" and (quote := self._attached.get(attributes.get("id", ""))):
            self._quote(quote)

    def _anchor(self, end: bool, attributes: str) -> None:
        if not end:
            self._link = len(self._text), _attributes(attributes).get("href", "")
        elif self._link:
            mark, address = self._link
            self._link = None
            if address:
                self._text[mark:] = [spelled("".join(self._text[mark:]), address)]

    def _span(self, end: bool, attributes: Mapping[str, str]) -> None:
        """What bots are given has mentions so, where Graph has <at>: `itemid` says which."""
        if not end:
            self._spans.append(attributes.get("itemtype", "").endswith("/Mention"))
        if self._spans.pop() if end and self._spans else not end and self._spans[-1]:
            self._at(end, attributes.get("itemid", ""))

    def _at(self, end: bool, id: str) -> None:
        """Teams splits "Megan Bowen" into a mention of each word, both of the same person: they are said as one."""
        if not end:
            mention = self._mentions.get(id)
            self._naming = (len(self._text), mention) if mention else None
            if not mention:
                self._text.append("@")
        elif self._naming:
            mark, mention = self._naming
            self._naming = None
            if (
                self._named
                and self._named[1].id == mention.id
                and not "".join(self._text[self._named[0] : mark]).strip()
            ):
                del self._text[self._named[0] :]
                return
            self._text[mark:] = [mention.sign + mention.name]
            self._named = len(self._text), mention

    def _open_quote(self) -> None:
        if len(self._outer) == _QUOTES_MAX:
            self._too_deep += 1
            self._line()
            return
        self._outer.append(self._text)
        self._text = []
        self._link = self._naming = self._named = None

    def _close_quote(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            self._line()
        elif self._outer:
            quoted = _tidy(self._text)
            self._text = self._outer.pop()
            self._link = self._naming = self._named = None
            self._quote(quoted)

    def _quote(self, quoted: str) -> None:
        self._line()
        self._text += [f"> {line}\n" for line in quoted.splitlines()]


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(text)}


def _tidy(pieces: list[str]) -> str:
    """No spaces at the ends of lines, no empty lines."""
    return re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]+(?=\n)", "", "".join(pieces))).strip()
