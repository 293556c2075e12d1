"""The commands that Discord offers: told to it only where they are not what it has."""

import logging
from collections.abc import Mapping
from typing import Any

from adapters.discord.errors import explained
from bots.discord.app import Client

log = logging.getLogger(__name__)

# What makes a command another one; Discord fills in what is left out.
_COMMAND = (
    "name",
    "type",
    "description",
    "options",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "nsfw",
)
_OPTION = (
    *("name", "type", "description", "required", "choices", "options", "channel_types"),
    *("min_value", "max_value", "min_length", "max_length", "autocomplete"),
)


async def offered(client: Client) -> bool:
    """Whether Discord had to be told. Errors: those of `adapters.discord.errors`."""
    application = client.application_id
    assert application, "logged in"
    with explained():
        there = await client.http.get_global_commands(application)
        ours = [command.to_dict(client.tree) for command in client.tree._get_all_commands(guild=None)]
        if _alike(ours) == _alike(there):  # type: ignore[arg-type]
            return False
        await client.tree.sync()
    log.info("%d commands were told to Discord", len(ours))
    return True


def _alike(commands: list[dict[str, Any]]) -> list[Any]:
    return sorted(map(repr, (_of(command, _COMMAND) for command in commands)))


def _of(given: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """With only these, and without what is empty, which Discord leaves out or fills in."""
    kept = {key: given[key] for key in keys if given.get(key) not in (None, [], False, "")}
    if "default_member_permissions" in kept:
        kept["default_member_permissions"] = str(kept["default_member_permissions"])
    if "options" in kept:
        kept["options"] = [_of(option, _OPTION) for option in kept["options"]]
    if "choices" in kept:
        kept["choices"] = [{"name": it["name"], "value": it["value"]} for it in kept["choices"]]
    if kept.get("integration_types") == [0]:
        del kept["integration_types"]
    return kept
