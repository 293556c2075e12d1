"""`python -m tests.evals.live [--data DIR] [--each N]`: a short version of what the stand-in proves, with a real model.

Threads of the sample workspace are summarized twice, with checks, cost and time; with `--data` also N conversations of
each public set, with ROUGE-1/2/L beside that of the offline engine. A key is needed (RECAP_ANTHROPIC_API_KEY); ten
summaries cost about a cent.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from time import monotonic

from adapters.exports.detect import open_export
from bots import wiring
from bots.cli.local import LocalAccess
from bots.cli.stored import local_user
from bots.cli.telling import OnStandardError
from bots.settings import Settings, read_settings
from core.answering import Minutes, Question
from core.asking.first_words import PATIENCE_SECONDS
from core.models import Channel
from core.offline import engine
from core.ports import MessageStore
from core.provenance import sentences
from core.summary import Summary, SummaryRequest
from tests.training import corpora
from tests.training.corpora import Document
from tests.training.rouge import rouge

NO_KEY = "make live asks the real service: set RECAP_ANTHROPIC_API_KEY"
SETS = ("ami_dev", "email_val", "qmsum_val")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of the public sets (tests/training/corpora.py)")
    parser.add_argument("--each", type=int, default=5, help="how many conversations of each set")
    options = parser.parse_args()
    settings = read_settings()
    if not settings.anthropic_api_key:
        sys.exit(NO_KEY)
    asyncio.run(live(settings, options.data, options.each))


async def live(settings: Settings, data: Path | None, each: int) -> None:
    """Nothing of it stays: the database goes away again."""
    async with _opened(settings) as (store, minutes):
        await _sample(store, minutes)
        for name in SETS if data else ():
            assert data
            await _scored(name, corpora.summaries(data, name)[:each], minutes)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[tuple[MessageStore, Minutes]]:
    with TemporaryDirectory(prefix="recap-live-") as folder:
        own = replace(settings, database=Path(folder) / "recap.sqlite3", master_key=None)
        async with (
            wiring.stores(own) as stores,
            wiring.minutes(own, stores, LocalAccess(), OnStandardError(), limited=False) as minutes,
        ):
            yield stores.messages, minutes


async def _sample(store: MessageStore, minutes: Minutes) -> None:
    with as_file(files("adapters.exports") / "sample") as folder:
        async with store.importing() as writes:
            for channel, pairs in groupby(open_export(folder).messages(), key=lambda pair: pair[0]):
                await writes.add(channel, [message for _, message in pairs])
    for channel in await store.channels():
        for again in (False, True):
            began = monotonic()
            given = await minutes.answer(Question(local_user(), channel, patience=PATIENCE_SECONDS))
            took = f"{monotonic() - began:.2f} s, ${given.cost:.5f}{', cached' if given.cached else ''}"
            print(f"#{channel.name}, {given.summary.coverage.read} messages{', again' if again else ''}: {took}.")
        print(" ".join(sentences(given.summary)), given.summary.overview, sep="\n", end="\n\n")


async def _scored(name: str, documents: Sequence[Document], minutes: Minutes) -> None:
    model, offline, costs = [], [], []
    for document in documents:
        asked, id = SummaryRequest(max_words=document.words), document.transcript.id
        question = Question(local_user(), Channel("jsonl", "", id, id), request=asked, patience=PATIENCE_SECONDS)
        given = await minutes.about(question, document.transcript)
        costs.append(given.cost)
        model.append(rouge(document.references, _text(given.summary)))
        offline.append(rouge(document.references, _text(engine.summarize(document.transcript, asked))))
    print(f"{name}, {len(documents)} conversations, mean ${fmean(costs):.5f}: ROUGE-1/2/L {_means(model)}", end="; ")
    print(f"offline {_means(offline)}")


def _text(summary: Summary) -> str:
    return " ".join([summary.overview, *(s.text for s in summary.statements())])


def _means(scores: Sequence[tuple[float, float, float]]) -> str:
    return " ".join(f"{fmean(column):.1f}" for column in zip(*scores, strict=True))


if __name__ == "__main__":
    main()
