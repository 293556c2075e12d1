"""Components of messages and modals. https://docs.discord.com/developers/components/reference"""

from collections.abc import Iterator
from typing import Any

from tests.standins.discord.refusals import Form, Path
from tests.standins.discord.state import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, CHANNEL_SELECT, SECTION, TEXT = 1, 2, 3, 4, 5, 8, 9, 10
THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 11, 12, 13, 14, 17, 18
SELECTS = range(STRING_SELECT, CHANNEL_SELECT + 1)
ROWS_MAX, BUTTONS_MAX, ALL_MAX, TEXT_MAX_CHARS = 5, 5, 40, 4000
CUSTOM_ID_MAX, BUTTON_LABEL_MAX, URL_MAX, PLACEHOLDER_MAX = 100, 80, 512, 150
OPTIONS_MAX, OPTION_MAX_CHARS = 25, 100
LINK = 5
MODAL_MAX, MODAL_LABEL_MAX, MODAL_DESCRIPTION_MAX, INPUT_MAX_CHARS = 5, 45, 100, 4000

_TOP = {False: (ROW,), True: (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)}
_INSIDE = (ROW, TEXT, SECTION, GALLERY, SEPARATOR, FILE)
_SELECT = "type id custom_id placeholder min_values max_values required disabled default_values options channel_types"
_KNOWN = {
    ROW: "type id components",
    BUTTON: "type id style label emoji custom_id sku_id url disabled",
    SECTION: "type id components accessory",
    TEXT: "type id content",
    THUMBNAIL: "type id media description spoiler",
    GALLERY: "type id items",
    FILE: "type id file spoiler name size",
    SEPARATOR: "type id divider spacing",
    CONTAINER: "type id components accent_color spoiler",
    LABEL: "type id label description component",
    TEXT_INPUT: "type id custom_id style label min_length max_length required value placeholder",
    **{select: _SELECT for select in SELECTS if select != TEXT_INPUT},
}


