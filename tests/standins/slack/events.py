"""Events as Slack's Events API sends them, to those installations that may hear them.

https://docs.slack.dev/reference/events. An event that several installations may hear is sent once and names one of
them (https://docs.slack.dev/changelog/2020-09-15-events-api-truncate-authed-users); `each_installation` sends it to
each, as if each workspace had an app of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.standins.slack import shapes
from tests.standins.slack.state import APP_ID, Channel, Installation, Json, Message, State

HEARD_BY = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "channel_left": "channels:read",
    "group_left": "groups:read",
    "channel_rename": "channels:read",
    "group_rename": "groups:read",
    "channel_archive": "channels:read",
    "group_archive": "groups:read",
    "app_home_opened": None,
    "app_uninstalled": None,
    "tokens_revoked": None,
}
_MESSAGES = {"public": "message.channels", "private": "message.groups", "im": "message.im", "mpim": "message.mpim"}


@dataclass(slots=True)
class Events:
    state: State
    give: Callable[[str, Json], object]
    subscribed: frozenset[str] = frozenset(HEARD_BY)
    each_installation: bool = False

    def message(self, it: Message) -> None:
        """A new message; a mention of the bot is a second event, except in direct messages."""
        channel = self.state.channels[it.channel]
        event = shapes.message(self.state, it) | self._place(channel, it.ts) | self._outside(channel, it)
        if not it.app:
            event["client_msg_id"] = f"client-{it.ts}"
        if it.subtype == "thread_broadcast":
            event["root"] = shapes.message(self.state, channel.messages[it.thread_ts or ""])
        self._in(channel, _MESSAGES[channel.kind], event)
        mentioned = [i for i in self.state.hearing(channel) if f"<@{i.bot_user}>" in it.text]
        if mentioned and channel.kind != "im" and not it.app:
            plain = {name: value for name, value in event.items() if name != "channel_type"}
            self._to(mentioned, "app_mention", plain | {"type": "app_mention"}, channel)

    def changed(self, it: Message, before: Json) -> None:
        self._hidden(it, "message_changed", {"message": shapes.message(self.state, it), "previous_message": before})

    def deleted(self, it: Message, before: Json) -> None:
        self._hidden(it, "message_deleted", {"deleted_ts": it.ts, "previous_message": before})

    def reaction(self, type: str, user: str, it: Message, name: str) -> None:
        item = {"type": "message", "channel": it.channel, "ts": it.ts}
        body = {"type": type, "user": user, "item": item, "reaction": name, "item_user": it.user}
        self._in(self.state.channels[it.channel], type, body | {"event_ts": self.state.ts()})

    def membership(self, type: str, user: str, channel: Channel, inviter: str | None = None) -> None:
        body = {"type": type, "user": user, "channel": channel.id, "team": self.state.users[user].team}
        body |= {"channel_type": "C" if channel.kind == "public" else "G", "event_ts": self.state.ts()}
        self._in(channel, type, body | ({"inviter": inviter} if inviter else {}))

    def about(self, channel: Channel, what: str, more: Json, to: Installation | None = None) -> None:
        """left, rename or archive, by the name that the channel's kind gives it."""
        type = f"{'channel' if channel.kind == 'public' else 'group'}_{what}"
        body = {"type": type, "channel": channel.id, "event_ts": self.state.ts()} | more
        self._to([to] if to else self.state.hearing(channel), type, body, channel)

    def to_team(self, team: str, event: Json) -> None:
        self._to([self.state.installations[team]], event["type"], event, None)

    def authorization(self, it: Installation) -> Json:
        enterprise = self.state.teams[it.team].enterprise
        ids = {"enterprise_id": enterprise, "team_id": it.team, "user_id": it.bot_user}
        return ids | {"is_bot": True, "is_enterprise_install": False}

    def _place(self, channel: Channel, ts: str) -> Json:
        return {"channel": channel.id, "event_ts": ts, "channel_type": shapes.CHANNEL_TYPES[channel.kind]}

    def _outside(self, channel: Channel, it: Message) -> Json:
        """In a shared channel the event says whose the author is."""
        user = self.state.users.get(it.user)
        if not channel.shared or not user:
            return {}
        profile = {"name": user.name, "real_name": user.real_name, "display_name": user.name, "team": user.team}
        return {"user_team": user.team, "source_team": user.team, "user_profile": profile}

    def _hidden(self, it: Message, subtype: str, more: Json) -> None:
        channel, ts = self.state.channels[it.channel], self.state.ts()
        body: Json = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts}
        self._in(channel, _MESSAGES[channel.kind], body | more | self._place(channel, ts))

    def _in(self, channel: Channel, name: str, event: Json) -> None:
        self._to(self.state.hearing(channel), name, event, channel)

    def _to(self, installations: list[Installation], name: str, event: Json, channel: Channel | None) -> None:
        scope = HEARD_BY[name]
        if name.startswith("member_") and channel and channel.kind != "public":
            scope = "groups:read"
        able = [i for i in installations if scope is None or scope in i.scopes]
        if name not in self.subscribed or not able:
            return
        for it in able if self.each_installation else able[:1]:
            context = f"4-{self.state.id('EC')}"
            self.state.contexts[context] = [i.team for i in able]
            self.give("events_api", self._callback(it, event, channel, context))

    def _callback(self, it: Installation, event: Json, channel: Channel | None, context: str) -> Json:
        return {
            "token": "verification-token",
            "team_id": it.team,
            "context_team_id": it.team,
            "context_enterprise_id": self.state.teams[it.team].enterprise,
            "enterprise_id": self.state.teams[it.team].enterprise,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": self.state.id("Ev"),
            "event_time": int(self.state.now()),
            "authorizations": [self.authorization(it)],
            "is_ext_shared_channel": bool(channel and channel.shared),
            "event_context": context,
        }
