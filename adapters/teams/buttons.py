"""What people press on an answer: Action.Execute, whose answer takes the card's place.

https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
"""

from typing import Any

from adapters.teams.inert import plain

Json = dict[str, Any]

PUBLISH, SHORTER, REFRESH = "recap_publish", "recap_shorter", "recap_refresh"
CARRIED = "recap"  # the key under which a button carries what it remembers


def row(value: str, publish_to: str) -> list[Json]:
    """Under an answer; `value` comes back with whichever is pressed. `publish_to` names the channel."""
    asked = line(f"Everybody in {publish_to} will be able to read this summary.")
    sure = card([asked], [execute(PUBLISH, "Publish", value)])
    publish = {"type": "Action.ShowCard", "title": "Publish to channel", "card": sure}
    return [publish, execute(SHORTER, "Shorter", value), execute(REFRESH, "Refresh", value)]


def again(value: str) -> list[Json]:
    """Where an answer failed: to ask the same once more."""
    return [execute(REFRESH, "Try again", value)]


def execute(verb: str, title: str, value: str) -> Json:
    return {"type": "Action.Execute", "verb": verb, "title": title, "data": {CARRIED: value}}


def card(body: list[Json], actions: list[Json] | None = None) -> Json:
    """Version 1.5 is what all clients of Teams show."""
    made = {"type": "AdaptiveCard", "version": "1.5", "body": body, "msteams": {"width": "Full"}}
    return made | ({"actions": actions} if actions else {})


def line(text: str, most: int = 3_000) -> Json:
    return rich([run(plain(text, most))])


def rich(inlines: list[Json], **more: object) -> Json:
    return {"type": "RichTextBlock", "inlines": inlines, **more}


def run(text: str, **style: object) -> Json:
    return {"type": "TextRun", "text": text, **style}
