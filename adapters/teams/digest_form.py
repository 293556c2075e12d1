"""The form in which a digest is set up, and what was chosen in it.

https://adaptivecards.io/explorer/Input.ChoiceSet.html: of several choices the values come with commas between them.
"""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, Literal, NamedTuple, get_args

from adapters.teams.buttons import CARRIED, Json, card, execute
from adapters.teams.inert import plain
from adapters.teams.rich import footer, title
from core import zones
from core.digests.digest import WORDS_MAX, WORKDAYS, Digest
from core.errors import RequestError
from core.models import Channel
from core.replies import digest_form as said
from core.replies.answers import title_of
from core.replies.digest_form import AT, CHANNELS, KIND, LANGUAGE, LENGTH, ON, TO, ZONE
from core.replies.digests import KINDS, LABELS, WHICH_CHANNELS
from core.words import DigestWish, InChannel
from core.words.languages import LANGUAGES

Act = Literal["save", "try", "back"]

PREFIX = "recap_digest_form_"
CHOICES_MAX = 80  # channels in each of two lists: a card stays below 28 KB
NAME_MAX_CHARS = 60
OTHERS = "Here are some of your channels only. In words you can name all: digest daily 9:00 of #general to #team"


class Sent(NamedTuple):
    """`id` is that of the digest to change, empty for a new one."""

    act: Act
    id: str
    wish: DigestWish


def form(channels: Sequence[Channel], zone: str, digest: Digest | None = None, here: str = "") -> Json:
    """Filled with what the digest is now, or with the asker's time zone and the channel they asked in (id)."""
    it, offered = digest, _offered(channels, digest)
    sources = ",".join(channel.id for channel in it.channels) if it else here
    body = [
        title(said.title(it)),
        _choice(CHANNELS, offered, sources, isMultiSelect=True),
        _choice(TO, offered, it.destination.id if it else here),
        _choice(KIND, KINDS, it.kind if it else "daily", style="expanded"),
        _choice(ON, said.days(), ",".join(map(str, it.days if it else WORKDAYS)), isMultiSelect=True),
        {"type": "Input.Time", "id": AT, "label": said.LABELS[AT], "value": said.hour(it)},
        _text(ZONE, it.zone if it else zone),
        _text(LANGUAGE, (it and it.language) or ""),
        _choice(LENGTH, said.lengths(it), str(it.max_words if it else WORDS_MAX)),
        *(footer(OTHERS) if len(channels) > CHOICES_MAX else []),
    ]
    id = it.id if it else ""
    labels: dict[Act, str] = {"save": "Save", "try": LABELS["preview"], "back": "Back"}
    return card(body, [execute(f"{PREFIX}{act}", label, id) for act, label in labels.items()])


def sent(action: Mapping[str, Any]) -> Sent:
    """What was chosen. Errors: `RequestError` with what cannot be; `KeyError` and its kin where it is none of ours."""
    data, verb = action["data"], str(action["verb"]).removeprefix(PREFIX)
    act = next(act for act in get_args(Act) if act == verb)
    return Sent(act, data[CARRIED], DigestWish() if act == "back" else _wish(data))


def _wish(data: Mapping[str, Any]) -> DigestWish:
    sources, to = [id for id in str(data.get(CHANNELS) or "").split(",") if id], str(data.get(TO) or "")
    if not sources or not to:
        raise RequestError(WHICH_CHANNELS)
    hour, language = str(data.get(AT) or ""), str(data.get(LANGUAGE) or "").strip().casefold()
    if language and language not in LANGUAGES:
        raise RequestError(said.NO_LANGUAGE)
    return DigestWish(
        channels=tuple(InChannel(id, "") for id in sources),
        destination=InChannel(to, ""),
        at=time.fromisoformat(hour) if hour else None,
        days=tuple(int(day) for day in str(data.get(ON) or "").split(",") if day) or None,
        kind="weekly" if data.get(KIND) == "weekly" else "daily",
        zone=_zone(str(data.get(ZONE) or "").strip()),
        language=LANGUAGES.get(language),
        max_words=int(data.get(LENGTH) or WORDS_MAX),
    )


def _zone(name: str) -> str | None:
    if name and zones.named(name) is None:
        raise RequestError(said.NO_ZONE)
    return name or None


def _offered(channels: Sequence[Channel], digest: Digest | None) -> dict[str, str]:
    """Its own are always among them: nobody takes one out by not seeing it."""
    own = (*digest.channels, digest.destination) if digest else ()
    found = dict.fromkeys((*own, *channels[:CHOICES_MAX]))
    return {channel.id: plain(title_of(channel), NAME_MAX_CHARS) for channel in found}


def _choice(id: str, choices: Mapping[str, str], chosen: str, **more: object) -> Json:
    shown = [{"title": text, "value": value} for value, text in choices.items()]
    first = {"value": chosen} if chosen else {}
    return {"type": "Input.ChoiceSet", "id": id, "label": said.LABELS[id], "choices": shown} | first | more


def _text(id: str, value: str) -> Json:
    return {"type": "Input.Text", "id": id, "label": said.LABELS[id]} | ({"value": value} if value else {})
