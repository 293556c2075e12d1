"""The digests that somebody may know of in a card, each with what can be done with it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from adapters.teams.buttons import CARRIED, Json, card, execute, line
from adapters.teams.rich import footer, paragraph, title
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.replies import digests as said

Act = Literal["new"] | said.Act

PREFIX = "recap_digest_list_"
_ACTS: tuple[Act, ...] = ("new", *said.LABELS)


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
    for number, digest in enumerate(digests[: said.LISTED_MAX], 1):
        body.append(line(f"{number}. {said.told(digest)}") | {"separator": True, "spacing": "medium"})
        body += footer(said.standing(next_at(digest, now), costs.get(digest.id)))
        presses = [_press(act, said.LABELS[act], digest.id, here) for act in said.acts(digest)]
        body.append({"type": "ActionSet", "actions": presses})
    return card(body, [_press("new", said.SET_UP, "", here)])


def pressed(action: Mapping[str, Any]) -> Pressed:
    """Errors: `ValueError` and its kin where it is none of ours."""
    id, here = json.loads(action["data"][CARRIED])
    verb = str(action["verb"]).removeprefix(PREFIX)
    return Pressed(next(act for act in _ACTS if act == verb), id, here)


def _press(act: Act, label: str, id: str, here: str) -> Json:
    return execute(f"{PREFIX}{act}", label, json.dumps([id, here], separators=(",", ":")))
