"""Action items as people see and press them. All that a press needs to know is in its button."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from adapters.teams.buttons import Json, card, rich
from adapters.teams.rich import LinksOf, footer, inlines, title
from core.action_items.item import Item
from core.replies import items as said
from core.replies.items import Act

PREFIX = "recap_item_"
CARRIED = "recap"
WHEN, DAY, OWNER = "recap_when", "recap_day", "recap_owner"
MINE = ""  # in the place of a channel's id: whoever reads it has these
IN_MESSAGE_MAX = 10  # each has forms of its own: a card stays below 28 KB
PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}


class Listed(NamedTuple):
    """What a list is of: items of a workspace, those of one channel or `MINE`; `ids` are in the message."""

    workspace: str
    channel: str
    ids: tuple[str, ...]


class Pressed(NamedTuple):
    """`choice` is a day, in words or in ISO's form, or somebody's id; empty where nothing was chosen."""

    verb: Act
    item: str
    choice: str
    listed: Listed


def listing(
    heading: str,
    items: Sequence[Item],
    channel: str,
    today: date,
    links: LinksOf,
    further: Mapping[str, str] = {},
) -> Json:
    """A card; in a channel's list each has its owner. `further` are more lines, by the id of the item."""
    shown = items[:IN_MESSAGE_MAX]
    ids = tuple(item.id for item in shown)
    body = [title(heading)]
    for item in shown:
        line = said.line(item, today, owned=channel != MINE)
        body.append(rich(inlines(line, links(line)), spacing="medium", separator=True))
        body += footer(further.get(item.id, ""))
        body.append(_buttons(item.id, Listed(item.channel.workspace, channel, ids)))
    return card([*body, *(footer(said.more(len(items) - IN_MESSAGE_MAX)) if len(items) > len(shown) else [])])


def pressed(action: Mapping[str, Any]) -> Pressed:
    """Errors: `ValueError` and its kin where it is none of ours."""
    data = action["data"]
    verb, item, workspace, channel, ids = json.loads(data[CARRIED])
    chosen = (data.get(f"{name}_{item}") for name in ((OWNER,) if verb == "reassign" else (DAY, WHEN)))
    choice = next((str(it) for it in chosen if it), "")
    return Pressed(verb, item, choice, Listed(workspace, channel, tuple(ids)))


def _buttons(item: str, listed: Listed) -> Json:
    """Under one item."""
    days = [{"title": text, "value": value} for value, text in said.SOON.items()]
    when = {"type": "Input.ChoiceSet", "id": f"{WHEN}_{item}", "label": said.LABELS["remind"], "choices": days}
    day = {"type": "Input.Date", "id": f"{DAY}_{item}", "label": "Or on this day"}
    owner = {"type": "Input.ChoiceSet", "id": f"{OWNER}_{item}", "label": "Reassign to", "choices": []}
    actions = [
        _press("done", item, listed),
        _press("not_mine", item, listed),
        _form([when, day], _press("remind", item, listed)),
        _form([owner | {"choices.data": PEOPLE}], _press("reassign", item, listed)),
    ]
    return {"type": "ActionSet", "actions": actions}


def _press(verb: Act, item: str, listed: Listed) -> Json:
    value = json.dumps([verb, item, *listed], separators=(",", ":"))
    return {"type": "Action.Execute", "verb": f"{PREFIX}{verb}", "title": said.LABELS[verb], "data": {CARRIED: value}}


def _form(fields: list[Json], action: Json) -> Json:
    """What the action needs to know, behind a button of its name."""
    form = {"type": "AdaptiveCard", "version": "1.5", "body": fields, "actions": [action]}
    return {"type": "Action.ShowCard", "title": action["title"], "card": form}
