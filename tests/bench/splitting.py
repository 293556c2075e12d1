"""How the time of splitting grows with the transcript.

Printed beside the time of only finding the words of the same messages, taken in the same run.
"""

from functools import partial

from core.chunks import split
from tests.bench.summarizing import conversation, finding_words, seconds

SIZES = (1_000, 5_000, 20_000)
BUDGET_TOKENS = 5_000


def run(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        transcript = conversation(size)
        splitting = seconds(partial(split, transcript, BUDGET_TOKENS))
        words = seconds(partial(finding_words, transcript))
        print(f"splitting of {size} messages: {splitting:.2f} s, {splitting / words:.1f} times finding their words")
