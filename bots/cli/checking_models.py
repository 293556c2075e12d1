"""What `recap check` says about models: whose server, how many keys, which models."""

from collections.abc import Iterator, Mapping

from bots.settings import Settings
from bots.wiring import server
from core.workspace import WorkspaceSettings

OWN_SHOWN = 3  # workspaces with a server or models of their own


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
