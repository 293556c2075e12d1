"""What servers turned out not to know, learned once from each."""

import logging
from collections.abc import Awaitable, Callable, Collection, Set
from typing import TypeVar

import anthropic

from adapters.claude.request import Feature, optional
from core.ports import Prompt, Server

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Servers:
    """Remembers for as long as the process runs: a server that has learned more is asked for it after a restart."""

    def __init__(self) -> None:
        self._lacks: dict[str, frozenset[Feature]] = {}

    def lacks(self, server: Server) -> frozenset[Feature]:
        return self._lacks.get(server.url, frozenset())

    def learn(self, server: Server, lacks: Collection[Feature]) -> None:
        known = self.lacks(server)
        if new := sorted(set(lacks) - known):
            _log.warning("a model's server does not know %s: asked without from now on", ", ".join(new))
        self._lacks[server.url] = known | frozenset(lacks)

    async def adapted(self, prompt: Prompt, server: Server, send: Callable[[Collection[Feature]], Awaitable[T]]) -> T:
        """Sends with what the server is believed to know, and with less where it says no and less then works."""
        lacks = self.lacks(server)
        while True:
            try:
                answer = await send(lacks)
            except (anthropic.BadRequestError, anthropic.UnprocessableEntityError) as error:
                if not (asked := optional(prompt, lacks)):
                    raise
                lacks = lacks | _blamed(error, asked)
            else:
                self.learn(server, lacks)
                return answer


def _blamed(error: anthropic.APIStatusError, asked: Set[Feature]) -> Set[Feature]:
    """Some servers name the field that they do not know, others only say that something is wrong."""
    return {feature for feature in asked if feature in str(error.body)} or asked
