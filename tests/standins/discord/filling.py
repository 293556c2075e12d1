"""What Discord's own forms let through: the options of a command, the inputs of a modal."""

from typing import Any

from tests.standins.discord.commands import CHANNEL_OPTION, INTEGER, NUMBER, STRING, SUB_COMMAND, SUB_COMMAND_GROUP
from tests.standins.discord.components import LABEL, ROW, TEXT, TEXT_INPUT
from tests.standins.discord.state import Json

BOOLEAN, USER_OPTION, ROLE_OPTION, MENTIONABLE = 5, 6, 8, 9
_TYPES: dict[int, type | tuple[type, ...]] = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}
_IDS = (USER_OPTION, CHANNEL_OPTION, ROLE_OPTION, MENTIONABLE)


def given_options(
    command: Json, path: list[str], values: Json, focused: str | None = None
) -> tuple[list[Json], list[str]]:
    """The options of an interaction's data, and the ids that they name. Raises ValueError as a form would refuse;
    nothing is required while somebody still types into `focused`.
    """
    known = command.get("options", [])
    if path:
        inner = next((o for o in known if o["name"] == path[0] and o["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP)), None)
        if not inner:
            raise ValueError(f"no sub-command {path[0]}")
        options, ids = given_options(inner, path[1:], values, focused)
        return [{"name": inner["name"], "type": inner["type"], "options": options}], ids
    by_name = {option["name"]: option for option in known}
    if unknown := values.keys() - by_name.keys():
        raise ValueError(f"no such options: {sorted(unknown)}")
    if missing := [o["name"] for o in known if o.get("required") and o["name"] not in values and not focused]:
        raise ValueError(f"required: {missing}")
    listed = [_option(by_name[name], value, name == focused) for name, value in values.items()]
    return listed, [str(values[name]) for name in values if by_name[name]["type"] in _IDS]


def _option(option: Json, value: Any, focused: bool) -> Json:
    shape: Json = {"name": option["name"], "type": option["type"], "value": value}
    if focused:
        return shape | {"value": str(value), "focused": True}
    wanted = _TYPES.get(option["type"], str)
    if not isinstance(value, wanted) or (option["type"] != BOOLEAN and isinstance(value, bool)):
        raise ValueError(f"{option['name']} is not of its type")
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise ValueError(f"{option['name']} is one of {choices}")
    size = len(value) if isinstance(value, str) else value
    for least, most in (("min_value", "max_value"), ("min_length", "max_length")):
        if not option.get(least, size) <= size <= option.get(most, size):
            raise ValueError(f"{option['name']} is out of range")
    return shape


def submitted(modal: Json, values: Json) -> list[Json]:
    """The components of a submitted modal, in the nesting that they were shown in."""
    known = set()
    listed = []
    for it in modal["components"]:
        shape: Json = {"type": it["type"], "id": it["id"]}
        if it["type"] == ROW:
            known |= {inner["custom_id"] for inner in it["components"]}
            shape["components"] = [_filled(inner, values) for inner in it["components"]]
        elif it["type"] == LABEL:
            known.add(it["component"]["custom_id"])
            shape["component"] = _filled(it["component"], values)
        else:
            assert it["type"] == TEXT, "checked when it was shown"
        listed.append(shape)
    if unknown := values.keys() - known:
        raise ValueError(f"no such inputs: {sorted(unknown)}")
    return listed


def _filled(input: Json, values: Json) -> Json:
    name = input["custom_id"]
    shape: Json = {"type": input["type"], "id": input["id"], "custom_id": name}
    if input["type"] != TEXT_INPUT:
        chosen = values.get(name, [])
        if not chosen and input.get("required", True):
            raise ValueError(f"{name} is required")
        return shape | {"values": chosen}
    text = str(values.get(name) or input.get("value") or "")
    least = input.get("min_length") or int(input.get("required", True))
    if (text or least) and not least <= len(text) <= (input.get("max_length") or 4000):
        raise ValueError(f"{name} is too short or too long")
    return shape | {"value": text}
