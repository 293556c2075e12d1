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
    where = "standard input" if path == STDIN else path
    with _opened(path) as file:
        yield from jsonl.rows(_lines(file), where)


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
