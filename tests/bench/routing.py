"""How the time of finding a route grows with the conversation, without and with cutting it into parts.

Printed beside the time of only finding the words of the same messages, taken in the same run.
"""

from functools import partial

from core.models import Transcript
from core.routing import Complexity, parts, stakes
from core.routing.said import say
from core.text.words import words
from core.workspace import WorkspaceSettings
from tests.bench.summarizing import seconds
from tests.bench.threads import conversation

SIZES = (500, 5_000)


def run(sizes: tuple[int, ...] = SIZES) -> None:
    for size in sizes:
        transcript = Transcript("bench", tuple(conversation(size)))
        found, cut = seconds(partial(_judged, transcript)), seconds(partial(parts, transcript, WorkspaceSettings()))
        plain = seconds(partial(_words, transcript))
        print(
            f"routing of {size} messages: {found:.3f} s, {found / plain:.1f} times finding their words;"
            f" cutting them into parts {cut:.3f} s"
        )


def _judged(transcript: Transcript) -> float:
    said = list(say(transcript))
    stakes(said)
    return Complexity(said, 1_000).score


def _words(transcript: Transcript) -> list[list[str]]:
    return [words(m.text) for m in transcript]
