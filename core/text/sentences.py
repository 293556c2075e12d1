"""Splits a message into sentences: any script, chat's lines and bullets, code kept whole."""

import re
from collections.abc import Iterator

_CODE = re.compile(r"(```.*?```)", re.DOTALL)
_BULLET = re.compile(r"\s*(?:[-*•–>]|\(?\d{1,2}[.)])\s")
# Marks that end a sentence where a space follows; those of East Asia need none. Closing quotes belong to it.
_SPACED = r"[.!?…؟۔।॥։።။។]+"
_UNSPACED = r"[。！？｡]+"
_END = re.compile(rf"(?:(?P<mark>{_SPACED})[\"'”’»)\]*_]*(?=\s|$)|{_UNSPACED}[」』”’）\"]*)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
# Lower case, without the final dot. "No." and "Fig." only count before a number.
_ABBREVIATIONS = frozenset(
    """e.g i.e eg ie etc vs cf approx mr mrs ms dr prof st jr sr inc ltd corp dept est resp ca al vol ed eds jan feb mar
    apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri""".split()
)
_BEFORE_NUMBER = frozenset("no fig figs p pp sec ch eq nr art para v".split())


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, trimmed, none empty. No character but white space is lost."""
    return [s for block in _blocks(text) for s in _split(block)]


def _blocks(text: str) -> Iterator[str]:
    """Code blocks, and lines; a line that runs on in lower case is joined with the next."""
    for i, part in enumerate(_CODE.split(text)):
        if i % 2:
            yield part
            continue
        block = ""
        for line in filter(None, (x.strip() for x in part.splitlines())):
            if block and _runs_on(block, line):
                block += f" {line}"
            else:
                if block:
                    yield block
                block = line
        if block:
            yield block


def _runs_on(block: str, line: str) -> bool:
    return len(block) > 50 and line[0].islower() and not _END.search(block[-3:]) and not _BULLET.match(line)


def _split(block: str) -> Iterator[str]:
    if block.startswith("```"):
        yield block
        return
    start = 0
    for end in _END.finditer(block):
        if end["mark"] and not _ends_here(block, start, end):
            continue
        if part := block[start : end.end()].strip():
            yield part
        start = end.end()
    if rest := block[start:].strip():
        yield rest


def _ends_here(block: str, start: int, end: re.Match[str]) -> bool:
    """False for a dot that belongs to an abbreviation, an initial or a number in a list, and for a pause."""
    rest = block[end.end() :].lstrip()
    if end["mark"] != ".":
        return not (end["mark"] in ("...", "…", "..") and rest[:1].islower())
    if block[end.start() - 1 : end.start()].isspace() and not (rest[:1].isupper() or rest == ""):
        return False  # "find . -name x"; transcripts of speech set every dot apart
    last = _LAST_WORD.search(block, start, end.start("mark"))
    word = last[0].lower() if last else ""
    if word in _ABBREVIATIONS:
        return word == "etc" and rest[:1].isupper()
    if word in _BEFORE_NUMBER:
        return not rest[:1].isdigit()
    if word.isdigit() and len(word) <= 2 and _is_list_number(block[start : end.start()].removesuffix(word), rest):
        return False
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return not (initial and rest[:1].isupper() and last is not None and last[0].isupper())


def _is_list_number(before: str, after: str) -> bool:
    """As in "1. First do this" and "the answers to 1. and 2."."""
    return before.strip()[-1:] in ("", ":", ";", "(") or after[:1].islower()
