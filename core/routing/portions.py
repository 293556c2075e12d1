"""A transcript in parts for a model: of even size, and the same ones after it has grown."""

from collections.abc import Iterable

from core import tokens
from core.chunks import Lexical, Part, split
from core.models import Transcript
from core.ports import Cohesion
from core.text.graphemes import cut
from core.workspace import WorkspaceSettings

# Above a prompt of so many tokens the small model costs five times as much (price list of the Messages API).
PROMPT_MAX_TOKENS = 100_000
# What of it the messages may take: the rest is for instructions, schema and question, which are never what is cut.
TEXT_MAX_TOKENS = 90_000
# Of `part_tokens`. A part of 5,000 tokens, some 200 messages, is answered with some 150: a second at 150 tokens a
# second, behind 0.6 s to the first. The instructions, which every part repeats, are then a tenth of what is sent.
MOST, LEAST = 1.0, 0.7
_GAP = " … "


def parts(
    transcript: Transcript,
    settings: WorkspaceSettings,
    links: Iterable[tuple[str, str]] = (),
    cohesion: Cohesion = Lexical(),
    portion: float = 1.0,
) -> tuple[Part, ...]:
    """The parts in which a model reads a transcript, all together its messages in order. Linear in time.

    Sizes depend on the settings only, never on the length of the whole: a transcript that grew keeps all parts but the
    last, at times the last two. `portion` makes them smaller, for what is hard. A single message above the size is a
    part by itself (`over_budget`); `shortened` makes it fit a prompt.
    """
    most = min(TEXT_MAX_TOKENS, int(settings.part_tokens * MOST * portion))
    least = int(settings.part_tokens * LEAST * portion)
    return split(transcript.messages, most, cohesion=cohesion, links=links, least_tokens=least)


def shortened(text: str, max_tokens: int = TEXT_MAX_TOKENS) -> str:
    """A text that fits: its beginning and its end, with a mark between them, cut between visible characters."""
    if tokens.of_text(text) <= max_tokens:
        return text
    side = max(0, (max_tokens - tokens.of_text(_GAP)) // 2 - 1)
    return _beginning(text, side) + _GAP + _beginning(text[::-1], side)[::-1]


def _beginning(text: str, max_tokens: int) -> str:
    encoded = text.encode(errors="surrogatepass")[: max_tokens * tokens.BYTES_PER_TOKEN]
    return cut(text, len(encoded.decode(errors="ignore")))
