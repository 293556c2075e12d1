"""Whether what was found in a message still stands in it after an edit."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from core.findings.matter import Matter
from core.models import Channel, Message
from core.ports.messages import MessageStore

MOST = 0.8  # of what it says must still be there


async def present(store: MessageStore, channel: Channel, ids: Collection[str]) -> Mapping[str, Message]:
    """Those of the messages that are stored, as they stand now, by id."""
    found = [pair for id in ids for pair in await store.find(id)]
    place = channel.platform, channel.workspace, channel.id
    return {m.id: m for c, m in found if (c.platform, c.workspace, c.id) == place}


def fingerprint(message: Message) -> str:
    """Of its text: platforms also tell of an edit where only a preview of a link was added."""
    return blake2b(message.text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def stands(text: str, texts: Collection[str], names: Sequence[str], messages: Sequence[Message]) -> bool:
    """Whether the messages still say it: most of its words, every number and day, and no "not" more or less.

    `texts` are the fingerprints of what they said when it was found, `names` what it may have beside their words.
    """
    if all(fingerprint(m) in texts for m in messages):
        return True
    said, left = Matter.of(text), Matter.of("\n".join(m.text for m in messages))
    stems = said.stems - Matter.of(" ".join((*names, *(m.author.name for m in messages)))).stems
    if not said.details <= left.details or said.negated != left.negated:
        return False
    return len(stems & left.stems) >= MOST * len(stems)
