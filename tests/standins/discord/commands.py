"""Application commands: what they may be. https://docs.discord.com/developers/interactions/application-commands"""

import re
from typing import Any

from tests.standins.discord.refusals import Form, Path
from tests.standins.discord.state import APP_ID, Json, State

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_COMMAND_GROUP, STRING, INTEGER, CHANNEL_OPTION, NUMBER = 1, 2, 3, 4, 7, 10
TYPE_MAX = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
ALL_MAX = sum(TYPE_MAX.values())
NAME_MAX, DESCRIPTION_MAX, OPTIONS_MAX, CHOICES_MAX, TEXT_MAX_CHARS = 32, 100, 25, 25, 8000
FIELDS = (
    "id name name_localizations description description_localizations options default_member_permissions dm_permission"
    " default_permission integration_types contexts type nsfw handler"
)
_OPTION = (
    "type name name_localizations description description_localizations required choices options channel_types"
    " min_value max_value min_length max_length autocomplete"
)
_NAME = re.compile(r"[-_'\w]{1,32}")


def checked(form: Form, given: list[Json]) -> None:
    """All commands of a bulk overwrite."""
    for index, it in enumerate(given):
        form.known((index,), it, FIELDS.split())
        command(form, (index,), it)
    names = [(it.get("type", CHAT_INPUT), it.get("name")) for it in given]
    if len(set(names)) < len(names):
        form.wrong((), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    for type, most in TYPE_MAX.items():
        if sum(1 for kind, _ in names if kind == type) > most:
            form.wrong((), "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def command(form: Form, path: Path, it: Json) -> None:
    type = it.get("type", CHAT_INPUT)
    form.choice((*path, "type"), type, TYPE_MAX)
    _numbers(form, (*path, "contexts"), it.get("contexts"), 2)
    _numbers(form, (*path, "integration_types"), it.get("integration_types"), 1)
    wanted = it.get("default_member_permissions")
    if wanted is not None and not str(wanted).isdigit():
        form.wrong((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'Value "{wanted}" is not int.')
    if type == CHAT_INPUT:
        _named(form, path, it)
        _options(form, path, it.get("options"), depth=0)
        if _characters(it) > TEXT_MAX_CHARS:
            form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({TEXT_MAX_CHARS})")
        return
    form.text((*path, "name"), it.get("name"), NAME_MAX, 1)
    if it.get("description"):
        form.wrong((*path, "description"), "BASE_TYPE_MAX_LENGTH", "Must be 0 or fewer in length.")
    if it.get("options"):
        form.wrong((*path, "options"), "BASE_TYPE_MAX_LENGTH", "Must be 0 or fewer in length.")


def stored(state: State, it: Json, there: dict[str, Json], guild: str | None) -> Json:
    """A command as it is answered; its version changes only when the command does."""
    type = it.get("type", CHAT_INPUT)
    old = next((o for o in there.values() if (o["type"], o["name"]) == (type, it["name"])), None)
    wanted = it.get("default_member_permissions")
    filled: Json = {
        "application_id": APP_ID,
        "type": type,
        "name": it["name"],
        "name_localizations": it.get("name_localizations"),
        "description": it.get("description") or "",
        "description_localizations": it.get("description_localizations"),
        "default_member_permissions": None if wanted is None else str(wanted),
        "nsfw": bool(it.get("nsfw")),
        "integration_types": it.get("integration_types") or [0],
        "contexts": it.get("contexts"),
        "dm_permission": it.get("dm_permission", True),
    }
    filled |= {"options": it["options"]} if it.get("options") else {}
    filled |= {"guild_id": guild} if guild else {}
    same = old is not None and {k: v for k, v in old.items() if k not in ("id", "version")} == filled
    return {"id": old["id"] if old else state.id(), "version": old["version"] if old and same else state.id()} | filled


def _named(form: Form, path: Path, it: Json) -> None:
    name = form.text((*path, "name"), it.get("name"), NAME_MAX, 1)
    if name and (not _NAME.fullmatch(name) or name != name.lower()):
        said = "Command name is invalid: lower case letters, digits, - and _ only"
        form.wrong((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", said)
    form.text((*path, "description"), it.get("description"), DESCRIPTION_MAX, 1)


def _options(form: Form, path: Path, given: Any, depth: int) -> None:
    found = form.objects((*path, "options"), given, OPTIONS_MAX)
    names = [it.get("name") for it in found]
    if len(set(names)) < len(names):
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already used")
    required = [bool(it.get("required")) for it in found]
    if required != sorted(required, reverse=True):
        said = "Required options must be placed before non-required options"
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
    nested = {it.get("type") in (SUB_COMMAND, SUB_COMMAND_GROUP) for it in found}
    if len(nested) > 1:
        form.wrong((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands exclude other options")
    for index, it in enumerate(found):
        _option(form, (*path, "options", index), it, depth)


def _option(form: Form, path: Path, it: Json, depth: int) -> None:
    type = it.get("type")
    form.known(path, it, _OPTION.split())
    form.choice((*path, "type"), type, range(1, 12))
    _named(form, path, it)
    if type in (SUB_COMMAND, SUB_COMMAND_GROUP):
        if depth > 1 or (depth == 1 and type == SUB_COMMAND_GROUP):
            form.wrong((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
        _options(form, path, it.get("options"), depth + 1)
        return
    choices = form.objects((*path, "choices"), it.get("choices"), CHOICES_MAX)
    if (choices or it.get("autocomplete")) and type not in (STRING, INTEGER, NUMBER):
        form.wrong((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type has no choices")
    if choices and it.get("autocomplete"):
        said = "Autocomplete options cannot have choices"
        form.wrong((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", said)
    for index, choice in enumerate(choices):
        offered(form, (*path, "choices", index), choice, type)
    if "min_length" in it or "max_length" in it:
        form.number((*path, "min_length"), it.get("min_length"), 0, 6000, 0)
        form.number((*path, "max_length"), it.get("max_length"), 1, 6000, 6000)


def offered(form: Form, path: Path, choice: Json, type: int | None) -> None:
    """A choice of a command, or of an autocomplete answer."""
    form.known(path, choice, ("name", "name_localizations", "value"))
    form.text((*path, "name"), choice.get("name"), 100, 1)
    if type == STRING:
        form.text((*path, "value"), choice.get("value"), 100, 1)
    elif not isinstance(choice.get("value"), int | float):
        form.wrong((*path, "value"), "NUMBER_TYPE_COERCE", f'Value "{choice.get("value")}" is not a number.')


def _numbers(form: Form, path: Path, given: Any, most: int) -> None:
    for index, value in enumerate(given or []):
        form.choice((*path, index), value, range(most + 1))


def _characters(it: Json) -> int:
    """The characters of names, descriptions and values that count together."""
    texts = [it.get("name"), it.get("description"), it.get("value")]
    inner = [part for name in ("options", "choices") for part in it.get(name) or [] if isinstance(part, dict)]
    return sum(len(text) for text in texts if isinstance(text, str)) + sum(_characters(part) for part in inner)
