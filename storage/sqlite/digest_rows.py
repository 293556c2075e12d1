"""One digest at one of its hours as a row: what it is, encrypted, and what it says, in a column of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.digests.digest import Digest
from core.digests.kept import from_text, to_text
from core.digests.post import DigestPost
from core.digests.run import Run, Standing, State
from core.digests.slots import Slot
from core.models import Channel
from core.ports import Window
from storage.sqlite.keyring import Workspace

COLUMNS = "key, state, again, body, post"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - slots are local times


@dataclass(frozen=True, slots=True)
class Body:
    """What is encrypted of a run; US dollars."""

    slot: Slot
    begun: datetime
    window: Window
    windows: tuple[tuple[Channel, Window], ...]
    place: str | None = None
    cost: float = 0.0


def to_run(row: Sequence[Any], workspace: Workspace, digest: Digest, standing: Standing, holder: int) -> Run:
    """The run of the values of `COLUMNS`."""
    key, state, again, encrypted, post = row
    body = body_of(workspace, key, encrypted)
    return Run(
        *(digest, body.slot, holder, body.begun, body.window, body.windows, standing, State(state)),
        post=from_text(DigestPost, workspace.data_key.decrypt(post, _place("post", key)).decode()) if post else None,
        place=body.place,
        again=bool(again),
        cost=body.cost,
    )


def body_of(workspace: Workspace, key: int, encrypted: bytes) -> Body:
    return from_text(Body, workspace.data_key.decrypt(encrypted, _place("body", key)).decode())


def to_body(workspace: Workspace, key: int, run: Run) -> bytes:
    body = Body(run.slot, run.begun, run.window, run.windows, run.place, run.cost)
    return workspace.data_key.encrypt(to_text(body).encode(), _place("body", key))


def to_post(workspace: Workspace, key: int, post: DigestPost) -> bytes:
    return workspace.data_key.encrypt(to_text(post).encode(), _place("post", key))


def slot_number(slot: Slot) -> int:
    """The local time in minutes since 1970: slots of a digest in their order."""
    return int((datetime.fromisoformat(slot.key) - _EPOCH).total_seconds()) // 60


def _place(column: str, key: int) -> bytes:
    return f"digest_runs.{column}".encode() + key.to_bytes(8)
