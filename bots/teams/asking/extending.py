"""The message action "Summarize thread": works on any message, answers in five seconds, the minutes follow in chat.

https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/define-action-command
"""

from dataclasses import replace

from adapters.teams import buttons
from adapters.teams.asker import Asker, asker
from adapters.teams.said import ADAPTIVE
from adapters.teams.wire import Json, Place
from bots.failing import sentence
from bots.teams.app import Reply
from bots.teams.asking import direct
from bots.teams.asking.desk import Desk
from bots.teams.asking.noting import notes
from bots.teams.asking.shown import named, told
from core import replies
from core.answering import Question
from core.errors import RecapError
from core.words import MessageAt, Wish, read

WORDS = "words"
WORDS_MAX_CHARS = 300


async def fetched(desk: Desk, activity: Json, at: Place) -> Reply:
    """The form: as it is, or with words about how."""
    field = {
        "type": "Input.Text",
        "id": WORDS,
        "label": "How, if you like: about pricing, in German, shorter",
        "maxLength": WORDS_MAX_CHARS,
    }
    send = {"type": "Action.Submit", "title": "Summarize"}
    card = {"contentType": ADAPTIVE, "content": buttons.card([field], [send])}
    shown = {"title": "Summarize thread", "height": "small", "width": "medium", "card": card}
    return Reply(body={"task": {"type": "continue", "value": shown}})


async def submitted(desk: Desk, activity: Json, at: Place) -> Reply:
    """What is wrong with the words is said at once."""
    value, who = activity["value"], asker(activity)
    try:
        wish = read([str((value.get("data") or {}).get(WORDS) or "")], desk.clock().astimezone(who.zone))
    except RecapError as error:
        return _told(replies.failure(error))
    desk.tools.under_way.start(_answer(desk, at, value.get("messagePayload") or {}, wish, who))
    return _told(replies.POINTER_TO_CHAT)


async def _answer(desk: Desk, at: Place, message: Json, wish: Wish, who: Asker) -> None:
    speaking = desk.speaking(at)
    try:
        chat = await speaking.direct(who.teams_id)
    except RecapError:
        return  # nobody can be told: the app is not theirs
    try:
        meant = await _question(desk, at, message, wish, who)
        into = await direct.opened(desk, speaking, chat, meant, who.zone)
        await direct.answer(desk, speaking, into, meant, who.zone, await notes(desk, meant))
    except Exception as error:
        await speaking.post(chat, told(sentence(error)))


async def _question(desk: Desk, at: Place, message: Json, wish: Wish, who: Asker) -> Question:
    """The thread of the message; in a chat, which has none, everything from it on."""
    channel, id = await named(desk, at.channel()), str(message["id"])
    request = wish.request if wish.request.language else await desk.wishes.request(channel, who.language, wish.request)
    asked = Question(who.person, channel, request=request)
    if at.kind != "channel":
        return replace(asked, first=id)
    root = at.thread or message.get("replyToId")
    thread = await desk.wishes.root(channel, MessageAt(channel.id, id, str(root) if root else None))
    return replace(asked, thread_id=thread)


def _told(text: str) -> Reply:
    return Reply(body={"task": {"type": "message", "value": text}})
