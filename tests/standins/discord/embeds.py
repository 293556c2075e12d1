"""Embeds and their limits. https://docs.discord.com/developers/resources/message#embed-object-embed-limits"""

import re
from typing import Any

from tests.standins.discord.refusals import Form, Path
from tests.standins.discord.state import Json

EMBEDS_MAX, FIELDS_MAX, ALL_MAX_CHARS = 10, 25, 6000
TITLE_MAX, DESCRIPTION_MAX, NAME_MAX, VALUE_MAX, FOOTER_MAX, AUTHOR_MAX = 256, 4096, 256, 1024, 2048, 256
COLOR_MAX = 0xFFFFFF
_KNOWN = "title type description url timestamp color footer image thumbnail video provider author fields flags".split()
_INNER = {
    "footer": "text icon_url proxy_icon_url",
    "author": "name url icon_url proxy_icon_url",
    "image": "url proxy_url height width description",
    "thumbnail": "url proxy_url height width description",
}
_LINK = re.compile(r"(?:https?|attachment)://\S+")


def checked(form: Form, given: Any) -> list[Json]:
    """The embeds as they are stored: what each says, and its type."""
    found = form.objects(("embeds",), given, EMBEDS_MAX)
    for index, embed in enumerate(found):
        _embed(form, ("embeds", index), embed)
    if sum(_length(embed) for embed in found) > ALL_MAX_CHARS:
        said = f"Embed size exceeds maximum size of {ALL_MAX_CHARS}"
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", said)
    return [{name: value for name, value in embed.items() if value is not None} | {"type": "rich"} for embed in found]


def _embed(form: Form, path: Path, it: Json) -> None:
    form.known(path, it, _KNOWN)
    form.text((*path, "title"), it.get("title"), TITLE_MAX)
    form.text((*path, "description"), it.get("description"), DESCRIPTION_MAX)
    form.number((*path, "color"), it.get("color"), 0, COLOR_MAX, 0)
    _link(form, (*path, "url"), it.get("url"))
    for name, known in _INNER.items():
        inner = it.get(name)
        if isinstance(inner, dict):
            form.known((*path, name), inner, known.split())
            _link(form, (*path, name, "url"), inner.get("url"))
    form.text((*path, "footer", "text"), _inside(it, "footer").get("text"), FOOTER_MAX, int("footer" in it))
    form.text((*path, "author", "name"), _inside(it, "author").get("name"), AUTHOR_MAX, int("author" in it))
    for index, field in enumerate(form.objects((*path, "fields"), it.get("fields"), FIELDS_MAX)):
        form.known((*path, "fields", index), field, ("name", "value", "inline"))
        form.text((*path, "fields", index, "name"), field.get("name"), NAME_MAX, 1)
        form.text((*path, "fields", index, "value"), field.get("value"), VALUE_MAX, 1)
    if not (_length(it) or it.get("image") or it.get("thumbnail")):
        form.missing((*path, "description"))


def _link(form: Form, path: Path, value: Any) -> None:
    if value and not (isinstance(value, str) and _LINK.fullmatch(value)):
        form.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _inside(it: Json, name: str) -> Json:
    inner = it.get(name)
    return inner if isinstance(inner, dict) else {}


def _length(it: Json) -> int:
    """The characters that count towards the limit of all embeds together."""
    texts = [
        it.get("title"),
        it.get("description"),
        _inside(it, "footer").get("text"),
        _inside(it, "author").get("name"),
    ]
    fields = it.get("fields")
    for field in fields if isinstance(fields, list) else []:
        texts += [field.get("name"), field.get("value")] if isinstance(field, dict) else []
    return sum(len(text.strip()) for text in texts if isinstance(text, str))
