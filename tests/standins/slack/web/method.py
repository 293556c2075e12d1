"""What a Web API method is: its name, scopes and arguments; what a call of it holds, and how it is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.standins.slack.state import Channel, Installation, Json, Message, State

if TYPE_CHECKING:
    from tests.standins.slack.server import SlackServer


class Refused(Exception):
    """An answer with `ok: false`."""

    def __init__(self, error: str, messages: Iterable[str] = (), **more: Any) -> None:
        super().__init__(error)
        metadata = {"response_metadata": {"messages": list(messages)}} if messages else {}
        self.answer: Json = {"ok": False, "error": error} | more | metadata


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its arguments, and the installation whose token it came with (none for app tokens and OAuth)."""

    server: "SlackServer"
    arguments: Json
    installation: Installation | None

    @property
    def state(self) -> State:
        return self.server.state

    @property
    def bot(self) -> Installation:
        assert self.installation, "only methods of bot tokens ask"
        return self.installation

    def get(self, name: str, default: Any = None) -> Any:
        return self.arguments.get(name, default)

    def flag(self, name: str) -> bool:
        """Forms carry booleans as 1 and 0."""
        return str(self.get(name, "")).lower() in ("1", "true")

    def need(self, *scopes: str) -> None:
        """Refuses where none of the scopes was granted."""
        if self.installation and not self.installation.scopes & set(scopes):
            provided = ",".join(sorted(self.installation.scopes))
            raise Refused("missing_scope", needed=",".join(scopes), provided=provided)

    def channel(self, name: str = "channel") -> Channel:
        """The channel an argument names, where the app may know of it."""
        found = self.state.channels.get(str(self.get(name)))
        if not found or not self.state.visible(found, self.bot):
            raise Refused("channel_not_found")
        return found

    def message(self, channel: Channel, name: str = "ts", error: str = "message_not_found") -> Message:
        if found := channel.messages.get(str(self.get(name))):
            return found
        raise Refused(error)


@dataclass(frozen=True, slots=True)
class Method:
    run: Callable[[Call], Json]
    scopes: tuple[str, ...]
    required: frozenset[str]
    known: frozenset[str]
    token: str


METHODS: dict[str, Method] = {}


def method(
    name: str, takes: str = "", scopes: tuple[str, ...] = (), token: str = "bot"
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    """Registers a method. `takes` names its arguments, `?` after the optional ones; one of `scopes` is needed;
    `token` is bot, app, or none (client id and secret instead).
    """
    names = takes.split()
    required = frozenset(n for n in names if not n.endswith("?"))

    def register(run: Callable[[Call], Json]) -> Callable[[Call], Json]:
        METHODS[name] = Method(run, scopes, required, frozenset(n.rstrip("?") for n in names), token)
        return run

    return register


def page(call: Call, items: list[Any], default: int, most: int) -> tuple[list[Any], Json]:
    """The part of `items` that `cursor` and `limit` ask for, and the metadata that leads to the next."""
    limit = call.get("limit", default)
    if not str(limit).isdigit() or not 1 <= int(limit) <= 1000:
        raise Refused("invalid_limit")
    start, size = _start(call), min(int(limit), most)
    more = start + size < len(items)
    return items[start : start + size], {"next_cursor": f"next:{start + size}" if more else ""}


def _start(call: Call) -> int:
    cursor = str(call.get("cursor") or "")
    if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
        raise Refused("invalid_cursor")
    return int(cursor[5:]) if cursor else 0
