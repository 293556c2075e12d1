"""How Recap gets into each workspace that installed it: one encrypted row with tokens and what belongs to them."""

from collections.abc import Sequence

from storage.sqlite.database import explained
from storage.sqlite.keyring import Workspace
from storage.sqlite.session import Session

_SELECT = "SELECT body FROM installations WHERE workspace = ?"
_REPLACE = "INSERT INTO installations VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET body = excluded.body"
_KNOWN = "SELECT workspace FROM installations"


class SqliteInstallations:
    """What a body says is the platform's; it goes with its workspace. Errors: `StorageError`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, platform: str, workspace: str, body: str) -> None:
        """New, or instead of the one before."""
        async with self._session.writing() as writing:
            known = await writing.workspace(platform, workspace)
            encrypted = known.data_key.encrypt(body.encode(), _place(known))
            await writing.connection.execute(_REPLACE, (known.key, encrypted))

    async def get(self, platform: str, workspace: str) -> str | None:
        """None where Recap is not installed in the workspace."""
        known = await self._session.workspace(platform, workspace)
        rows = await self._session.rows(_SELECT, (known.key,)) if known else []
        if not known or not rows:
            return None
        with explained(self._session.path):
            return known.data_key.decrypt(rows[0][0], _place(known)).decode()

    async def workspaces(self, platform: str) -> Sequence[str]:
        """Ids of all that have one."""
        keys = {key for (key,) in await self._session.rows(_KNOWN)}
        return sorted(w.id for w in await self._session.keyring() if w.platform == platform and w.key in keys)


def _place(workspace: Workspace) -> bytes:
    return b"installations.body" + workspace.key.to_bytes(8)
