"""What remembers what differs by workspace."""

from collections.abc import Sequence
from typing import Protocol

from core.workspace import WorkspaceSettings


class SettingsStore(Protocol):
    """What reads them. Errors: `StorageError`."""

    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        """As they are now; the defaults of a workspace that is not known yet."""
        ...


class ChangeableSettings(SettingsStore, Protocol):
    """For those who may also change them."""

    async def change(self, platform: str, workspace: str, assignments: Sequence[str]) -> WorkspaceSettings:
        """Applies `KEY=VALUE`, all of them or none; as they are then. Errors: also `RequestError`."""
        ...
