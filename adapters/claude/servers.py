"""What servers turned out not to know, learned once from each."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Set
from typing import TypeVar

import anthropic

from adapters.claude.request import THINKING, Feature, optional
from core.ports import Prompt, Server

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Servers:
    """Remembers for as long as the process runs: a server that has learned more is asked for it after a restart."""

    def __init__(self) -> None:
        self._lacks: dict[tuple[str, str | None], set[Feature]] = defaultdict(set)

    def lacks(self, server: Server, model: str) -> Set[Feature]:
        return self._lacks[server.url, None] | self._lacks[server.url, model]

    def learn(self, server: Server, model: str, lacks: Set[Feature]) -> None:
        """How to think is a matter of the model, the rest one of the server."""
        if new := lacks - self.lacks(server, model):
            _log.info("%s at a model's server does without %s from now on", model, ", ".join(sorted(new)))
        self._lacks[server.url, model] |= lacks & set(THINKING)
        self._lacks[server.url, None] |= lacks - set(THINKING)

    async def adapted(
        self, prompt: Prompt, server: Server, model: str, send: Callable[[Set[Feature]], Awaitable[T]]
    ) -> T:
        """Sends with what the server is believed to know, and with less where it says no and less then works."""
        lacks = self.lacks(server, model)
        while True:
            try:
                answer = await send(lacks)
            except (anthropic.BadRequestError, anthropic.UnprocessableEntityError) as error:
                if not (asked := optional(prompt, lacks)):
                    raise
                lacks = lacks | _blamed(error, asked)
            else:
                self.learn(server, model, lacks)
                return answer


def _blamed(error: anthropic.APIStatusError, asked: Set[Feature]) -> Set[Feature]:
    """Some servers name the field that they do not know, others only say that something is wrong."""
    said = str(error.body)
    named = {feature for feature in asked if ("thinking" if feature in THINKING else feature) in said}
    return named or asked | set(THINKING)
