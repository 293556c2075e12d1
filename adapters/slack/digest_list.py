"""The digests of a workspace in a list, each with what can be done with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from adapters.slack.inert import plain
from core.digests.digest import Digest
from core.digests.slots import next_at
from core.replies import digests as said
from core.replies.digests import Act

Json = dict[str, Any]

PREFIX = "recap_digest/"
NEW = "recap_new_digest"


def listing(digests: Sequence[Digest], costs: Mapping[str, tuple[float, float]], now: datetime) -> list[Json]:
    """Numbered from 1, as words name them; a button to set up another one."""
    blocks = [] if digests else [_section(said.NONE)]
    for number, digest in enumerate(digests[: said.LISTED_MAX], 1):
        standing = said.standing(next_at(digest, now), costs.get(digest.id))
        blocks.append(_section(f"{number}. {said.told(digest)}\n{standing}") | {"accessory": _menu(digest)})
    return [*blocks, {"type": "actions", "elements": [_button(NEW, said.SET_UP)]}]


def one(text: str, digest: Digest) -> list[Json]:
    """A line about a digest, with a button that shows what it would say today."""
    button = _button(f"{PREFIX}{digest.id}", said.LABELS["preview"]) | {"value": "preview"}
    return [_section(text), {"type": "actions", "elements": [button]}]


def pressed(action: Json) -> tuple[str, Act]:
    """The digest's id, and what to do with it."""
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    return str(action["action_id"]).removeprefix(PREFIX), next(act for act in get_args(Act) if act == value)


def _menu(digest: Digest) -> Json:
    options = [{"text": _plain(said.LABELS[act]), "value": act} for act in said.acts(digest)]
    return {"type": "overflow", "action_id": f"{PREFIX}{digest.id}", "options": options}


def _section(text: str) -> Json:
    lines = "\n".join(plain(line, 1_000) for line in text.splitlines())
    return {"type": "section", "text": {"type": "plain_text", "text": lines, "emoji": False}}


def _button(id: str, text: str) -> Json:
    return {"type": "button", "action_id": id, "text": _plain(text)}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
