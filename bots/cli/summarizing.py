"""`recap summarize`."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from adapters.exports import jsonl
from bots.cli.wire import summary_to_json
from core.offline import engine
from core.reading import assemble
from core.summary import SummaryRequest


def run(options: argparse.Namespace) -> None:
    request = SummaryRequest(options.max_words, options.focus)
    with opened(options.path) as lines:
        for row in jsonl.rows(lines, options.path):
            summary = engine.summarize(assemble(row.id, row.messages), request)
            print(json.dumps(summary_to_json(summary), ensure_ascii=False))


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    if path == "-":
        yield sys.stdin
    else:
        with Path(path).open(encoding="utf-8") as file:
            yield file
