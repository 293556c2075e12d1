"""Conversations for tests, one line a message: `Ana: text`."""

from datetime import UTC, datetime, timedelta

from core.models import Message, Person, Reaction, Transcript

START = datetime(2025, 3, 5, 9, 30, tzinfo=UTC)  # a Wednesday


def talk(lines: str, timed: bool = True) -> Transcript:
    r"""Messages 0, 1, ... a minute apart; `{+1=3 x=1}` at the end are reactions, `\n` is a line break."""
    messages = [_message(n, line.strip(), timed) for n, line in enumerate(lines.strip().splitlines())]
    return Transcript("talk", tuple(messages))


def _message(number: int, line: str, timed: bool) -> Message:
    name, text = line.split(": ", 1)
    reactions: tuple[Reaction, ...] = ()
    if text.endswith("}") and " {" in text:
        text, _, counts = text.rpartition(" {")
        pairs = (pair.split("=") for pair in counts.rstrip("}").split())
        reactions = tuple(Reaction(emoji, int(count)) for emoji, count in pairs)
    return Message(
        id=str(number),
        author=Person(name.lower(), name),
        text=text.replace("\\n", "\n"),
        sent_at=START + timedelta(minutes=number) if timed else None,
        reactions=reactions,
    )
