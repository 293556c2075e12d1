"""What `recap check` says about models: whose server, how many keys, which models, and what the server says of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bots.settings import Settings
from bots.wiring import models, server
from core.errors import RecapError
from core.ports import Listed, Models, Server
from core.prices import prices_of
from core.replies import times
from core.workspace import WorkspaceSettings

OWN_SHOWN = 3  # workspaces with a server or models of their own
WARNINGS_SHOWN = 4


def lines(settings: Settings, workspaces: Mapping[str, WorkspaceSettings]) -> Iterator[str]:
    """`workspaces` by name, those with settings of their own and others. A key is counted, never shown."""
    usual = asked(settings, WorkspaceSettings())
    yield usual
    own = [f"{name}: {line}" for name, held in workspaces.items() if (line := asked(settings, held)) != usual]
    yield from own[:OWN_SHOWN]
    if len(own) > OWN_SHOWN:
        yield f"and {len(own) - OWN_SHOWN:,} more workspaces with models of their own"


def asked(settings: Settings, own: WorkspaceSettings) -> str:
    """Whom a workspace asks."""
    there = server(settings, own)
    if there is None:
        return "none, the offline engine answers and costs nothing: set RECAP_ANTHROPIC_API_KEY"
    keys = {0: "no key", 1: "1 key"}.get(len(there.keys), f"{len(there.keys)} keys")
    return f"{there.url}, {keys}: small {own.small_model}, large {own.large_model}"


def online(settings: Settings, workspaces: Mapping[str, WorkspaceSettings], today: date, insist: bool) -> Iterator[str]:
    """What each server lists of the models that it is asked for; nothing is sent where there is no key.

    With `insist` it is said that nothing was.
    """
    wanted = _wanted(settings, workspaces)
    if wanted:
        yield from asyncio.run(_online(wanted, today))
    elif insist:
        yield "nothing to compare with: without a key no server is asked what it lists"


async def _online(wanted: Mapping[Server, Sequence[WorkspaceSettings]], today: date) -> list[str]:
    async with models() as opened:
        found = [line for there, held in wanted.items() for line in await compared(opened, there, held, today)]
    hidden = len(found) - WARNINGS_SHOWN
    return [*found[:WARNINGS_SHOWN], f"and {hidden:,} more about models"] if hidden > 0 else found


async def compared(models: Models, there: Server, held: Sequence[WorkspaceSettings], today: date) -> list[str]:
    """One line where all is well, else one for each warning; a server that cannot be asked is one line, no failure."""
    try:
        listed = await models.list(there)
    except RecapError as error:
        return [f"not compared with what {there.url} lists: {error}"]
    warnings = list(dict.fromkeys(w for own in held for w in _warnings(own, listed, today)))
    return warnings or [f"{there.url} lists all of them, and retires none that it names a day for"]


def _wanted(settings: Settings, workspaces: Mapping[str, WorkspaceSettings]) -> dict[Server, list[WorkspaceSettings]]:
    wanted: dict[Server, list[WorkspaceSettings]] = defaultdict(list)
    for own in (WorkspaceSettings(), *workspaces.values()):
        if there := server(settings, own):
            wanted[there].append(own)
    return wanted


def _warnings(own: WorkspaceSettings, listed: Sequence[Listed], today: date) -> Iterator[str]:
    longest, priced = max(own.one_call_tokens, own.part_tokens), prices_of(own.prices)
    fallbacks = (("fallback_models", name) for name in own.fallback_models)
    for key, name in (("small_model", own.small_model), ("large_model", own.large_model), *fallbacks):
        found = next((x for x in listed if x.name == name or x.name.startswith(f"{name}-")), None)
        if found is None:
            yield f"{name} is not listed there: give {key} another one (recap settings)"
            continue
        if not any(name == known or name.startswith(f"{known}-") for known in priced):
            yield f"{name} has no price and counts as the dearest: give prices={name}:IN/OUT"
        if found.retires:
            yield f"{name} {_retires(date.fromisoformat(found.retires), today)}: give {key} another one by then"
        if found.max_input_tokens is not None and found.max_input_tokens < longest:
            yield f"{name} reads up to {found.max_input_tokens:,} tokens: lower one_call_tokens and part_tokens"


def _retires(day: date, today: date) -> str:
    said = times.day(day)
    return f"retires on {said}, in {(day - today).days:,} days" if day > today else f"was retired on {said}"
