"""An entry of the cache as it is kept outside this process: under a keyed hash, encrypted with its workspace's key."""

import json
from datetime import datetime

from core.models import Channel
from core.ports import Cached
from storage.encryption import DataKey


def entry_digest(key: DataKey, channel: Channel, entry: str) -> bytes:
    return key.digest(b"cache", json.dumps([channel.id, entry]))


def encrypted(cached: Cached, key: DataKey, id: bytes) -> bytes:
    body = {"value": cached.value, "until": cached.until.isoformat(), "seconds": cached.seconds}
    return key.encrypt(json.dumps(body).encode(), _place(id))


def decrypted(body: bytes, key: DataKey, id: bytes) -> Cached:
    """Errors: `InvalidTag`."""
    kept = json.loads(key.decrypt(body, _place(id)))
    return Cached(kept["value"], datetime.fromisoformat(kept["until"]), kept["seconds"])


def _place(id: bytes) -> bytes:
    return b"cache.body" + id
