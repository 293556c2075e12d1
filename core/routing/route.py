"""The way of one transcript, and why this one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core import tokens
from core.chunks import Lexical, Part
from core.models import Transcript
from core.ports import Cohesion, Usage
from core.routing import expected
from core.routing.complexity import Complexity
from core.routing.portions import TEXT_MAX_TOKENS, parts
from core.routing.said import say
from core.routing.stakes import Stakes, stakes
from core.workspace import WorkspaceSettings

Money = Literal["plenty", "scarce", "spent"]
# Short and hard: parts of a third of what is otherwise asked in one, so that less goes on in each.
HARD_PORTION = 0.35
# Too long for one call and too short for two full parts: two that end together.
SHORT_PORTION = 0.6
# So many parts are merged in one prompt: each answers with at most a thousand tokens, and no prompt crosses the cliff.
MERGED_AT_ONCE = TEXT_MAX_TOKENS // 1_000


class Kind(StrEnum):
    OFFLINE = "offline"
    ONE = "one call"
    PARTS = "parts"  # joined by the core
    MERGED = "parts, merged"


@dataclass(frozen=True, slots=True)
class Route:
    """`model` answers, None offline; `large` merges and verifies, None where it does neither.

    `tokens` are those of the messages by `core.tokens`; `parts` hold all messages, one part where it is one call, none
    offline; `merges` counts calls. No text of a prompt has more than `TEXT_MAX_TOKENS` but for a message that is
    `over_budget` by itself (`core.routing.shortened`). `reason` is a sentence for a person.
    """

    kind: Kind
    reason: str
    complexity: Complexity
    stakes: Stakes
    tokens: int
    model: str | None = None
    large: str | None = None
    parts: tuple[Part, ...] = ()
    merges: int = 0
    verified: bool = False

    @property
    def calls(self) -> tuple[tuple[str, Usage], ...]:
        """Each call that is to be made, by its model and what it is expected to use; none offline."""
        if self.model is None:
            return ()
        out = [(self.model, expected.asked(part.tokens)) for part in self.parts]
        if self.large is None:
            return tuple(out)
        answers = sum(used.output for _, used in out)
        out += [(self.large, expected.merged(answers // self.merges)) for _ in range(self.merges)]
        if self.verified:
            out.append((self.large, expected.verified(self.tokens)))
        return tuple(out)


def route(
    transcript: Transcript,
    settings: WorkspaceSettings,
    money: Money = "plenty",
    *,
    server: bool = True,
    high_stakes: bool | None = None,
    links: Iterable[tuple[str, str]] = (),
    cohesion: Cohesion | None = None,
) -> Route:
    """`server`: whether there is one to ask. `high_stakes` overrules what the channel and the messages say.

    `links` are ids of a message and of the one that it answers, as far as known; without a `cohesion` the words decide
    where it is split. Linear in the transcript's length.
    """
    links = tuple(links)
    size = sum(map(tokens.of_message, transcript))
    said = tuple(say(transcript, links))
    score = Complexity(said, size, settings.complexity_weights)
    found = stakes(said, transcript.channel, settings.high_stakes_channels)
    if why := _why_offline(size, money, server):
        return Route(Kind.OFFLINE, why, score, found, size)
    by = cohesion or Lexical([s.words for s in said])
    split, why = _split(transcript, size, score, settings, links, by)
    high = found.high if high_stakes is None else high_stakes
    many, rich = size > settings.merged_parts * settings.part_tokens, money == "plenty"
    merged = many and rich
    reasons = (
        f"{_counted(len(split))} on {settings.small_model}: {why}",
        *_of_large(settings, high, many, rich, found),
    )
    return Route(
        Kind.MERGED if merged else Kind.ONE if len(split) == 1 else Kind.PARTS,
        "; ".join(reasons) + ".",
        score,
        found,
        size,
        model=settings.small_model,
        large=settings.large_model if rich and (high or many) else None,
        parts=split,
        merges=-(-len(split) // MERGED_AT_ONCE) if merged else 0,
        verified=high and rich,
    )


def _why_offline(size: int, money: Money, server: bool) -> str | None:
    if not size:
        return "No model: there is nothing to read."
    if not server:
        return "No model: none is set up, the offline engine answers."
    return "No model: the money is spent, the offline engine answers." if money == "spent" else None


def _split(
    transcript: Transcript,
    size: int,
    score: Complexity,
    settings: WorkspaceSettings,
    links: tuple[tuple[str, str], ...],
    cohesion: Cohesion,
) -> tuple[tuple[Part, ...], str]:
    """The parts, and why these."""
    one = min(settings.one_call_tokens, TEXT_MAX_TOKENS)
    if size > one:
        portion = 1.0 if size > settings.part_tokens else SHORT_PORTION
        return parts(transcript, settings, links, cohesion, portion), f"{size:,} tokens are more than {one:,}"
    if score.score < settings.complex_from:
        whole = Part(transcript.messages, size)
        return (whole,), f"{size:,} of {one:,} tokens, complexity {score.score:.2f} below {settings.complex_from:.2f}"
    split = parts(transcript, settings, links, cohesion, HARD_PORTION)
    why = f"complexity {score.score:.2f}, parts from {settings.complex_from:.2f} on, most of it {score.foremost.name}"
    return split, why if len(split) > 1 else f"{why}, but it fills no more than one part"


def _counted(count: int) -> str:
    return "One call" if count == 1 else f"{count:,} parts"


def _of_large(settings: WorkspaceSettings, high: bool, many: bool, rich: bool, found: Stakes) -> Iterable[str]:
    """What the large model does, or would do if there were more money."""
    large = settings.large_model
    if many:
        above = f"above {settings.merged_parts * settings.part_tokens:,}"
        yield f"{above} {large} merges" if rich else f"money is scarce, so {large} does not merge {above}"
    if high:
        about = "a channel marked so" if found.channel else " and ".join(found.matters) or "asked for"
        yield f"high stakes ({about}): " + (
            f"{large} verifies" if rich else f"money is scarce, so {large} does not verify"
        )
