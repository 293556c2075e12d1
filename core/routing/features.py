"""What makes a transcript hard to tell briefly, each as a number from 0 to 1. Two more: `languages`, `disagreement`."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from core.routing.said import Said

# A hundred tokens are a handful of messages; ten thousand are two parts wherever they are cut.
SHORT_TOKENS, LONG_TOKENS = 100, 10_000
# Where people talk freely a fifth one splits the group (Dunbar, Duncan and Nettle 1995): eight are two groups at once.
FEW_PEOPLE, MANY_PEOPLE = 2, 8
# Every second message returning to another conversation: two that run fully entangled.
TANGLED = 0.5
# Of messages with code. With every third the words alone no longer tell what happens.
MUCH_CODE = 1 / 3
# Every branch begins with a sign or a word of its own: what holds none of them is passed over at once.
_CODE = re.compile(
    r"`[^`\n]+`|```"  # marked
    r"|[;{}]\s*$|[$#]\s\w"  # a line of a program or of a shell
    r"|\((?<=\w\()\w*\)|::(?<=\w::)\w|->\s*\w|==|!=|&&|\|\|"  # calls and operators
    r"|Traceback|Exception\b|Error:|\b0x[0-9a-f]{4}"  # what failed
    r"|/(?<![\w/:.~]/)[\w.-]+/[\w.-]+",  # a path, not an address
    re.MULTILINE,
)


def length(tokens: int) -> float:
    """From 0 at `SHORT_TOKENS` to 1 at `LONG_TOKENS`, by ratio: what is twice as long is as much harder everywhere."""
    return _share(log(max(tokens, SHORT_TOKENS) / SHORT_TOKENS), log(LONG_TOKENS / SHORT_TOKENS))


def participants(said: Sequence[Said]) -> float:
    """From 0 at `FEW_PEOPLE` to 1 at `MANY_PEOPLE`, who count as they speak: one who says a word once hardly does.

    The number is the inverse Simpson index (Hill number of order 2): n who write equally much are n.
    """
    counts = Counter(s.author for s in said).values()
    if not counts:
        return 0.0
    people = sum(counts) ** 2 / sum(n * n for n in counts)
    return _share(people - FEW_PEOPLE, MANY_PEOPLE - FEW_PEOPLE)


def interleaving(said: Sequence[Said]) -> float:
    """The share of messages that go back to a conversation which another one had interrupted; 1 at `TANGLED`."""
    seen: set[str] = set()
    returns, last = 0, None
    for s in said:
        returns += s.conversation != last and s.conversation in seen
        seen.add(s.conversation)
        last = s.conversation
    return _share(returns, TANGLED * len(said))


def code(said: Sequence[Said]) -> float:
    """The share of messages that hold code, commands, paths or what a program printed; 1 at `MUCH_CODE`."""
    return _share(sum(_CODE.search(s.message.text) is not None for s in said), MUCH_CODE * len(said))


def _share(part: float, whole: float) -> float:
    return min(1.0, max(0.0, part / whole)) if whole else 0.0
