"""What reaches admins."""

from typing import Protocol


class Admins(Protocol):
    async def tell(self, platform: str, workspace: str, text: str) -> None:
        """One line to the admin of the workspace. Errors: `RecapError` where it does not arrive."""
        ...
