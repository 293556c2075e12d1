"""Token buckets: for each person and bucket the moment at which it is full again."""

from collections.abc import Sequence
from datetime import datetime

from core.limits.bucket import Bucket
from storage.sqlite.rows import author_digest, from_microseconds, to_microseconds
from storage.sqlite.session import Session

_SELECT = "SELECT number, full_at FROM buckets WHERE workspace = ? AND person = ?"
_REPLACE = """INSERT INTO buckets (workspace, person, number, full_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (workspace, person, number) DO UPDATE SET full_at = excluded.full_at"""
_FULL = "DELETE FROM buckets WHERE workspace = ? AND full_at <= ?"


class SqliteBuckets:
    """`Buckets`. A full bucket has no row."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def take(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> datetime | None:
        async with self._session.writing() as writing:
            place = await writing.workspace(platform, workspace)
            key = place.key, author_digest(place.data_key, person)
            await writing.connection.execute(_FULL, (place.key, to_microseconds(now)))
            rows = {
                number: from_microseconds(at) for number, at in await writing.connection.execute_fetchall(_SELECT, key)
            }
            room_at = max(bucket.room_at(rows.get(number), now) for number, bucket in enumerate(buckets))
            if room_at > now:
                return room_at
            taken = (bucket.taken(rows.get(number), now) for number, bucket in enumerate(buckets))
            full_at = [(*key, number, to_microseconds(at)) for number, at in enumerate(taken)]
            await writing.connection.executemany(_REPLACE, full_at)
        return None

    async def left(
        self, platform: str, workspace: str, person: str, buckets: Sequence[Bucket], now: datetime
    ) -> Sequence[int]:
        place = await self._session.workspace(platform, workspace)
        found = await self._session.rows(_SELECT, (place.key, author_digest(place.data_key, person))) if place else []
        rows = {number: from_microseconds(at) for number, at in found}
        return [bucket.left(rows.get(number), now) for number, bucket in enumerate(buckets)]