def checked(form: Form, given: Any, v2: bool) -> list[Json]:
    """The components of a message, numbered as Discord numbers them."""
    path: Path = ("components",)
    found = form.objects(path, given, ALL_MAX if v2 else ROWS_MAX)
    for index, it in enumerate(found):
        _one(form, (*path, index), it, _TOP[v2])
    every = list(walk(found))
    if v2 and len(every) > ALL_MAX:
        form.wrong(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"Total components must be {ALL_MAX} or fewer.")
    if v2 and sum(len(c["content"]) for c in every if isinstance(c.get("content"), str)) > TEXT_MAX_CHARS:
        said = f"Total text in components must be {TEXT_MAX_CHARS} or fewer in length."
        form.wrong(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", said)
    _unique(form, path, every)
    for menu in every:
        menu.pop("required", None)  # of modals only
    return numbered(found)


def modal(form: Form, path: Path, given: Any) -> list[Json]:
    """A modal's components: labels around one input each, texts, or the older rows of one text input."""
    found = form.objects(path, given, MODAL_MAX, 1)
    for index, it in enumerate(found):
        here = (*path, index)
        form.choice((*here, "type"), it.get("type"), (ROW, LABEL, TEXT))
        form.known(here, it, _KNOWN.get(it.get("type", ROW), "").split())
        if it.get("type") == ROW:
            for n, input in enumerate(form.objects((*here, "components"), it.get("components"), 1, 1)):
                form.text((*here, "components", n, "label"), input.get("label"), MODAL_LABEL_MAX, 1)
                _input(form, (*here, "components", n), input)
        elif it.get("type") == LABEL:
            form.text((*here, "label"), it.get("label"), MODAL_LABEL_MAX, 1)
            form.text((*here, "description"), it.get("description"), MODAL_DESCRIPTION_MAX)
            inner = it.get("component")
            _input(form, (*here, "component"), inner if isinstance(inner, dict) else {})
    _unique(form, path, list(walk(found)))
    return numbered(found)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, those inside others too."""
    for it in components:
        yield it
        inner = it.get("components")
        parts = (*(inner if isinstance(inner, list) else ()), it.get("accessory"), it.get("component"))
        yield from walk([part for part in parts if isinstance(part, dict)])


def numbered(components: list[Json]) -> list[Json]:
    """Components without an id get the next that is free."""
    taken = {it.get("id") for it in walk(components)}
    number = 1
    for it in walk(components):
        if not it.get("id"):
            while number in taken:
                number += 1
            it["id"] = number
            taken.add(number)
    return components


def _one(form: Form, path: Path, it: Json, allowed: tuple[int, ...]) -> None:
    kind = it.get("type")
    form.choice((*path, "type"), kind, allowed)
    if kind not in allowed:
        return
    form.known(path, it, _KNOWN[kind].split())
    if kind == ROW:
        _row(form, path, it)
    elif kind == SECTION:
        for n, text in enumerate(form.objects((*path, "components"), it.get("components"), 3, 1)):
            _one(form, (*path, "components", n), text, (TEXT,))
        accessory = it.get("accessory")
        _one(form, (*path, "accessory"), accessory if isinstance(accessory, dict) else {}, (BUTTON, THUMBNAIL))
    elif kind == CONTAINER:
        for n, inner in enumerate(form.objects((*path, "components"), it.get("components"), ALL_MAX, 1)):
            _one(form, (*path, "components", n), inner, _INSIDE)
    elif kind == TEXT:
        form.text((*path, "content"), it.get("content"), TEXT_MAX_CHARS, 1)
    elif kind == BUTTON:
        _button(form, path, it)
    elif kind == SEPARATOR:
        form.choice((*path, "spacing"), it.get("spacing", 1), (1, 2))


def _row(form: Form, path: Path, it: Json) -> None:
    """Up to five buttons, or one menu."""
    inside = form.objects((*path, "components"), it.get("components"), BUTTONS_MAX, 1)
    menus = [c for c in inside if c.get("type") != BUTTON]
    if menus and len(inside) > 1:
        form.wrong((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The width of the layout is exceeded.")
    for n, inner in enumerate(inside):
        here = (*path, "components", n)
        form.choice((*here, "type"), inner.get("type"), [k for k in range(2, 9) if k != TEXT_INPUT])
        if inner.get("type") == BUTTON:
            form.known(here, inner, _KNOWN[BUTTON].split())
            _button(form, here, inner)
        else:
            _select(form, here, inner)


def _button(form: Form, path: Path, it: Json) -> None:
    style = it.get("style")
    form.choice((*path, "style"), style, range(1, 6))
    form.text((*path, "label"), it.get("label"), BUTTON_LABEL_MAX)
    if not it.get("label") and not it.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")
    if style == LINK:
        form.text((*path, "url"), it.get("url"), URL_MAX, 1)
    else:
        form.text((*path, "custom_id"), it.get("custom_id"), CUSTOM_ID_MAX, 1)
    if it.get("url") and it.get("custom_id"):
        said = "A custom id and url cannot both be specified"
        form.wrong(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", said)


def _select(form: Form, path: Path, it: Json) -> None:
    form.known(path, it, _SELECT.split())
    form.text((*path, "custom_id"), it.get("custom_id"), CUSTOM_ID_MAX, 1)
    form.text((*path, "placeholder"), it.get("placeholder"), PLACEHOLDER_MAX)
    form.number((*path, "min_values"), it.get("min_values"), 0, OPTIONS_MAX, 1)
    form.number((*path, "max_values"), it.get("max_values"), 1, OPTIONS_MAX, 1)
    if it.get("type") != STRING_SELECT:
        return
    values = []
    for n, option in enumerate(form.objects((*path, "options"), it.get("options"), OPTIONS_MAX, 1)):
        here = (*path, "options", n)
        form.known(here, option, ("label", "value", "description", "emoji", "default"))
        form.text((*here, "label"), option.get("label"), OPTION_MAX_CHARS, 1)
        values.append(form.text((*here, "value"), option.get("value"), OPTION_MAX_CHARS, 1))
        form.text((*here, "description"), option.get("description"), OPTION_MAX_CHARS)
    if len(set(values)) < len(values):
        form.wrong((*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is used")


def _input(form: Form, path: Path, it: Json) -> None:
    kind = it.get("type")
    form.choice((*path, "type"), kind, (*range(3, 9), 19, 21, 22, 23))
    if kind in SELECTS and kind != TEXT_INPUT:
        _select(form, path, it)
        return
    form.text((*path, "custom_id"), it.get("custom_id"), CUSTOM_ID_MAX, 1)
    if kind == TEXT_INPUT:
        form.known(path, it, _KNOWN[TEXT_INPUT].split())
        form.choice((*path, "style"), it.get("style"), (1, 2))
        form.number((*path, "min_length"), it.get("min_length"), 0, INPUT_MAX_CHARS, 0)
        form.number((*path, "max_length"), it.get("max_length"), 1, INPUT_MAX_CHARS, INPUT_MAX_CHARS)
        form.text((*path, "value"), it.get("value"), INPUT_MAX_CHARS)
        form.text((*path, "placeholder"), it.get("placeholder"), 100)


def _unique(form: Form, path: Path, every: list[Json]) -> None:
    for name, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        given = [it[name] for it in every if it.get(name)]
        if len(set(given)) < len(given):
            form.wrong(path, code, f"Component {name} cannot be duplicated")
