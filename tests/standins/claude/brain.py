"""What a plausible model writes, by the title of the schema it is given: "summary", "repair", "merge", "verdicts".

It is honest and never terse: over all calls of one transcript at least 12 statements and 350 tokens for 500 messages,
900 tokens for 5,000. A call sees only its own messages, so its share is concave in their number: parts write more.
The same prompt gets the same answer.
"""

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from tests.standins.claude import obeying, saying, tokens, verifying
from tests.standins.claude.reading import Asked, Said, read
from tests.standins.claude.saying import Statement
from tests.standins.claude.schema import shaped

# What lies, or otherwise is not what an honest model writes: the statements as they are to be, from the honest ones.
Edit = Callable[[list[Statement], Sequence[Said]], list[Statement]]
STATEMENTS_MIN = 3
MERGED_MAX = 30
SAMENESS = 8  # how much weight a kind loses by being all there is
_ORDER = ("decision", "action", "point", "question")


def honest(statements: list[Statement], said: Sequence[Said]) -> list[Statement]:
    return statements


def write(request: Mapping[str, Any], edit: Edit = honest, obeys: bool = False) -> str:
    """The text of the answer: JSON where a schema is known, fitted to it."""
    asked = read(request)
    if asked.schema is None:
        return "Nothing."
    return _json(shaped(_answer(asked, edit, obeys), asked.schema))


def _answer(asked: Asked, edit: Edit, obeys: bool) -> dict[str, Any]:
    random = Random(hashlib.sha256(asked.text.encode(errors="surrogatepass")).digest())
    if asked.title == "verdicts":
        return {"verdicts": [verifying.verdict(x) for x in asked.claims]}
    if asked.title == "merge":
        statements = list(asked.statements[:MERGED_MAX])
    elif asked.title == "repair" and asked.statements:
        statements = _repaired(asked, random)
    else:
        statements = summarized(asked.said, random)
    if obeys:
        statements = [*obeying.obeyed(asked.said), *statements]
    statements = edit(statements, asked.said)
    return {"statements": statements, "overview": statements[0]["text"] if statements else ""}


def least(messages: int) -> tuple[int, int]:
    """How many statements and tokens an answer over so many messages has at least, as far as they hold so much."""
    beyond = max(0, messages - 500) / 4_500
    share = min(messages, 500) / 500
    return max(STATEMENTS_MIN, math.ceil(12 * share + 18 * beyond)), math.ceil(350 * share + 550 * beyond)


def summarized(said: Sequence[Said], random: Random) -> list[Statement]:
    """The weightiest of each stretch of the messages, then of all, until it is long enough."""
    answered = frozenset(x.answered for x in said if x.answered)
    found = [
        [(weight + random.random() / 2, made) for weight, made in saying.statements(one, answered, random.randrange(6))]
        for one in said
    ]
    count, size = least(len(said))
    stretch = max(1, math.ceil(len(found) / count))
    chosen: list[Statement] = []
    others: list[tuple[float, Statement]] = []
    for start in range(0, len(found), stretch):
        near = [x for one in found[start : start + stretch] for x in one]
        if near:
            best = max(near, key=lambda x: x[0] - SAMENESS * _share(x[1]["kind"], chosen))
            chosen.append(best[1])
            others += [x for x in near if x is not best]
    others.sort(key=lambda x: -x[0])
    while others and (len(chosen) < count or tokens.of_text(_json(chosen)) < size):
        chosen.append(others.pop(0)[1])
    return sorted(chosen, key=lambda x: (_ORDER.index(x["kind"]), x["sources"][-1]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _share(kind: str, chosen: Sequence[Statement]) -> float:
    return len([x for x in chosen if x["kind"] == kind]) / max(1, len(chosen))


def _repaired(asked: Asked, random: Random) -> list[Statement]:
    """For each statement that failed one that its sources hold, or none where they were not given."""
    repaired = []
    for failed in asked.statements:
        near = [x for x in asked.said if x.number in failed["sources"]] or list(asked.said[:1])
        made = [x for one in near for x in saying.statements(one, frozenset(), random.randrange(6))]
        if made:
            repaired.append(max(made, key=lambda x: x[0])[1])
    return repaired
