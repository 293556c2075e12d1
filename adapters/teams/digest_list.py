"""The digests that somebody may know of in a card, each with what can be done with it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

from adapters.teams.buttons import CARRIED, Json, card, execute, line
from adapters.teams.rich import footer, paragraph, title
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.replies import digests as said

Act = Literal["new", "preview", "change", "pause", "resume", "remove"]

PREFIX = "recap_digest_list_"
LISTED_MAX = 20
_LABELS: dict[Act, str] = {
    "preview": "Preview, for me only",
    "change": "Change",
    "pause": "Pause",
    "resume": "Go on",
    "remove": "Remove",
}


class Pressed(NamedTuple):
    """`id` is the digest's, `here` the channel (id) in which the list was asked for: "" in a one-to-one chat."""

    act: Act
    id: str
    here: str


def listing(
    digests: Sequence[Digest],
    costs: Mapping[str, tuple[float, float]],
    now: datetime,
    here: str = "",
    outcome: str = "",
) -> Json:
    """Numbered from 1, as words name them. `outcome` says what became of one that was pressed."""
    body = [*([paragraph(outcome)] if outcome else []), title(said.LISTED) if digests else line(said.NONE)]
    for number, digest in enumerate(digests[:LISTED_MAX], 1):
        body.append(line(f"{number}. {said.told(digest)}") | {"separator": True, "spacing": "medium"})
        body += footer(said.standing(next_at(digest, now), costs.get(digest.id)))
        acts: list[Act] = ["preview", "change", "resume" if digest.paused else "pause", "remove"]
        body.append({"type": "ActionSet", "actions": [_press(act, _LABELS[act], digest.id, here) for act in acts]})
    return card(body, [_press("new", "Set up a digest", "", here)])


def pressed(action: Mapping[str, Any]) -> Pressed:
    """Errors: `ValueError` and its kin where it is none of ours."""
    id, here = json.loads(action["data"][CARRIED])
    verb = str(action["verb"]).removeprefix(PREFIX)
    return Pressed(next(act for act in get_args(Act) if act == verb), id, here)


def _press(act: Act, label: str, id: str, here: str) -> Json:
    return execute(f"{PREFIX}{act}", label, json.dumps([id, here], separators=(",", ":")))
