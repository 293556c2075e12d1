"""What differs by workspace: `recap settings WORKSPACE KEY=VALUE`.

settings   the keys, what they mean, their defaults        values     how each kind of value is read and shown
"""

from core.workspace.settings import KEYS, WorkspaceSettings

__all__ = ["KEYS", "WorkspaceSettings"]
