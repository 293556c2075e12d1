"""JSON Lines in a file or from standard input, one line after the other: transcripts, or anything else."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from adapters.exports import jsonl
from bots.cli.progress import progress
from core.errors import InputError

STDIN = "-"


def rows(path: str) -> Iterator[jsonl.Row]:
    """Each row as soon as its line is there. Errors: `InputError`."""
    yield from jsonl.rows(lines(path), where(path))


def where(path: str) -> str:
    """How an error names it."""
    return "standard input" if path == STDIN else path


def lines(path: str) -> Iterator[bytes]:
    """Each line as soon as it is there. Errors: `InputError`."""
    with _opened(path) as file:
        yield from _lines(file)


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except IsADirectoryError:
        raise InputError(path, "a folder, not a file of transcripts; exports are read by recap import") from None
    except OSError as error:
        raise InputError(path, (error.strerror or str(error)).lower()) from None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines, with a progress bar; on a terminal the answers themselves show how far it is."""
    if sys.stdout.isatty():
        yield from file
        return
    done = 0
    with progress("Reading transcripts", os.fstat(file.fileno()).st_size) as show:
        for line in file:
            yield line
            done += len(line)
            show(done)
