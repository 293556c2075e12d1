"""Activities: posting into a conversation, replying, changing and deleting what the bot posted.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversation-operations
"""

from dataclasses import replace
from urllib.parse import unquote

from tests.standins.teams.connector.method import Call, Refused, operation
from tests.standins.teams.content import Content, content
from tests.standins.teams.state import BOT, Conversation, Json, Message
from tests.standins.teams.world import paragraphs

_ALL = "/v3/conversations/{conversation}/activities"
_ONE = _ALL + "/{activity}"


@operation("POST", _ALL, "send")
def send(call: Call) -> tuple[int, Json]:
    """In a channel a new thread, unless the conversation's id names one."""
    place, thread = call.place()
    return posted(call, place, thread, call.body)


@operation("POST", _ONE, "send")
def reply(call: Call) -> tuple[int, Json]:
    """In a channel it joins the thread of what it replies to, or the one that the conversation's id names. The id need
    not be a message's: the SDKs reply to events and to activities of their own making too.
    """
    place, thread = call.place()
    answered = place.messages.get(unquote(call.path["activity"]))
    if answered and place.kind == "channel":
        thread = answered.thread
    return posted(call, place, thread, call.body)


@operation("PUT", _ONE, "send")
def update(call: Call) -> tuple[int, Json]:
    place, _ = call.place()
    message = _own(call, place)
    given = content(call.body, place, call.state, call.size, call.server.message_max_bytes)
    message.text, message.attachments, message.entities = given.text, given.attachments, given.entities
    message.html, message.summary = paragraphs(given.text, given.entities), given.summary
    message.channel_data, message.edited = given.channel_data, call.state.now()
    call.server.world.touch(message)
    return 200, {"id": message.id}


@operation("DELETE", _ONE, "send")
def delete(call: Call) -> tuple[int, None]:
    place, _ = call.place()
    call.server.world.remove(_own(call, place))
    return 200, None


def posted(call: Call, place: Conversation, root: str | None, body: Json) -> tuple[int, Json]:
    """Text and attachments in one activity become two messages, and the answer tells no id then:
    https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#send-a-message.
    """
    streamed = call.server.streams.take(place, body, call.size)
    if streamed:
        return streamed
    if body.get("type") == "typing":
        return 201, {"id": call.state.ms()}
    given = content(body, place, call.state, call.size, call.server.message_max_bytes)
    if given.text and given.attachments:
        for part in (replace(given, attachments=[]), replace(given, text="", entities=[])):
            _put(call, place, root, part)
        return 201, {}
    return 201, {"id": _put(call, place, root, given)}


def _put(call: Call, place: Conversation, root: str | None, given: Content) -> str:
    message = Message(
        id=call.state.ms(),
        conversation=place.id,
        author=BOT,
        text=given.text,
        root=root,
        entities=given.entities,
        attachments=given.attachments,
        channel_data=given.channel_data,
        summary=given.summary,
    )
    return call.server.world.put(message).id


def _own(call: Call, place: Conversation) -> Message:
    message = call.activity(place)
    if message.author != BOT:
        raise Refused(403, "NotEnoughPermissions", "The bot may change what it posted and nothing else.")
    return message
