"""What a message of the bot may hold, refused where Teams would refuse it or show it wrong.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (size),
…/task-modules-and-cards/what-are-cards (attachments), …/bots/how-to/bot-messages-ai-generated-content (entities).
"""

from dataclasses import dataclass

from tests.standins.teams.cards import ADAPTIVE, card_errors
from tests.standins.teams.connector.method import Refused
from tests.standins.teams.entities import entity_errors
from tests.standins.teams.state import BOT, Conversation, Json, State

MESSAGE_MAX_BYTES = 100 * 1024
FIELDS = frozenset(
    "type id timestamp localTimestamp localTimezone serviceUrl channelId from conversation recipient textFormat"
    " attachmentLayout text speak inputHint summary suggestedActions attachments entities channelData replyToId locale"
    " importance deliveryMode name value action label valueType membersAdded membersRemoved reactionsAdded"
    " reactionsRemoved topicName historyDisclosed textHighlights code relatesTo expiration semanticAction"
    " listenFor callerId localTimeZone".split()
)


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    attachments: list[Json]
    entities: list[Json]
    channel_data: Json
    summary: str | None


def content(body: Json, place: Conversation, state: State, size: int, most: int = MESSAGE_MAX_BYTES) -> Content:
    if size > most:
        raise Refused(413, "MessageSizeTooBig", "Message size too large")
    wrong = content_errors(body, place, state)
    if wrong:
        raise Refused(400, "BadArgument", "; ".join(wrong))
    text, attachments, entities = body.get("text") or "", body.get("attachments") or [], body.get("entities") or []
    return Content(text, attachments, entities, body.get("channelData") or {}, body.get("summary"))


def content_errors(body: Json, place: Conversation, state: State) -> list[str]:
    """What is wrong with a message, in words; nothing where all is well."""
    if body.get("type") != "message":
        return [f"activities of type {body.get('type')} are not posted"]
    wrong = [f"unknown field {name}" for name in sorted(body.keys() - FIELDS)]
    if not body.get("text") and not body.get("attachments"):
        wrong.append("a message needs text or an attachment")
    if body.get("textFormat") not in (None, "plain", "markdown", "xml"):
        wrong.append("textFormat is plain, markdown or xml")
    if body.get("from") and body["from"].get("id") not in (BOT, None):
        wrong.append("from is not this bot")
    for attachment in body.get("attachments") or []:
        wrong += _attachment(attachment, [*place.members, BOT])
    wrong += entity_errors(body.get("entities") or [], body.get("text") or "", [*place.members, BOT])
    wrong += _channel_data(body.get("channelData") or {})
    return wrong + _suggested(body, place)


def _attachment(attachment: Json, people: list[str]) -> list[str]:
    kind = attachment.get("contentType")
    if kind == ADAPTIVE:
        return card_errors(attachment.get("content"), people)
    if kind in ("text/html", "application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail"):
        return [] if attachment.get("content") else [f"an attachment of {kind} without content"]
    if isinstance(kind, str) and kind.startswith("image/"):
        return [] if attachment.get("contentUrl") else ["a picture without contentUrl"]
    return [f"attachments of {kind} are not shown"]


def _channel_data(data: Json) -> list[str]:
    loop = data.get("feedbackLoop")
    if loop is not None and (not isinstance(loop, dict) or loop.get("type") not in ("default", "custom")):
        return ["channelData.feedbackLoop.type is default or custom"]
    if loop is not None and "feedbackLoopEnabled" in data:
        return ["feedbackLoop and feedbackLoopEnabled exclude each other"]
    alert = (data.get("notification") or {}).get("alert", True)
    return [] if isinstance(alert, bool) else ["channelData.notification.alert is true or false"]


def _suggested(body: Json, place: Conversation) -> list[str]:
    """One-to-one chats only, no attachments beside them, imBack only, six at most."""
    given = body.get("suggestedActions")
    if not given:
        return []
    actions = given.get("actions") or []
    wrong = ["suggested actions are for one-to-one chats"] if place.kind != "personal" else []
    wrong += ["suggested actions do not go with attachments"] if body.get("attachments") else []
    wrong += ["suggested actions are six at most"] if len(actions) > 6 else []
    return wrong + ["suggested actions are imBack"] * any(action.get("type") != "imBack" for action in actions)
