"""What the platform says about who answers whom. It is kept as it is; nothing is inferred beside it."""

from collections.abc import Container, Iterable

from core.models import Message


def named(message: Message) -> tuple[str, ...]:
    """Ids of the messages that it names as its parent, the nearest first; its own where it is the root of a thread."""
    return tuple(x for x in (message.reply_to, message.thread_id) if x is not None)


def roots(messages: Iterable[Message]) -> set[str]:
    """Ids at the root of a thread, present or not; an export need not mark the root itself."""
    return {m.thread_id for m in messages if m.thread_id is not None}


def in_channel(message: Message) -> bool:
    """Whether people see it in the run of the channel, where others answer it; not so the replies inside a thread."""
    return message.thread_id in (None, message.id)


def parent(message: Message, known: Container[str], roots: Container[str]) -> str | None:
    """The id that it answers, None where the platform leaves that open. Roots of threads answer themselves.

    A reply whose parent is not here (deleted, or not arrived) belongs to its thread, else to the missing parent.
    """
    names = named(message)
    here = next((x for x in names if x in known), None)
    if here is not None or names:
        return here or names[-1]
    return message.id if message.id in roots else None
