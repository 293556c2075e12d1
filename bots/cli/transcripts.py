"""Transcripts in a file or from standard input, one line after the other."""

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
    yield from jsonl.rows(lines(path), named(path))


def lines(path: str) -> Iterator[bytes]:
    """The lines of a file or of standard input as they come. Errors: `InputError`."""
    with _opened(path) as file:
        yield from _shown(file)


def named(path: str) -> str:
    """What people call it."""
    return "standard input" if path == STDIN else path


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except IsADirectoryError:
        raise InputError(path, "a folder, not a file of transcripts; exports are read by recap import") from None
    except OSError as error:
        raise InputError(path, (error.strerror or str(error)).lower()) from None


def _shown(file: BinaryIO) -> Iterator[bytes]:
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
