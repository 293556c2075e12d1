"""What a call of the connector is, how its operations are registered, and how it is refused.

Codes: https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability
#status-codes-from-bot-conversational-apis
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.standins.teams.login import Granted
from tests.standins.teams.state import Conversation, Json, Message, State

if TYPE_CHECKING:
    from tests.standins.teams.server import TeamsServer


class Refused(Exception):
    """An answer that is no success, in the connector's shape."""

    def __init__(self, status: int, code: str, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status, self.retry_after = status, retry_after
        self.answer: Json = {"error": {"code": code, "message": message or code}}


@dataclass(frozen=True, slots=True)
class Call:
    server: "TeamsServer"
    path: dict[str, str]
    query: dict[str, str]
    body: Json
    granted: Granted
    size: int

    @property
    def state(self) -> State:
        return self.server.state

    def place(self) -> tuple[Conversation, str | None]:
        """The conversation of the path, and the thread that its id names; refused where the app is not in it."""
        id, _, thread = unquote(self.path["conversation"]).partition(";messageid=")
        place = self.state.conversations.get(id)
        if not place or place.gone or (thread and place.kind != "channel"):
            raise Refused(404, "ConversationNotFound", "Conversation not found.")
        self.may_be_in(place)
        if thread and (thread not in place.messages or place.messages[thread].root):
            raise Refused(404, "ConversationNotFound", "The thread's first message was not found.")
        return place, thread or None

    def may_be_in(self, place: Conversation) -> None:
        if self.granted.tenant not in (place.tenant, "botframework.com"):
            raise Refused(403, "ForbiddenOperationException", "The tenant is another.")
        if place.kind == "personal" and self.state.users[place.people[0]].blocked:
            raise Refused(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.")
        if not self.state.present(place):
            raise Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")

    def activity(self, place: Conversation) -> Message:
        found = place.messages.get(unquote(self.path["activity"]))
        if not found or found.deleted is not None:
            raise Refused(404, "ActivityNotFoundInConversation", "The message was not found.")
        return found


Operation = Callable[[Call], tuple[int, Json | list[Json] | None]]
OPERATIONS: list[tuple[str, str, str, Operation]] = []


def operation(verb: str, path: str, counts: str = "") -> Callable[[Operation], Operation]:
    """Registers an operation. `counts` is the limit that it uses up: send, create, members or conversations."""

    def register(run: Operation) -> Operation:
        OPERATIONS.append((verb, path, counts, run))
        return run

    return register
