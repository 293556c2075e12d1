"""An interaction from its making to its end: 3 seconds for one callback, 15 minutes for what follows.

https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standins.discord.refusals import Refused
from tests.standins.discord.state import APP_ID, Json, Message

CALLBACK_SECONDS, TOKEN_SECONDS = 3.0, 900.0
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5


@dataclass(slots=True)
class Invocation:
    """`callback` is the type of the answer, None until there is one; `target` the message of the pressed component.

    `original` is the id of the message that @original names; `modal` and `choices` are what the person was shown.
    """

    id: str
    kind: int
    user: str
    channel: str
    made: float
    metadata: Json
    token: str = field(default_factory=lambda: f"aW50ZXJhY3Rpb246{secrets.token_urlsafe(24)}")
    target: Message | None = None
    callback: int | None = None
    original: str | None = None
    deferred: bool = False
    modal: Json | None = None
    choices: list[Json] | None = None
    followups: list[str] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged(self) -> bool:
        return self.callback is not None

    async def answered(self) -> "Invocation":
        """Waits for the callback, or for the 3 seconds in which the person sees that the application is thinking."""
        await self.done.wait()
        return self

    def described(self) -> Json:
        names = ("id", "callback", "original", "modal", "choices", "followups")
        return {name: getattr(self, name) for name in names}


@dataclass(slots=True)
class Invocations:
    now: Callable[[], float]
    by_token: dict[str, Invocation] = field(default_factory=dict)

    def add(self, it: Invocation) -> Invocation:
        self.by_token[it.token] = it
        asyncio.get_running_loop().call_later(CALLBACK_SECONDS, it.done.set)
        return it

    def to_call_back(self, id: str, token: str) -> Invocation:
        """The one that a callback answers: in time, and the first time."""
        it = self.by_token.get(token)
        if not it or it.id != id or (not it.acknowledged and self.now() - it.made > CALLBACK_SECONDS):
            raise Refused(404, 10062)
        if it.acknowledged:
            raise Refused(400, 40060)
        return it

    def by_webhook(self, app: str, token: str) -> Invocation:
        """The one whose token is used as a webhook's: answered before, not older than 15 minutes."""
        it = self.by_token.get(token)
        if app != APP_ID or not it or not it.acknowledged or it.kind == AUTOCOMPLETE:
            raise Refused(404, 10015)
        if self.now() - it.made > TOKEN_SECONDS:
            raise Refused(401, 50027)
        return it
