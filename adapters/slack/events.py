"""A Slack message event: who said it and what it says, in exports and live alike."""

from collections.abc import Mapping
from typing import Any

from adapters.text import readable
from core.models import Person

# Subtypes that are nobody's words (https://docs.slack.dev/reference/events/message).
SYSTEM: Mapping[str, str] = {
    **dict.fromkeys(("channel_join", "group_join", "bot_add"), "join"),
    **dict.fromkeys(("channel_leave", "group_leave", "bot_remove"), "leave"),
    **dict.fromkeys(("huddle_thread", "sh_room_created", "sh_room_shared"), "call"),
    "tombstone": "deleted message",
    **dict.fromkeys(
        [
            f"{kind}_{change}"
            for kind in ("channel", "group")
            for change in ("topic", "purpose", "name", "archive", "unarchive")
        ]
        + ["channel_convert_to_private", "channel_posting_permissions", "pinned_item", "unpinned_item", "reminder_add"],
        "system event",
    ),
}


def author(event: Mapping[str, Any], people: Mapping[str, Person]) -> Person:
    """The author by user id, else the bot that posted; whom the roster lacks goes by the name in the event."""
    user = event.get("user") or (event.get("comment") or {}).get("user") or ""
    bot = event.get("bot_id") or ""
    if event.get("subtype") == "bot_message" or not user:
        name = event.get("username") or (event.get("bot_profile") or {}).get("name") or bot or user or "unknown"
        return Person(bot or user or name, readable(name), bot=bool(bot or not user))
    if user in people:
        return people[user]
    profile = event.get("user_profile") or event.get("bot_profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or profile.get("name") or event.get("username")
    return Person(user, readable(name or user), bot=bool(bot))


def body(event: Mapping[str, Any]) -> str:
    """The text in mrkdwn. Posts without any, mostly of bots, say what their attachments or blocks say."""
    text = event.get("text") or ""
    if text.strip():
        return str(text)
    said = [_attachment(a) for a in event.get("attachments") or ()] or [_block(b) for b in event.get("blocks") or ()]
    return "\n".join(filter(None, said)) or str(text)


def files(event: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the files attached; before 2018 an event had one `file`."""
    attached = event.get("files") or ([event["file"]] if event.get("file") else [])
    return tuple(readable(f.get("name") or f.get("title") or f.get("id") or "file") for f in attached)


def _attachment(attachment: Mapping[str, Any]) -> str:
    parts = [attachment.get(part) or "" for part in ("pretext", "title", "text")]
    return "\n".join(filter(None, parts)) or attachment.get("fallback") or ""


def _block(block: Mapping[str, Any]) -> str:
    """The text of a section, header or context block; layout, buttons and pictures have none."""
    texts = [block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())]
    return (
        "\n".join(t["text"] for t in texts if isinstance(t, dict) and isinstance(t.get("text"), str)) if texts else ""
    )
