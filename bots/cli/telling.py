"""What the command line tells an admin."""

import sys

from bots.cli.inert import inert


class OnStandardError:
    """`core.ports.Admins`: who types the commands is the admin."""

    async def tell(self, platform: str, workspace: str, text: str) -> None:
        print(f"{inert(platform)} {inert(workspace)}: {inert(text)}", file=sys.stderr)
