"""What a bot may answer to an invoke; anything else Teams shows as an error, or not at all.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format,
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots (dialogs),
…/messaging-extensions/how-to/action-commands/respond-to-task-module-submit,
…/bots/how-to/bot-messages-ai-generated-content.
"""

from typing import Any

from tests.standins.teams.cards import ADAPTIVE, card_errors
from tests.standins.teams.state import Json

TEXT = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
SIZES = ("small", "medium", "large")
_DIALOG = frozenset({"title", "height", "width", "url", "card", "fallbackUrl", "completionBotId"})
_FETCHES = ("task/fetch", "composeExtension/fetchTask", "message/fetchTask")
_SUBMITS = ("task/submit", "composeExtension/submitAction")


def answer_errors(name: str, status: int, answer: Any) -> list[str]:
    """What is wrong with the answer to the invoke of this name, in words."""
    if status != 200:
        return [f"{name} is answered with 200, not {status}"]
    if name == "adaptiveCard/action":
        return _action(answer)
    if name == "message/submitAction":
        return [] if answer in (None, {}) else ["message/submitAction invoke response isn't empty"]
    if name in _SUBMITS and answer in (None, {}):
        return []
    if name in (*_FETCHES, *_SUBMITS):
        return _task(name, answer)
    return []


def _action(answer: Any) -> list[str]:
    if not isinstance(answer, dict) or answer.keys() - {"statusCode", "type", "value"}:
        return ["the answer has statusCode, type and value"]
    kind, code, value = answer.get("type"), answer.get("statusCode"), answer.get("value")
    if kind == ADAPTIVE:
        return card_errors(value, _mentioned(value)) if code == 200 else ["a card comes with the statusCode 200"]
    if kind == TEXT:
        return (
            [] if code == 200 and isinstance(value, str) and value else ["a message is a text with the statusCode 200"]
        )
    if kind == ERROR:
        right = code in (400, 500) and isinstance(value, dict) and {"code", "message"} <= value.keys()
        return [] if right else ["an error has 400 or 500, code and message"]
    return [f"the type {kind} is not one that Teams knows"]


def _task(name: str, answer: Any) -> list[str]:
    if not isinstance(answer, dict):
        return ["the answer is no object"]
    if name.startswith("composeExtension/") and "composeExtension" in answer:
        return _extension(answer["composeExtension"])
    task = answer.get("task")
    if not isinstance(task, dict) or answer.keys() - {"task", "cacheInfo"} or task.keys() - {"type", "value"}:
        return ["the answer has a task of type and value"]
    if task.get("type") == "message":
        return [] if isinstance(task.get("value"), str) and task["value"] else ["a message's value is a text"]
    if task.get("type") != "continue" or not isinstance(task.get("value"), dict):
        return ["a task's type is continue or message"]
    return _dialog(task["value"])


def _dialog(value: Json) -> list[str]:
    wrong = [f"a dialog has no {name}" for name in sorted(value.keys() - _DIALOG)]
    for name in ("height", "width"):
        size = value.get(name)
        if not (size is None or size in SIZES or (isinstance(size, int) and size > 0)):
            wrong.append(f"{name} is small, medium, large or pixels")
    if ("card" in value) == ("url" in value):
        return [*wrong, "a dialog has either a card or an url"]
    card = value.get("card")
    if card is None:
        return wrong
    if not isinstance(card, dict) or card.get("contentType") != ADAPTIVE:
        return [*wrong, "a dialog's card is an attachment of an Adaptive Card"]
    return wrong + card_errors(card.get("content"), _mentioned(card.get("content")))


def _extension(result: Any) -> list[str]:
    kinds = ("result", "auth", "config", "message", "botMessagePreview", "silentAuth")
    if not isinstance(result, dict) or result.get("type") not in kinds:
        return ["composeExtension has one of the documented types"]
    if result["type"] == "message" and not result.get("text"):
        return ["a message has text"]
    if result["type"] == "result" and not result.get("attachments"):
        return ["a result has attachments"]
    return []


def _mentioned(card: Any) -> list[str]:
    """Whom an answer mentions is checked against the conversation where the card is seen, not here."""
    entities = (card.get("msteams") or {}).get("entities") or [] if isinstance(card, dict) else []
    return [str((entity.get("mentioned") or {}).get("id")) for entity in entities]
