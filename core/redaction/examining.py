"""Every message is examined once: what was found is kept beside it, with the version of what it rests on.

A new detector, another list of the workspace or somebody new in it is another version: what was found before is stale
then, and examined again before the next model call. `examine` is for a worker that keeps up with what arrives; an
import does not wait for it, and where no worker has been, the first preview or model call examines what it needs.
"""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from core.models import Channel, Message, Transcript
from core.ports import Detector, MessageStore
from core.redaction.policy import Policy
from core.redaction.spans import Finding

EXAMINED_AT_ONCE = 2_000  # messages: enough for every process of a detector, little to lose


@dataclass(frozen=True, slots=True)
class Counts:
    """Messages that were examined and those withheld, which took too long and are tried again next time."""

    examined: int = 0
    withheld: int = 0


async def examine(store: MessageStore, detector: Detector, policy: Policy, channel: Channel) -> Counts:
    """Whatever is unexamined or stale in the channel. `policy` knows everybody of the workspace, as for a model call.

    Errors: `RedactionError`, `OperatorError`, `StorageError`; what was found before is kept.
    """
    read = examined = 0
    async for messages in _batches(store.unexamined(channel, version(detector, policy))):
        read += len(messages)
        examined += len(await _examined(store, channel, messages, detector, policy))
    return Counts(examined, read - examined)


async def find(
    transcript: Transcript, detector: Detector, policy: Policy, store: MessageStore | None = None
) -> list[tuple[Finding, ...] | None]:
    """As `Detector.find`, for each message of the transcript; with the store it was read from only what is stale."""
    messages, channel = transcript.messages, transcript.channel
    if store is None or channel is None:
        return list(await detector.find([m.text for m in messages], policy))
    found = dict(await store.findings(channel, version(detector, policy), messages))
    stale = [m for m in messages if m.id not in found]
    for at in range(0, len(stale), EXAMINED_AT_ONCE):
        found |= await _examined(store, channel, stale[at : at + EXAMINED_AT_ONCE], detector, policy)
    return [found.get(m.id) for m in messages]


def version(detector: Detector, policy: Policy) -> str:
    """Another one where the same text may have other findings; nobody's name can be read in it."""
    return hashlib.blake2b(repr((detector.version, policy)).encode(), digest_size=16).hexdigest()


async def _examined(
    store: MessageStore, channel: Channel, messages: Sequence[Message], detector: Detector, policy: Policy
) -> Mapping[str, tuple[Finding, ...]]:
    """What was found and is kept now, by id; nothing of what was withheld."""
    found = await detector.find([m.text for m in messages], policy)
    examined = [(m, f) for m, f in zip(messages, found, strict=True) if f is not None]
    await store.keep_findings(channel, version(detector, policy), examined)
    return {m.id: f for m, f in examined}


async def _batches(messages: AsyncIterator[Message]) -> AsyncIterator[list[Message]]:
    batch: list[Message] = []
    async for message in messages:
        batch.append(message)
        if len(batch) == EXAMINED_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
