"""What Recap writes beside a message of a digest, so that it finds it again: seen by apps only.

https://docs.slack.dev/messaging/message-metadata
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.slack.errors import explained
from adapters.slack.workspace import SlackWorkspace

Json = dict[str, Any]

EVENT = "recap_digest"
PAGE_MESSAGES = 200
POST = 0  # the part that stands in the channel; those in the thread under it count on


def mark(key: str, part: int) -> Json:
    return {"event_type": EVENT, "event_payload": {"key": key, "part": part}}


async def marked(
    workspace: SlackWorkspace,
    channel: str,
    key: str | None,
    clock: Callable[[], datetime],
    since: datetime | None = None,
    thread: str | None = None,
) -> dict[int, str]:
    """The messages (ts) with this key, or any, by their part: in the channel since then, or in a thread.

    Of one part that stands there twice the first. Errors: those of `adapters.slack.errors`; nothing is known then.
    """
    found: dict[int, str] = {}
    cursor: str | None = None
    while cursor != "":
        asked: Json = {"channel": channel, "include_all_metadata": True, "limit": PAGE_MESSAGES, "cursor": cursor}
        with explained(clock):
            if thread:
                answer = await workspace.client.conversations_replies(ts=thread, **asked)
            else:
                oldest = f"{since.timestamp():.6f}" if since else "0"
                answer = await workspace.client.conversations_history(oldest=oldest, inclusive=True, **asked)
        for message in answer["messages"]:
            if (part := _part(message, key)) is not None:
                found[part] = min(message["ts"], found.get(part, message["ts"]))
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
    return found


def _part(message: Json, key: str | None) -> int | None:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    ours = metadata.get("event_type") == EVENT and key in (None, payload.get("key"))
    return payload.get("part") if ours else None
