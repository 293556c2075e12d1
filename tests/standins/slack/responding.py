"""Trigger ids and response_urls: what an interaction lets the app do, how often and for how long.

https://docs.slack.dev/interactivity/handling-user-interaction: a trigger opens one modal within 3 s; a response_url
takes five posts within 30 minutes. A slash command's or a shortcut's has no original message: `replace_original` there
posts one more (bolt-js issue 2287, bolt-python issue 1268).
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.standins.slack.content import content
from tests.standins.slack.record import Record
from tests.standins.slack.state import Json, Message, State
from tests.standins.slack.web.method import Refused
from tests.standins.slack.world import World

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1800.0
RESPONSES_MAX = 5
_KNOWN = frozenset(
    "text blocks attachments response_type replace_original delete_original unfurl_links unfurl_media metadata mrkdwn"
    " thread_ts".split()
)


@dataclass(slots=True)
class Triggers:
    state: State
    issued: dict[str, tuple[str, float]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def issue(self, user: str) -> str:
        trigger = f"{secrets.randbelow(10**12)}.{secrets.token_hex(8)}"
        self.issued[trigger] = (user, self.state.now() + TRIGGER_SECONDS)
        return trigger

    def exchange(self, trigger: Any) -> str:
        """Who pressed; once, and in time."""
        if trigger in self.used:
            raise Refused("exchanged_trigger_id")
        user, until = self.issued.get(str(trigger), ("", 0.0))
        if not user:
            raise Refused("invalid_trigger_id")
        if self.state.now() > until:
            raise Refused("expired_trigger_id")
        self.used.add(trigger)
        return user


@dataclass(slots=True)
class Reply:
    """Where one response_url leads. `original` is the message of the app that was clicked."""

    team: str
    user: str
    channel: str
    original: Message | None
    until: float
    left: int = RESPONSES_MAX


@dataclass(slots=True)
class Responses:
    state: State
    world: World
    record: Record
    base: str = ""
    open: dict[str, Reply] = field(default_factory=dict)

    def url(self, team: str, user: str, channel: str, original: Message | None = None) -> str:
        path = f"/commands/{team}/{secrets.randbelow(10**12)}/{secrets.token_hex(12)}"
        self.open[path] = Reply(team, user, channel, original, self.state.now() + RESPONSE_SECONDS)
        return self.base + path

    async def serve(self, request: web.Request) -> web.Response:
        status, answer, arguments = 200, {"ok": True}, {}
        reply = self.open.get(request.path)
        try:
            arguments = _arguments(await request.text())
            if not reply or self.state.now() > reply.until:
                status = 404
                raise Refused("expired_url")
            if not reply.left:
                status = 404
                raise Refused("used_url")
            reply.left -= 1
            self.take(reply, arguments)
        except Refused as refused:
            status, answer = (400 if status == 200 else status), refused.answer
        self.record.call("response_url", arguments, status, answer, reply.team if reply else None)
        return web.json_response(answer, status=status)

    def take(self, reply: Reply, arguments: Json) -> None:
        """Deletes, replaces or adds, as the arguments say."""
        if arguments.get("delete_original"):
            if reply.original:
                self._delete(reply.original)
            return
        given = content(arguments)
        if arguments.get("replace_original") and reply.original:
            self._replace(reply.original, given.text, given.blocks)
            return
        public = arguments.get("response_type", "ephemeral") == "in_channel"
        it = self.state.installations[reply.team]
        message = Message(
            channel=reply.channel,
            ts=self.state.ts(),
            user=it.bot_user,
            team=reply.team,
            text=given.text,
            blocks=given.blocks,
            thread_ts=arguments.get("thread_ts"),
            bot_id=it.bot_id,
            only_for=None if public else reply.user,
        )
        if not public:
            self.world.show(message)
            return
        self.world.put(message)
        self.world.events.message(message)

    def _delete(self, original: Message) -> None:
        if original.only_for:
            self.state.ephemeral.pop((original.channel, original.ts), None)
        elif original.ts in self.state.channels[original.channel].messages:
            self.world.remove(original)

    def _replace(self, original: Message, text: str, blocks: list[Json]) -> None:
        if original.only_for:
            original.text, original.blocks = text, blocks
            self.world.show(original)
        else:
            self.world.change(original, text, blocks, original.user)


def _arguments(body: str) -> Json:
    try:
        arguments = json.loads(body)
    except ValueError as error:
        raise Refused("invalid_payload") from error
    if not isinstance(arguments, dict) or not arguments.keys() <= _KNOWN:
        raise Refused("invalid_payload")
    return arguments
