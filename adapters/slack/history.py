"""What Slack remembers of channels and threads. Pages, paced as Slack says.

https://docs.slack.dev/reference/methods/conversations.history and .../conversations.replies. Apps that are sold outside
the Marketplace get one page of 15 a minute.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

from adapters.slack import events, wire
from adapters.slack.errors import explained
from adapters.slack.live import read
from adapters.slack.workspace import SlackWorkspace, Workspaces
from core.errors import LimitError
from core.models import Channel
from core.ports import Page, Window

PAGE_MESSAGES = 200  # what Slack recommends


class SlackHistory:
    """`History`. Where Slack said to wait, nobody asks it again before that time."""

    def __init__(self, workspaces: Workspaces, clock: Callable[[], datetime]) -> None:
        self.workspaces = workspaces
        self.clock = clock
        self.limits: dict[tuple[str, str], LimitError] = {}  # by workspace and method

    def pages(self, channel: Channel, window: Window, thread_id: str | None = None) -> AsyncIterator[Page]:
        return _Pages(self, channel, window, thread_id)


class _Pages:
    """One request for each page; the cursor moves on with the answer, so that a refused request is asked again."""

    def __init__(self, history: SlackHistory, channel: Channel, window: Window, thread: str | None) -> None:
        self._history = history
        self._channel = channel
        self._window = window
        self._thread = thread
        self._cursor: str | None = ""  # None after the last page

    def __aiter__(self) -> "_Pages":
        return self

    async def __anext__(self) -> Page:
        if self._cursor is None:
            raise StopAsyncIteration
        workspace = await self._history.workspaces(self._channel.workspace)
        answer = await self._answer(workspace)
        self._cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
        said = [event for event in answer["messages"] if event.get("subtype") not in events.SYSTEM]
        messages = [await read(event, self._channel, workspace) for event in said]
        times = [wire.moment(event["ts"]) for event in answer["messages"]]
        return Page(
            tuple(m for m in messages if m.sent_at in self._window),
            min(times, default=None) if self._cursor else None,
            () if self._thread else tuple(e["ts"] for e in said if e.get("reply_count")),
        )

    async def _answer(self, workspace: SlackWorkspace) -> Mapping[str, Any]:
        method, client = "replies" if self._thread else "history", workspace.client
        limits, key = self._history.limits, (workspace.id, method)
        if key in limits and limits[key].until > self._history.clock():
            raise LimitError(str(limits[key]), limits[key].until)
        ask = client.conversations_replies if self._thread else client.conversations_history
        try:
            with explained(self._history.clock):
                answer = await ask(**self._arguments())
        except LimitError as limit:
            limits[key] = limit
            raise
        found: Mapping[str, Any] = answer.data  # type: ignore[assignment]  # JSON, never bytes here
        return found

    def _arguments(self) -> dict[str, Any]:
        """Slack's ends are outside of the window unless `inclusive`; ours is so for the first one."""
        ends = {"oldest": _ts(self._window.since), "latest": _ts(self._window.until)}
        given = {**ends, "cursor": self._cursor or None, "ts": self._thread}
        arguments = {name: value for name, value in given.items() if value}
        return {"channel": self._channel.id, "limit": PAGE_MESSAGES, "inclusive": True, **arguments}


def _ts(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.timestamp():.6f}"
