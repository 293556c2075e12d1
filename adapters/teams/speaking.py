"""What Recap says in Teams: each request waits its turn, is tried again as Teams says, and fails with a sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random

from adapters.teams.connector import Connector
from adapters.teams.errors import LOST, Again, NotSignedIn, explained
from adapters.teams.pace import Pace
from adapters.teams.said import Said, activity, final, growing
from adapters.teams.wire import in_thread
from core.errors import NotFound

TRIES_MAX = 4  # of one request
WAIT_MAX_SECONDS = 60.0  # a person does not wait longer
JITTER_SECONDS = 1.0  # those who were refused together do not come back together


class Speaking:
    """At one service URL, for the people of one tenant. Texts of `Said` are inert already.

    Errors: those of `adapters.teams.errors`.
    """

    def __init__(
        self,
        connector: Connector,
        pace: Pace,
        service_url: str,
        tenant: str,
        bot: str = "",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._connector, self._pace = connector, pace
        self._service_url, self._tenant, self._bot = service_url, tenant, bot
        self._sleep = sleep

    async def direct(self, person: str) -> str:
        """The chat between this person (id) and Recap: the one that is there, or a new one."""
        bot = ChannelAccount(id=self._bot) if self._bot else None
        asked = ConversationParameters(
            is_group=False,
            bot=bot,
            members=[ChannelAccount(id=person)],
            tenant_id=self._tenant,
            channel_data={"tenant": {"id": self._tenant}},
        )
        made = await self._ask(person, lambda: self._conversations.create_conversation(asked))
        return str(made.id)

    async def post(self, conversation: str, said: Said, thread: str | None = None) -> str:
        """Gives the message's id. `thread` is the root of the one that it joins, in channels.

        Where a gateway loses the answer it is posted again and may stand there twice: whoever waits is better served
        with two than with none. Teams takes no key by which it would know the second one.
        """
        return await self._send(conversation, activity(said), thread)

    async def post_once(self, conversation: str, said: Said, thread: str | None = None) -> str:
        """The same, for what must not stand there twice. Errors also: `Again` of `LOST` where it may stand there."""
        return await self._send(conversation, activity(said), thread, once=True)

    async def change(self, conversation: str, message: str, said: Said) -> None:
        now = activity(said)
        await self._ask(conversation, lambda: self._conversations.update_activity(conversation, message, now))

    async def remove(self, conversation: str, message: str) -> None:
        """It is gone afterwards, also where it was before."""
        try:
            await self._ask(conversation, lambda: self._conversations.delete_activity(conversation, message))
        except NotFound:
            return

    async def grow(self, conversation: str, text: str, kind: str, sequence: int, stream: str | None) -> str:
        """One step of a streamed answer; the first gives the id of the stream. It is not tried again."""
        step = growing(text, kind, sequence, stream)
        await self._pace.turn(conversation)
        with explained():
            taken = await self._conversations.send_to_conversation(conversation, step)
        return stream or str(taken.id)

    async def finish(self, conversation: str, stream: str, said: Said) -> None:
        """The end of a streamed answer, which stays as the message with the stream's id."""
        await self._send(conversation, final(said, stream))

    async def _send(self, conversation: str, it: Activity, thread: str | None = None, once: bool = False) -> str:
        where = in_thread(conversation, thread)
        sent = await self._ask(conversation, lambda: self._conversations.send_to_conversation(where, it), once)
        return str(sent.id) if sent else ""

    @property
    def _conversations(self) -> Any:
        return self._connector.client(self._service_url).conversations

    async def _signed_in(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """A token may end before its time: once more with a new one."""
        try:
            return await call()
        except NotSignedIn:
            self._connector.sign_in_again()
            return await call()

    async def _ask(self, conversation: str, call: Callable[[], Awaitable[Any]], once: bool = False) -> Any:
        async for attempt in AsyncRetrying(
            retry=retry_if_exception(_refused if once else _busy),
            stop=stop_after_attempt(TRIES_MAX),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        ):
            with attempt:
                await self._pace.turn(conversation)
                with explained():
                    return await self._signed_in(call)
        raise AssertionError  # the last attempt returned or raised


def _busy(error: BaseException) -> bool:
    return isinstance(error, Again)


def _refused(error: BaseException) -> bool:
    """Busy, and certainly nothing was done."""
    return isinstance(error, Again) and error.status not in LOST


def _wait(state: RetryCallState) -> float:
    """As long as Teams says, else twice as long each time; never at the same moment as others."""
    error = state.outcome.exception() if state.outcome else None
    told = error.seconds if isinstance(error, Again) else None
    seconds = 2.0 ** (state.attempt_number - 1) if told is None else told
    return min(seconds, WAIT_MAX_SECONDS) + wait_random(0, JITTER_SECONDS)(state)
