"""What may have happened to messages while an answer was made of them, when there was nothing yet to take out."""

from collections.abc import Collection
from datetime import datetime, timedelta

from core.models import Channel
from core.ports import Cached
from storage.sqlite.rows import CHANNEL_KEY, channel_key, message_digest, to_microseconds
from storage.sqlite.session import Session

IDS_AT_ONCE = 1000
_TOLERANCE = timedelta(seconds=1)  # Slack tells the second of an edit, not more


def began_at(now: datetime, cached: Cached) -> datetime:
    """An edit from then on may be missing in what was made by `now`."""
    return now - timedelta(seconds=cached.seconds) - _TOLERANCE


async def changed_since(session: Session, channel: Channel, ids: Collection[str], since: datetime) -> bool:
    """Whether one of these messages was deleted, or edited from `since` on."""
    workspace = await session.workspace(channel.platform, channel.workspace)
    if workspace is None:
        return False
    digests = [message_digest(workspace.data_key, id) for id in ids]
    where = f"channel = ({CHANNEL_KEY}) AND (body IS NULL OR edited_at >= ?)"
    for at in range(0, len(digests), IDS_AT_ONCE):
        some = digests[at : at + IDS_AT_ONCE]
        sql = f"SELECT 1 FROM messages WHERE {where} AND id IN ({', '.join('?' * len(some))}) LIMIT 1"
        if await session.rows(sql, (*channel_key(workspace, channel), to_microseconds(since), *some)):
            return True
    return False
