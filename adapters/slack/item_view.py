"""Action items as people see and press them. All that a press needs to know is in what it is called.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from adapters.slack.inert import plain
from adapters.slack.rich import PAGE_MAX_CHARS, LinksOf, elements, footer, rich, section, size, title
from core.action_items.item import Item
from core.replies import items as said_of_items

Json = dict[str, Any]
Verb = Literal["done", "not_mine", "remind", "on_day", "reassign", "tell"]

PREFIX = "recap_item/"
# Where an item stands: in a message that stays, in a list that only its reader sees, in App Home.
NOTE, MINE, HOME = "note", "mine", "home"
IN_MESSAGE_MAX = 15  # each of three blocks at most, of 50
TOLD_MAX_CHARS = 1_000


class Pressed(NamedTuple):
    """`where` is one of the three, or the id of the channel whose list it is."""

    verb: Verb
    item: str
    where: str


class Telling(NamedTuple):
    """Ids of a channel and of a thread's root in it, and what to say there."""

    channel: str
    thread: str
    text: str


def name(verb: Verb, item: str, where: str) -> str:
    return f"{PREFIX}{verb}/{item}/{where}"


def pressed(action_id: str) -> Pressed:
    """Errors: `ValueError` where it is none of ours."""
    verb, item, where = action_id.removeprefix(PREFIX).split("/")
    return Pressed(next(it for it in get_args(Verb) if it == verb), item, where)


def note(opening: str, listed: Sequence[Item], further: Mapping[str, str], today: date, links: LinksOf) -> list[Json]:
    """A direct message. `further` are more lines, by the id of the item they belong to."""
    each = []
    for item in listed:
        lines = [footer(further[item.id])] if item.id in further else []
        each.append([*with_buttons(item, NOTE, today, links), *lines])
    return [title(opening), *_fitting(each)]


def listing(heading: str, listed: Sequence[Item], where: str, today: date, links: LinksOf) -> list[Json]:
    """A list with buttons; `where` is as in `Pressed`. In a channel's list each has its owner; App Home has headers."""
    owned = where not in (NOTE, MINE, HOME)
    each = [with_buttons(item, where, today, links, owned) for item in listed]
    return [*([] if where == HOME else [title(heading)]), *_fitting(each)]


def with_buttons(item: Item, where: str, today: date, links: LinksOf, owned: bool = False) -> list[Json]:
    line = said_of_items.line(item, today, owned, placed=not owned)
    return [rich([section(elements(line, links(line)))]), buttons(item.id, where)]


def buttons(item: str, where: str) -> Json:
    """Under one item."""
    said = said_of_items.LABELS
    options = [_option(text, value) for value, text in said_of_items.SOON.items()]
    return {
        "type": "actions",
        "elements": [
            _button(name("done", item, where), said["done"], style="primary"),
            _button(name("not_mine", item, where), said["not_mine"]),
            _chooser("static_select", name("remind", item, where), said["remind"], options=options),
            _chooser("datepicker", name("on_day", item, where), f"{said['remind']} on …"),
            _chooser("users_select", name("reassign", item, where), f"{said['reassign']} to …"),
        ],
    }


def settled(blocks: Sequence[Json], item: str, outcome: Sequence[Json]) -> list[Json]:
    """The blocks of a message with the outcome in the place of the buttons of one item; Slack names them anew."""
    nameless = [{key: value for key, value in block.items() if key != "block_id"} for block in blocks]
    return [new for block in nameless for new in (outcome if _belongs(block, item) else [block])]


def outcome(said: str, pressed: Pressed, telling: Telling | None = None) -> list[Json]:
    """What became of an item; with a button to say so where it came from, if there is something to tell."""
    if telling is None:
        return [footer(said)]
    value = json.dumps(telling, ensure_ascii=False)
    button = _button(name("tell", pressed.item, pressed.where), said_of_items.TELL, value=value)
    return [footer(said), {"type": "actions", "elements": [button]}]


def telling(item: Item, text: str) -> Telling:
    """In the thread of the message that it was first said in."""
    return Telling(item.channel.id, item.thread_id or item.sources[0], plain(text, TOLD_MAX_CHARS))


def told(action: Json) -> Telling:
    """Of the button that was pressed."""
    return Telling(*json.loads(action["value"]))


def chosen(action: Json) -> str:
    """What was chosen in a menu: an option's value, a day in ISO's form, somebody's id. Empty: nothing any more."""
    option = action.get("selected_option") or {}
    return str(option.get("value") or action.get("selected_date") or action.get("selected_user") or "")


def nothing(text: str) -> Json:
    """In the place of a list that is empty now."""
    return {"type": "section", "text": {"type": "plain_text", "text": plain(text, 300)}}


def _belongs(block: Json, item: str) -> bool:
    ids = [str(element.get("action_id", "")) for element in block.get("elements", ())]
    return block["type"] == "actions" and any(id.startswith(PREFIX) and pressed(id).item == item for id in ids)


def _fitting(each: Sequence[list[Json]]) -> Iterator[Json]:
    """The items that one message takes, and how many more there are."""
    count = used = 0
    for blocks in each[:IN_MESSAGE_MAX]:
        used += size(blocks)
        if used > PAGE_MAX_CHARS:
            break
        yield from blocks
        count += 1
    if count < len(each):
        yield footer(said_of_items.more(len(each) - count))


def _button(id: str, text: str, **more: str) -> Json:
    return {"type": "button", "action_id": id, "text": _plain(text), **more}


def _chooser(kind: str, id: str, text: str, **more: Any) -> Json:
    return {"type": kind, "action_id": id, "placeholder": _plain(text), **more}


def _option(text: str, value: str) -> Json:
    return {"text": _plain(text), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": plain(text, 75)}
