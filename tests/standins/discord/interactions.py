"""What people use: commands, their autocompletion, context menus, buttons, menus and modals."""

from typing import Any

from tests.standins.discord import messages, payloads, permissions
from tests.standins.discord.components import BUTTON, LINK, STRING_SELECT, walk
from tests.standins.discord.filling import given_options, submitted
from tests.standins.discord.invocations import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Invocation
from tests.standins.discord.parts import Parts
from tests.standins.discord.state import LOADING, Channel, Json, Message

CHAT_INPUT, MESSAGE_COMMAND = 1, 3


class Interactions(Parts):
    def uses_command(self, user: str, channel: str, name: str, options: Json | None = None) -> Invocation:
        """A slash command, `recap settings` where it has sub-commands. `options` are values by name, as Discord's form
        would let them through: people, roles and channels as ids.
        """
        place = self._inside(user, channel)
        command = self._command(user, place, name.split()[0], CHAT_INPUT)
        listed, ids = given_options(command, name.split()[1:], options or {})
        return self._commanded(user, place, command, COMMAND, listed, payloads.resolved(self.state, place, user, ids))

    def types_into(
        self, user: str, channel: str, name: str, option: str, text: str, options: Json | None = None
    ) -> Invocation:
        """Autocompletion: what somebody has typed into one option so far, and other options filled before."""
        place = self._inside(user, channel)
        command = self._command(user, place, name.split()[0], CHAT_INPUT)
        listed, _ = given_options(command, name.split()[1:], (options or {}) | {option: text}, focused=option)
        return self._commanded(user, place, command, AUTOCOMPLETE, listed, {})

    def uses_menu(self, user: str, channel: str, message: str, name: str) -> Invocation:
        """A command of the context menu on a message that the person sees; its content comes along, intent or not."""
        place = self._inside(user, channel)
        command = self._command(user, place, name, MESSAGE_COMMAND)
        shape = messages.message(self.state, place.messages[message])
        resolved: Json = {"messages": {message: shape}}
        it = self._new(user, place, COMMAND)
        it.metadata["target_message_id"] = message
        data = _data(command) | {"target_id": message, "resolved": resolved}
        return self._sent(it, data)

    def presses(self, user: str, channel: str, message: str, custom_id: str) -> Invocation:
        """A button under a message that the person sees."""
        place = self._inside(user, channel)
        found, button = self._component(user, place, message, custom_id)
        if button["type"] != BUTTON or button["style"] == LINK:
            raise ValueError(f"{custom_id} is no button that tells the application")
        return self._used(user, place, found, button, {})

    def selects(self, user: str, channel: str, message: str, custom_id: str, values: list[str]) -> Invocation:
        """Values of a menu: of a string menu's options, or ids of people, roles or channels."""
        place = self._inside(user, channel)
        found, menu = self._component(user, place, message, custom_id)
        if not menu.get("min_values", 1) <= len(values) <= menu.get("max_values", 1):
            raise ValueError("so many values cannot be chosen")
        more: Json = {"values": values}
        if menu["type"] == STRING_SELECT:
            if not set(values) <= {option["value"] for option in menu["options"]}:
                raise ValueError("no such option")
        else:
            more["resolved"] = payloads.resolved(self.state, place, user, values)
        return self._used(user, place, found, menu, more)

    def submits(self, shown: Invocation | str, values: Json | None = None) -> Invocation:
        """The modal that an interaction (or its id) was answered with, filled in by custom_id."""
        if isinstance(shown, str):
            shown = next(it for it in self.invocations.by_token.values() if it.id == shown)
        if not shown.modal:
            raise ValueError("no modal was shown")
        it = self._new(shown.user, self.state.channels[shown.channel], MODAL)
        it.target = shown.target
        it.metadata["triggering_interaction_metadata"] = shown.metadata
        data: Json = {"custom_id": shown.modal["custom_id"], "components": submitted(shown.modal, values or {})}
        return self._sent(it, data)

    def dismisses(self, user: str, channel: str, message: str) -> None:
        """An ephemeral message goes from the person's screen; nobody is told."""
        found = self.state.channels[channel].messages[message]
        if found.only_for != user:
            raise ValueError(f"{message} is not ephemeral for {user}")
        del self.state.channels[channel].messages[message]

    def _command(self, user: str, place: Channel, name: str, type: int) -> Json:
        """The command as the person's client offers it: in this context, to who has the permissions."""
        every = [*self.state.guild_commands.get(place.guild or "", {}).values(), *self.state.commands.values()]
        found = next((it for it in every if (it["name"], it["type"]) == (name, type)), None)
        if not found:
            raise ValueError(f"no command {name}")
        contexts = found["contexts"] if found["contexts"] is not None else [0, 1]
        if (0 if place.guild else 1) not in contexts:
            raise ValueError(f"{name} is not offered here")
        if not place.guild:
            return found
        granted = permissions.in_channel(self.state, place, user)
        wanted = int(found["default_member_permissions"] or 0) | permissions.BITS["USE_APPLICATION_COMMANDS"]
        if granted & wanted != wanted:
            raise ValueError(f"{name} is not offered to {user}")
        return found

    def _component(self, user: str, place: Channel, id: str, custom_id: str) -> tuple[Message, Json]:
        message = place.messages[id]
        if message.only_for not in (None, user) or message.flags & LOADING:
            raise ValueError(f"{user} does not see {id}")
        for component in walk(message.components):
            if component.get("custom_id") == custom_id and not component.get("disabled"):
                return message, component
        raise ValueError(f"nothing there has the custom_id {custom_id}")

    def _commanded(self, user: str, place: Channel, command: Json, kind: int, options: Any, found: Json) -> Invocation:
        data = _data(command) | ({"options": options} if options else {}) | ({"resolved": found} if found else {})
        return self._sent(self._new(user, place, kind), data)

    def _used(self, user: str, place: Channel, message: Message, component: Json, more: Json) -> Invocation:
        it = self._new(user, place, COMPONENT)
        it.target = message
        it.metadata["interacted_message_id"] = message.id
        names = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        return self._sent(it, names | more)

    def _new(self, user: str, place: Channel, kind: int) -> Invocation:
        it = Invocation(self.state.id(), kind, user, place.id, self.state.now(), {})
        it.metadata = payloads.metadata(self.state, it)
        return self.invocations.add(it)

    def _sent(self, it: Invocation, data: Json) -> Invocation:
        payload = payloads.payload(self.state, it, data)
        if it.target:
            payload["message"] = messages.message(self.state, it.target)
        self.events.interaction(self.state.channels[it.channel], payload)
        return it


def _data(command: Json) -> Json:
    shape = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return shape | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})
