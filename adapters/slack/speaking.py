"""What Recap says in a workspace: each request waits as Slack tells it to, and fails with a sentence."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.errors import explained, refusal
from adapters.slack.inert import mrkdwn
from adapters.slack.workspace import SlackWorkspace
from core.errors import LimitError, NotFound, OperatorError, RequestError

WAITS_MAX = 3  # of one request
WAIT_MAX_SECONDS = 60.0  # a person does not wait longer

Json = dict[str, Any]


class Speaking:
    """`clock` tells the time, `sleep` waits for so many seconds. Texts are plain: they are made inert here.

    Errors: those of `adapters.slack.errors`.
    """

    def __init__(
        self,
        workspace: SlackWorkspace,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self._sleep = sleep

    async def post(
        self,
        channel: str,
        text: str,
        blocks: list[Json] | None = None,
        thread: str | None = None,
        metadata: Json | None = None,
    ) -> Json:
        """In a channel, or to a person (id). Gives `channel` and `ts` of the message. `metadata` is seen by apps."""
        client, said = self.workspace.client, _content(text, blocks)
        posted = await self._ask(
            lambda: client.chat_postMessage(
                channel=channel, thread_ts=thread, unfurl_links=False, unfurl_media=False, metadata=metadata, **said
            )
        )
        return {"channel": posted["channel"], "ts": posted["ts"]}

    async def whisper(
        self, channel: str, person: str, text: str, thread: str | None = None, blocks: list[Json] | None = None
    ) -> None:
        """What this member alone sees."""
        client, said = self.workspace.client, _content(text, blocks)
        await self._ask(lambda: client.chat_postEphemeral(channel=channel, user=person, thread_ts=thread, **said))

    async def change(
        self, channel: str, ts: str, text: str, blocks: list[Json] | None = None, metadata: Json | None = None
    ) -> None:
        client, said = self.workspace.client, _content(text, blocks or [])
        await self._ask(lambda: client.chat_update(channel=channel, ts=ts, metadata=metadata, **said))

    async def read(self, channel: str, messages: Sequence[str], thread: str | None = None) -> list[Json]:
        """These messages (ts, in order) as they stand; `thread` where they are in one. It waits for no limit."""
        client, ends = self.workspace.client, {"oldest": messages[0], "latest": messages[-1], "inclusive": True}
        with explained(self.clock):
            if thread:
                answer = await client.conversations_replies(channel=channel, ts=thread, **ends)  # type: ignore[arg-type]
            else:
                answer = await client.conversations_history(channel=channel, **ends)  # type: ignore[arg-type]
        return sorted((m for m in answer["messages"] if m["ts"] in messages), key=itemgetter("ts"))

    async def remove(self, channel: str, ts: str) -> None:
        """It is gone afterwards, also where it was before."""
        client = self.workspace.client
        try:
            await self._ask(lambda: client.chat_delete(channel=channel, ts=ts))
        except NotFound:
            return

    async def mark(self, channel: str, ts: str, emoji: str, on: bool = True) -> None:
        """Recap's own reaction; nothing happens where it cannot be set: it decorates."""
        client = self.workspace.client
        act = client.reactions_add if on else client.reactions_remove
        try:
            await self._ask(lambda: act(channel=channel, timestamp=ts, name=emoji))
        except (OperatorError, RequestError):
            return

    async def respond(self, url: str, text: str, blocks: list[Json] | None = None, instead: bool = False) -> None:
        """To a response_url, seen by the person alone; `instead` of the message whose button was pressed."""
        hook, said = AsyncWebhookClient(url), _content(text, blocks)

        async def send() -> Json:
            answer = await hook.send(**said, response_type="ephemeral", replace_original=instead)
            if answer.status_code != 200:
                raise refusal(answer, self.clock())
            return {}

        await self._ask(send)

    async def modal(self, trigger: str, view: Json) -> None:
        await self._ask(lambda: self.workspace.client.views_open(trigger_id=trigger, view=view))

    async def home(self, person: str, view: Json) -> None:
        await self._ask(lambda: self.workspace.client.views_publish(user_id=person, view=view))

    async def stream(self, channel: str, thread: str, person: str, text: str) -> str:
        """Begins a message that grows; returns its ts. `text` is markdown."""
        client, team = self.workspace.client, self.workspace.id
        begun = await self._ask(
            lambda: client.chat_startStream(
                channel=channel,
                thread_ts=thread,
                recipient_team_id=team,
                recipient_user_id=person,
                markdown_text=text,
            )
        )
        return str(begun["ts"])

    async def append(self, channel: str, ts: str, text: str) -> None:
        """Waits for no limit: what it says comes again in the end."""
        with explained(self.clock):
            await self.workspace.client.chat_appendStream(channel=channel, ts=ts, markdown_text=text)

    async def stop(self, channel: str, ts: str) -> None:
        client = self.workspace.client
        await self._ask(lambda: client.chat_stopStream(channel=channel, ts=ts))

    async def _ask(self, call: Callable[[], Awaitable[Any]]) -> Any:
        waits = 0
        while True:
            try:
                with explained(self.clock):
                    return await call()
            except LimitError as limit:
                seconds = (limit.until - self.clock()).total_seconds()
                waits += 1
                if waits > WAITS_MAX or seconds > WAIT_MAX_SECONDS:
                    raise
                await self._sleep(max(0.0, seconds))


def _content(text: str, blocks: list[Json] | None) -> Json:
    """`text` is what notifications show, and all there is without blocks."""
    return {"text": mrkdwn(text)} | ({} if blocks is None else {"blocks": blocks})
