"""The form in which a digest is set up, and what was chosen in it.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import json
from datetime import time
from typing import Any, NamedTuple

from core import zones
from core.digests.digest import WORDS_MAX, WORKDAYS, Digest
from core.replies import digest_form as said
from core.replies.digest_form import AT, CHANNELS, KIND, LANGUAGE, LENGTH, ON, TO, ZONE
from core.replies.digests import KINDS
from core.words import DigestWish, InChannel
from core.words.languages import LANGUAGES

Json = dict[str, Any]

FORM = "recap_digest_form"
CHANNELS_MAX = 20


class Sent(NamedTuple):
    """`id` is that of the digest to change, empty for a new one; `url` where to answer, empty in direct messages."""

    wish: DigestWish
    id: str
    url: str
    wrong: dict[str, str]


def form(zone: str, url: str = "", digest: Digest | None = None, here: str | None = None) -> Json:
    """Filled with what the digest is now, or with the asker's time zone and the channel they are in (id)."""
    it = digest
    days = it.days if it else WORKDAYS
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps([it.id if it else "", url]),
        "title": _plain(said.title(it)),
        "submit": _plain("Save"),
        "blocks": [
            _input(CHANNELS, _channels([c.id for c in it.channels] if it else [])),
            _input(TO, _channel(it.destination.id if it else here)),
            _input(KIND, _choice("radio_buttons", KINDS, it.kind if it else "daily")),
            _input(ON, _days(days)),
            _input(AT, {"type": "timepicker", "initial_time": said.hour(it)}),
            _input(ZONE, _text(it.zone if it else zone)),
            _input(LANGUAGE, _text((it and it.language) or ""), optional=True),
            _input(LENGTH, _choice("static_select", said.lengths(it), str(it.max_words if it else WORDS_MAX))),
        ],
    }


def sent(view: Json) -> Sent:
    """What was chosen; `wrong` says by field what cannot be."""
    typed = {id: there[id] for id, there in view["state"]["values"].items()}
    zone, wrong = (typed[ZONE].get("value") or "").strip(), {}
    if zones.named(zone) is None:
        wrong[ZONE] = said.NO_ZONE
    language = (typed[LANGUAGE].get("value") or "").strip()
    if language and language.casefold() not in LANGUAGES:
        wrong[LANGUAGE] = said.NO_LANGUAGE
    days = tuple(sorted(int(option["value"]) for option in typed[ON].get("selected_options") or ()))
    hour = typed[AT].get("selected_time")
    wish = DigestWish(
        channels=tuple(InChannel(id, "") for id in typed[CHANNELS].get("selected_conversations") or ()),
        destination=InChannel(typed[TO].get("selected_conversation") or "", ""),
        at=time.fromisoformat(hour) if hour else None,
        days=days or None,
        kind="weekly" if typed[KIND]["selected_option"]["value"] == "weekly" else "daily",
        zone=zone,
        language=LANGUAGES.get(language.casefold()),
        max_words=int(typed[LENGTH]["selected_option"]["value"]),
    )
    id, url = json.loads(view["private_metadata"])
    return Sent(wish, id, url, wrong)


def _input(id: str, element: Json, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": id,
        "optional": optional,
        "label": _plain(said.LABELS[id]),
        "element": element | {"action_id": id},
    }


_OURS = {"include": ["public", "private"], "exclude_bot_users": True}


def _channels(chosen: list[str]) -> Json:
    first = {"initial_conversations": chosen} if chosen else {}
    return {"type": "multi_conversations_select", "filter": _OURS, "max_selected_items": CHANNELS_MAX} | first


def _channel(chosen: str | None) -> Json:
    first = {"initial_conversation": chosen} if chosen else {}
    return {"type": "conversations_select", "filter": _OURS} | first


def _choice(kind: str, options: dict[str, str], chosen: str) -> Json:
    shown = {value: _option(text, value) for value, text in options.items()}
    return {"type": kind, "options": list(shown.values()), "initial_option": shown[chosen]}


def _days(chosen: tuple[int, ...]) -> Json:
    options = [_option(text, day) for day, text in said.days().items()]
    return {"type": "checkboxes", "options": options, "initial_options": [options[day] for day in chosen]}


def _text(value: str) -> Json:
    return {"type": "plain_text_input"} | ({"initial_value": value} if value else {})


def _option(text: str, value: str) -> Json:
    return {"text": _plain(text), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
