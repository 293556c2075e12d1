"""From messages as they were stored or given to the transcript that an engine reads."""

from collections import Counter
from collections.abc import Iterable

from core.instructions import is_instruction
from core.models import Channel, LeftOut, Message, Transcript


def assemble(id: str, messages: Iterable[Message], channel: Channel | None = None) -> Transcript:
    """The transcript of these messages, in the order given; what no engine should read is counted, not kept."""
    read: list[Message] = []
    left_out: Counter[str] = Counter()
    for message in messages:
        if reason := _why_not(message):
            left_out[reason] += 1
        else:
            read.append(message)
    return Transcript(id, tuple(read), channel, tuple(LeftOut(r, n) for r, n in left_out.items()))


def _why_not(message: Message) -> str | None:
    """Why a message stays out, None where it is read."""
    if message.author.bot:
        return "bot post"
    if not message.text.strip():
        return "no text"
    if is_instruction(message.text):
        return "instruction to the summarizer"
    return None
