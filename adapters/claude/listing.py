"""`core.ports.Models`: what a server lists of its models."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.claude.connections import Connections
from adapters.claude.errors import FOREIGN, ours
from adapters.claude.retrying import DEADLINE_SECONDS
from adapters.claude.stream import at
from core.errors import ModelError
from core.ports import Listed, Server

PAGE = 100


class ClaudeModels:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def list(self, server: Server) -> Sequence[Listed]:
        client = self._connections.client(server, server.keys[0] if server.keys else "")
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                return [_listed(info) async for info in client.models.list(limit=PAGE)]
        except TimeoutError as error:
            raise ModelError("the model's server said nothing in time") from error
        except (*FOREIGN, AttributeError) as error:  # of the SDK's own, where a gateway answers with a page
            raise ours(error) from error


def _listed(info: Any) -> Listed:
    retires = at(info, "retires_at")
    return Listed(
        str(info.id),
        retires.date().isoformat() if isinstance(retires, datetime) else None,
        at(info, "max_input_tokens"),
    )
