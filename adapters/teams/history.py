"""What Teams remembers of channels and chats, through Graph, where its owners let Recap read along.

https://learn.microsoft.com/graph/api/channel-list-messages, .../chatmessage-list-replies, .../chat-list-messages
"""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta

from adapters.teams.chat_message import message
from adapters.teams.graph import Graph, Json
from adapters.teams.wire import moment
from adapters.teams.workspace import TeamsWorkspace, Workspaces
from core.errors import OperatorError, RequestError
from core.hearing import Backfill
from core.models import Channel, Message
from core.ports import Page, Window

PAGE_MESSAGES = "50"  # the most that Graph gives


class TeamsHistory:
    """`History`."""

    def __init__(self, graph: Graph, workspaces: Workspaces, own: str) -> None:
        """`own` is Recap's app id: what it posted is nobody's message."""
        self.graph, self.workspaces, self.own = graph, workspaces, own

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        return _Pages(self, channel, window, thread_id)


class _Pages:
    """One request for each page; the address moves on with the answer, so that a refused request is asked again."""

    def __init__(self, history: TeamsHistory, channel: Channel, window: Window, thread: str | None) -> None:
        self._history, self._channel, self._window, self._thread = history, channel, window, thread
        self._next: str | None = ""  # None after the last page
        self._root = thread

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        if self._next is None:
            raise StopAsyncIteration
        there = await self._history.workspaces(self._channel.workspace)
        if there.team and self._root:
            return await self._first(there, self._root)
        answer = await self._answer(there)
        said: list[Json] = answer["value"]
        self._next = answer.get("@odata.nextLink")
        latest = [_last_change(it) for it in said]
        if self._past(latest):
            self._next = None
        roots = tuple(it["id"] for it in said) if there.team and not self._thread else ()
        return Page(
            tuple(m for m in self._read(said) if m.sent_at in self._window),
            min(latest, default=None) if self._next else None,
            roots,
        )

    async def _first(self, there: TeamsWorkspace, root: str) -> Page:
        """The thread's first message: it is not among its replies."""
        answer = await self._history.graph.get(
            there.tenant, "teams", self._channel.workspace, "channels", self._channel.id, "messages", root
        )
        self._root = None
        return Page(tuple(self._read([answer])), None)

    def _read(self, said: list[Json]) -> Iterator[Message]:
        for it in said:
            found = message(it, self._thread)
            if found and found.author.id != self._history.own:
                yield found

    async def _answer(self, there: TeamsWorkspace) -> Json:
        graph = self._history.graph
        if self._next:
            return await graph.ask("GET", there.tenant, self._next)
        path = ["chats", self._channel.id, "messages"]
        if there.team:
            path = ["teams", self._channel.workspace, "channels", *path[1:]]
            path += [self._thread, "replies"] if self._thread else []
        return await graph.ask("GET", there.tenant, graph.address(*path), query={"$top": PAGE_MESSAGES})

    def _past(self, latest: list[datetime]) -> bool:
        """Pages come with the threads that changed last first: none of the window follows these."""
        since = self._window.since
        return bool(since and latest and not self._thread and max(latest) < since)


class Filling(Backfill):
    """Gaps are filled where Graph lets Recap read; elsewhere people are answered from what it heard."""

    async def fetch(self, channel: Channel, window: Window, within: timedelta) -> datetime | None:
        try:
            return await super().fetch(channel, window, within)
        except (OperatorError, RequestError):
            missing = await self._missing(channel, self._past(window))
            return missing.until if missing else None

    async def fetch_thread(self, channel: Channel, root: str, within: timedelta) -> bool:
        try:
            return await super().fetch_thread(channel, root, within)
        except (OperatorError, RequestError):
            return False


def _last_change(it: Json) -> datetime:
    return moment(it.get("lastModifiedDateTime") or it["createdDateTime"])
