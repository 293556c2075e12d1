"""Answering interactions: the callback, and the webhook that an interaction's token is for 15 minutes.

https://docs.discord.com/developers/interactions/receiving-and-responding#endpoints
"""

from typing import Any

from tests.standins.discord import commands, components, content, messages
from tests.standins.discord.invocations import AUTOCOMPLETE, COMPONENT, MODAL, Invocation
from tests.standins.discord.mentions import resolve
from tests.standins.discord.refusals import Form, Refused
from tests.standins.discord.rest.posting import change
from tests.standins.discord.rest.route import Call, route
from tests.standins.discord.state import APP_ID, EPHEMERAL, LOADING, Json, Message

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
CHOICES_MAX, TITLE_MAX = 25, 45
CHAT_INPUT_COMMAND, REPLY = 20, 19
_WEBHOOK = "/webhooks/{webhook}/{token}"
# `tts` means nothing in an edit, but discord.py sends it.
_EDIT_FIELDS = "content embeds flags allowed_mentions components attachments poll tts"
_EXECUTE_FIELDS = f"{_EDIT_FIELDS} username avatar_url thread_name applied_tags"
_QUERY = "thread_id with_components"


@route("POST", "/interactions/{interaction}/{token}/callback", "type data", "with_response", auth=False)
def callback(call: Call) -> Json | None:
    it = call.server.invocations.to_call_back(call.names["interaction"], call.names["token"])
    form, body = Form(), call.body or {}
    form.choice(("type",), body.get("type"), _allowed(it))
    form.refuse()
    _answer(call, it, body["type"], body.get("data") or {})
    it.callback = body["type"]
    it.done.set()
    return _response(call, it) if call.flag("with_response") else None


@route("GET", f"{_WEBHOOK}/messages/{{message}}", query="thread_id", auth=False)
def get(call: Call) -> Json:
    return messages.message(call.state, _posted(call, _invocation(call)))


@route("PATCH", f"{_WEBHOOK}/messages/{{message}}", _EDIT_FIELDS, _QUERY, auth=False)
def edit(call: Call) -> Json:
    it = _invocation(call)
    return _edited(call, it, _posted(call, it), call.body or {})


@route("DELETE", f"{_WEBHOOK}/messages/{{message}}", query="thread_id", auth=False)
def delete(call: Call) -> None:
    posted = _posted(call, _invocation(call))
    call.server.world.remove(call.state.channels[posted.channel], [posted.id])


@route("POST", _WEBHOOK, _EXECUTE_FIELDS, f"wait {_QUERY}", auth=False)
def follow_up(call: Call) -> Json:
    """Another message; the first after a deferral edits that one instead, and its flags stay."""
    it, body = _invocation(call), call.body or {}
    if it.deferred and it.original:
        return _edited(call, it, _posted(call, it, it.original), body)
    metadata = it.metadata | ({"original_response_message_id": it.original} if it.original else {})
    posted = _post(call, it, body, metadata)
    it.followups.append(posted.id)
    return messages.message(call.state, posted)


def _allowed(it: Invocation) -> tuple[int, ...]:
    """Which callback types an interaction takes."""
    if it.kind == AUTOCOMPLETE:
        return (CHOICES,)
    updating = (DEFER_UPDATE, UPDATE) if it.target else ()
    return (MESSAGE, DEFER, *updating, *(() if it.kind == MODAL else (SHOW_MODAL,)))


def _answer(call: Call, it: Invocation, type: int, data: Json) -> None:
    if type == CHOICES:
        it.choices = _choices(data)
    elif type == SHOW_MODAL:
        it.modal = _modal(data)
    elif type == DEFER:
        it.original, it.deferred = _deferred(call, it, data).id, True
    elif type == MESSAGE:
        it.original = _post(call, it, data, it.metadata).id
    elif it.target:
        it.original = it.target.id
        if type == UPDATE:
            _edited(call, it, it.target, data)


