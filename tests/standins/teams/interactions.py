"""What people do with what the bot posted, and with its message actions; each gives a delivery to wait for.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#request-format,
https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module,
…/task-modules-and-cards/task-modules/task-modules-bots,
…/bots/how-to/bot-messages-ai-generated-content#handle-feedback.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from tests.standins.teams.answers import TEXT
from tests.standins.teams.cards import ADAPTIVE, buttons
from tests.standins.teams.deliveries import Delivery
from tests.standins.teams.forms import filled
from tests.standins.teams.graph.shapes import payload
from tests.standins.teams.sight import Sight
from tests.standins.teams.state import BOT, Conversation, Json, Message, User

_CONTEXT: Json = {"context": {"theme": "default"}}


@dataclass(slots=True)
class Dialog:
    """An open dialog: what it shows, and the invoke that takes its form, with what that repeats."""

    place: Conversation
    thread: str | None
    shown: Json
    submit: str
    value: Json
    message: str | None = None


class Interactions(Sight):
    dialogs: dict[str, Dialog]
    notices: dict[str, list[str]]

    def presses(self, user: str, conversation: str, id: str, button: str, inputs: Json | None = None) -> Delivery:
        """A button of a card's, by its verb, id or title. Action.Execute becomes an invoke, whose answer replaces the
        card for them or is a line that passes; Action.Submit a message with a value, or an invoke that opens a dialog.
        """
        person, place = self._inside(user, conversation)
        message = self._message(place, id)
        card = self.card(user, conversation, id)
        action = _button(card, button)
        data = filled(card, action, inputs or {})
        if action["type"] == "Action.Execute":
            return self._executes(person, message, action, data, "manual")
        if action["type"] != "Action.Submit":
            raise ValueError(f"{action['type']} stays in the client")
        if (data.get("msteams") or {}).get("type") == "task/fetch":
            dialog = Dialog(place, message.thread, {}, "task/submit", dict(_CONTEXT), id)
            return self._opens(person, dialog, "task/fetch", {"data": data} | _CONTEXT)
        body = self.activities.common("message", person, place, message.thread, self.state.ms())
        return self._given(place, body | {"replyToId": id, "value": data})

    def refreshes(self, user: str, conversation: str, id: str) -> Delivery:
        """The client refreshes a card by itself, for those whom its `refresh` names, or by the menu for all."""
        person, place = self._inside(user, conversation)
        action = (self.card(user, conversation, id).get("refresh") or {}).get("action")
        if not action:
            raise ValueError(f"the card of {id} has no refresh")
        return self._executes(person, self._message(place, id), action, action.get("data", {}), "automatic")

    def uses_action(self, user: str, conversation: str, id: str, command: str) -> Delivery:
        """A message action, on any message that they see; the app must be theirs or be in the conversation."""
        person, place = self._inside(user, conversation)
        if user not in self.state.installed and not self.state.present(place):
            raise ValueError(f"{person.name} does not have the app")
        message = self._message(place, id)
        value: Json = {"commandId": command, "commandContext": "message", "requestId": secrets.token_hex(16)}
        value |= {"messagePayload": payload(self.state, message)} | _CONTEXT
        dialog = Dialog(place, message.thread, {}, "composeExtension/submitAction", value)
        return self._opens(person, dialog, "composeExtension/fetchTask", value)

    def dialog(self, user: str) -> Json | None:
        """The dialog open before them: title, card or url."""
        open = self.dialogs.get(user)
        return open.shown if open else None

    def closes(self, user: str) -> None:
        self.dialogs.pop(user, None)

    def submits(self, user: str, inputs: Json | None = None, button: str | None = None) -> Delivery:
        """The open dialog's form: its Action.Submit (the only one, or the named), with what they put in."""
        open = self.dialogs[user]
        card = open.shown.get("card", {}).get("content")
        found = [it for it in buttons(card) if it["type"] == "Action.Submit" and button in (None, *_names(it))]
        if not found:
            raise ValueError("the dialog has no such Action.Submit")
        data = filled(card, found[0], inputs or {})
        value = open.value | {"data": data}
        if open.submit == "message/submitAction":
            value = open.value["actionValue"] | {"feedback": json.dumps(data)}
            value = {"actionName": "feedback", "actionValue": value}
        return self._opens(self.state.users[user], open, open.submit, value)

    def feeds_back(self, user: str, conversation: str, id: str, reaction: str, text: str = "") -> Delivery:
        """Thumbs up (like) or down (dislike) on a message with feedback buttons; a custom form opens first."""
        person, place = self._inside(user, conversation)
        message = self._message(place, id)
        loop = message.channel_data.get("feedbackLoop") or {}
        if message.author != BOT or not (loop or message.channel_data.get("feedbackLoopEnabled")):
            raise ValueError(f"{id} has no feedback buttons")
        if reaction not in ("like", "dislike"):
            raise ValueError("reaction is like or dislike")
        action: Json = {"actionName": "feedback", "actionValue": {"reaction": reaction}}
        if loop.get("type") == "custom":
            dialog = Dialog(place, message.thread, {}, "message/submitAction", action, id)
            return self._opens(person, dialog, "message/fetchTask", action)
        action["actionValue"]["feedback"] = json.dumps({"feedbackText": text})
        body = self.activities.invoke(person, place, "message/submitAction", action, message.thread)
        return self._given(place, body | {"replyToId": id})

    def noticed(self, user: str) -> list[str]:
        """The lines that answers showed them for a moment, oldest first."""
        return self.notices.get(user, [])

    def stops(self, user: str) -> None:
        """They press Stop under the answer that is being streamed to them."""
        self.streams.stops(self.world.personal(user))

    def _executes(self, person: User, message: Message, action: Json, data: Json, trigger: str) -> Delivery:
        place = self.state.conversations[message.conversation]
        shown = {name: action[name] for name in ("type", "title", "id", "verb") if name in action}
        value = {"action": shown | {"data": data}, "trigger": trigger}
        body = self.activities.invoke(person, place, "adaptiveCard/action", value, message.thread)
        return self._given(
            place, body | {"replyToId": message.id}, lambda done: self._executed(person.id, message, done)
        )

    def _executed(self, user: str, message: Message, done: Delivery) -> None:
        if not done.acknowledged:
            self._failed(user, done)
        elif done.answer["type"] == ADAPTIVE:
            self.replaced[user, message.id] = done.answer["value"]
        else:
            said = done.answer["value"]
            self._notice(user, said if done.answer["type"] == TEXT else said["message"])

    def _opens(self, person: User, dialog: Dialog, name: str, value: Json) -> Delivery:
        body = self.activities.invoke(person, dialog.place, name, value, dialog.thread)
        if dialog.message:
            body["replyToId"] = dialog.message
        return self.deliveries.give(body, lambda done: self._opened(person.id, dialog, done))

    def _opened(self, user: str, dialog: Dialog, done: Delivery) -> None:
        """The next dialog, a message in its place, or the end of it."""
        if not done.acknowledged:
            self._failed(user, done)
            return
        self.dialogs.pop(user, None)
        answer = done.answer or {}
        task = answer.get("task") or {}
        if task.get("type") == "continue":
            self.dialogs[user] = Dialog(
                dialog.place, dialog.thread, task["value"], dialog.submit, dialog.value, dialog.message
            )
        elif task or (answer.get("composeExtension") or {}).get("type") == "message":
            self._notice(user, str(task.get("value") or answer["composeExtension"]["text"]))

    def _failed(self, user: str, done: Delivery) -> None:
        extension = done.kind.startswith("composeExtension/")
        self._notice(user, "Unable to reach app. Please try again." if extension else "Something went wrong.")

    def _notice(self, user: str, text: str) -> None:
        self.notices.setdefault(user, []).append(text)

    def _given(self, place: Conversation, body: Json, then: Callable[[Delivery], None] | None = None) -> Delivery:
        if not self.state.present(place):
            raise ValueError(f"the app is not in {place.id}")
        return self.deliveries.give(body, then)


def _button(card: Json, wanted: str) -> Json:
    found = [action for action in buttons(card) if wanted in _names(action)]
    if not found:
        raise ValueError(f"the card has no {wanted}: {[_names(action) for action in buttons(card)]}")
    return found[0]


def _names(action: Json) -> tuple[str | None, ...]:
    return action.get("verb"), action.get("id"), action.get("title")
