"""What people press: commands, shortcuts, buttons, menus, modals and the app's Home.

Payloads: https://docs.slack.dev/reference/interaction-payloads and .../interactivity/implementing-slash-commands.
"""

from typing import Any

from tests.standins.slack import shapes
from tests.standins.slack.blocks import elements
from tests.standins.slack.deliveries import Delivery
from tests.standins.slack.forms import filled
from tests.standins.slack.parts import Parts
from tests.standins.slack.responding import Reply
from tests.standins.slack.state import APP_ID, Installation, Json, Message, User
from tests.standins.slack.web.method import Refused


class Interactions(Parts):
    def uses_command(self, user: str, channel: str, command: str, text: str = "") -> Delivery:
        """A slash command; `text` arrives escaped, so name people `<@U…|name>` and channels `<#C…|name>`."""
        person, place = self._inside(user, channel)
        it = self._installation(person)
        team = self.state.teams[it.team]
        names = {"im": "directmessage", "private": "privategroup"}
        payload = {
            "token": "verification-token",
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": channel,
            "channel_name": names.get(place.kind, place.name),
            "user_id": user,
            "user_name": person.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": False,
            "response_url": self.responses.url(it.team, user, channel),
            "trigger_id": self.triggers.issue(user),
        }
        if team.enterprise:
            payload |= {"enterprise_id": team.enterprise, "enterprise_name": team.name}
        reply = Reply(it.team, user, channel, None, 0)
        return self.deliveries.give("slash_commands", payload, lambda done: self._shown(done, reply, command))

    def uses_shortcut(self, user: str, channel: str, ts: str, callback_id: str) -> Delivery:
        """A message shortcut, on any message that the person sees; the bot need not be in the channel."""
        person, place = self._inside(user, channel)
        it = self._installation(person)
        payload = self._payload("message_action", person, it) | {
            "callback_id": callback_id,
            "channel": {"id": channel, "name": place.name or "directmessage"},
            "message": shapes.message(self.state, place.messages[ts]),
            "message_ts": ts,
            "action_ts": self.state.ts(),
            "response_url": self.responses.url(it.team, user, channel),
        }
        return self.deliveries.give("interactive", payload, self._silent(it, user, channel))

    def clicks(self, user: str, seen: Json, action_id: str, choice: Any = None) -> Delivery:
        """A button, or a menu with a choice (an option's value, or a list of them), in a message or a view that the
        person sees: one of `seen_by`, `home` or `modal`.
        """
        person = self.state.users[user]
        found = [(b, e) for b in seen.get("blocks", []) for e in elements(b) if e.get("action_id") == action_id]
        if not found:
            raise ValueError(f"nothing there has the action_id {action_id}")
        block, element = found[0]
        action: Json = {"action_id": action_id, "block_id": block.get("block_id", ""), "type": element["type"]}
        action |= {name: element[name] for name in ("text", "value") if name in element}
        action["action_ts"] = self.state.ts()
        action |= filled(element, choice) if element["type"] != "button" else {}
        it = self._installation(person, seen.get("team"))
        payload = self._payload("block_actions", person, it) | {"actions": [action], "state": {"values": {}}}
        place = self._in_message(user, seen, it) if "ts" in seen else self._in_view(seen)
        return self.deliveries.give("interactive", payload | place, self._silent(it, user, seen.get("channel", "")))

    def submits(self, user: str, view: Json, values: Json | None = None) -> Delivery:
        """A modal's form, `values` by action_id; `answer` of the delivery holds errors, where the app found some."""
        person = self.state.users[user]
        it = self._installation(person)
        state: Json = {"values": {}}
        for block in view["blocks"]:
            for element in elements(block) if block["type"] in ("input", "actions", "section") else ():
                answer = filled(element, (values or {}).get(element.get("action_id", "")))
                there = state["values"].setdefault(block.get("block_id", ""), {})
                there[element.get("action_id", "")] = {"type": element["type"]} | answer
        payload = self._payload("view_submission", person, it) | {"view": view | {"state": state}, "response_urls": []}
        return self.deliveries.give("interactive", payload, lambda done: self._submitted(done, view["id"]))

    def opens_home(self, user: str, tab: str = "home") -> None:
        """The app's tab: home or messages."""
        team = self.state.users[user].team
        direct, _ = self.world.direct(team, [user])
        event: Json = {"type": "app_home_opened", "user": user, "channel": direct.id, "tab": tab}
        view = self.state.views.get(self.state.homes.get((team, user), ""))
        if view and tab == "home":
            event["view"] = {name: value for name, value in view.items() if not name.startswith("_")}
        self.events.to_team(team, event | {"event_ts": self.state.ts()})

    def _installation(self, person: User, other: str | None = None) -> Installation:
        """The app in the person's own workspace, or in the one that posted what they press."""
        it = self.state.installations.get(person.team) or self.state.installations.get(other or "")
        if not it or it.refused:
            raise ValueError(f"the app is not installed in {person.team}")
        return it

    def _payload(self, type: str, person: User, it: Installation) -> Json:
        team = self.state.teams[it.team]
        user = {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team}
        enterprise = {"id": team.enterprise, "name": team.name} if team.enterprise else None
        return {
            "type": type,
            "token": "verification-token",
            "api_app_id": APP_ID,
            "team": {"id": team.id, "domain": team.domain},
            "enterprise": enterprise,
            "is_enterprise_install": False,
            "user": user,
            "trigger_id": self.triggers.issue(person.id),
        }

    def _in_message(self, user: str, seen: Json, it: Installation) -> Json:
        message = self._pressed(user, seen["channel"], seen["ts"])
        hidden = message.only_for is not None
        place: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": hidden,
        }
        if message.thread_ts:
            place["thread_ts"] = message.thread_ts
        name = self.state.channels[message.channel].name or "directmessage"
        answer: Json = {"container": place, "channel": {"id": message.channel, "name": name}}
        answer["response_url"] = self.responses.url(it.team, user, message.channel, message)
        # An ephemeral message is not sent back: there is nothing stored to send.
        return answer if hidden else answer | {"message": shapes.message(self.state, message)}

    def _pressed(self, user: str, channel: str, ts: str) -> Message:
        hidden = self.state.ephemeral.get((channel, ts))
        if hidden and hidden.only_for == user:
            return hidden
        _, place = self._inside(user, channel)
        return place.messages[ts]

    def _in_view(self, view: Json) -> Json:
        if view["id"] not in self.state.views:
            raise ValueError("that view is no longer open")
        return {"container": {"type": "view", "view_id": view["id"]}, "view": view}

    def _silent(self, it: Installation, user: str, channel: str) -> Any:
        return lambda done: self._shown(done, Reply(it.team, user, channel, None, 0), "")

    def _shown(self, done: Delivery, reply: Reply, command: str) -> None:
        """An answer in the acknowledgement is a message; none in time is a line from Slack itself."""
        if not done.acknowledged and reply.channel:
            text = f'{command} failed with the error "operation_timeout"'.strip()
            team = self.state.users[reply.user].team
            self.world.show(Message(reply.channel, self.state.ts(), "USLACKBOT", team, text, only_for=reply.user))
        elif command and done.answer:
            try:
                self.responses.take(reply, done.answer)
            except Refused as refused:
                done.reasons.append(refused.answer["error"])

    def _submitted(self, done: Delivery, view: str) -> None:
        """Without a word from the app the modal closes."""
        action = (done.answer or {}).get("response_action")
        if done.acknowledged and action in (None, "clear"):
            self.state.views.pop(view, None)
        elif done.answer and action in ("update", "push"):
            self.state.views[view] |= {"blocks": done.answer["view"]["blocks"], "title": done.answer["view"]["title"]}