def _choices(data: Json) -> list[Json]:
    form = Form()
    form.known(("data",), data, ("choices",))
    found = form.objects(("data", "choices"), data.get("choices") or [], CHOICES_MAX)
    for index, choice in enumerate(found):
        type = commands.STRING if isinstance(choice.get("value"), str) else commands.NUMBER
        commands.offered(form, ("data", "choices", index), choice, type)
    form.refuse()
    return found


def _modal(data: Json) -> Json:
    form = Form()
    form.known(("data",), data, ("custom_id", "title", "components"))
    form.text(("data", "custom_id"), data.get("custom_id"), components.CUSTOM_ID_MAX, 1)
    form.text(("data", "title"), data.get("title"), TITLE_MAX, 1)
    shown = components.modal(form, ("data", "components"), data.get("components"))
    form.refuse()
    return data | {"components": shown}


def _deferred(call: Call, it: Invocation, data: Json) -> Message:
    """The message that says that the application is thinking."""
    form = Form()
    form.choice(("data", "flags"), data.get("flags") or 0, (0, EPHEMERAL))
    form.refuse()
    return _put(call, it, Message(**_fields(call, it), content="", flags=(data.get("flags") or 0) | LOADING))


def _post(call: Call, it: Invocation, data: Json, metadata: Json) -> Message:
    form = Form()
    form.known((), data, _EXECUTE_FIELDS.split())
    given = content.filled(content.content(form, data, call.files, ephemeral=True))
    made = Message(
        **_fields(call, it),
        content=given.text.strip(),
        flags=given.flags,
        embeds=given.embeds,
        components=given.components,
        attachments=given.attachments,
    )
    made.metadata = metadata
    made.only_for = it.user if given.flags & EPHEMERAL else None
    resolve(call.state, call.state.channels[it.channel], made, given.allowed)
    return _put(call, it, made)


def _fields(call: Call, it: Invocation) -> dict[str, Any]:
    return {
        "id": call.state.id(),
        "channel": it.channel,
        "author": APP_ID,
        "sent": call.state.now(),
        "type": REPLY if it.kind == COMPONENT else CHAT_INPUT_COMMAND,
        "interaction": it.id,
        "metadata": it.metadata,
    }


def _put(call: Call, it: Invocation, made: Message) -> Message:
    made.only_for = it.user if made.flags & EPHEMERAL else None
    call.server.world.put(made)
    call.server.events.message(made)
    return made


def _edited(call: Call, it: Invocation, posted: Message, body: Json) -> Json:
    """New content; a message that was thinking has thought."""
    it.deferred = False if posted.id == it.original else it.deferred
    flags = body.get("flags")
    body = body | ({"flags": flags & ~EPHEMERAL} if isinstance(flags, int) else {})
    thinking = bool(posted.flags & LOADING)
    change(call, call.state.channels[posted.channel], posted, body)
    if thinking:
        posted.flags, posted.edited = posted.flags & ~LOADING, None
    call.server.events.message(posted, "MESSAGE_UPDATE")
    return messages.message(call.state, posted)


def _invocation(call: Call) -> Invocation:
    return call.server.invocations.by_webhook(call.names["webhook"], call.names["token"])


def _posted(call: Call, it: Invocation, id: str | None = None) -> Message:
    """A message that this interaction posted or was pressed on."""
    wanted = id or call.names["message"]
    wanted = it.original or "" if wanted == "@original" else wanted
    found = call.state.channels[it.channel].messages.get(wanted)
    if not found or (wanted != it.original and wanted not in it.followups):
        raise Refused(404, 10008)
    return found


def _response(call: Call, it: Invocation) -> Json:
    """https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback"""
    about: Json = {"id": it.id, "type": it.kind}
    shown = call.state.channels[it.channel].messages.get(it.original or "")
    if not shown:
        return {"interaction": about}
    about |= {"response_message_id": shown.id, "response_message_loading": bool(shown.flags & LOADING)}
    about["response_message_ephemeral"] = bool(shown.flags & EPHEMERAL)
    if it.callback not in (MESSAGE, UPDATE):
        return {"interaction": about}
    resource = {"type": it.callback, "message": messages.message(call.state, shown)}
    return {"interaction": about, "resource": resource}
