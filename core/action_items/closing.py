"""A later message that says an item is done closes it. A wrong close is worse than a missed one."""

from collections.abc import Sequence

from core.action_items.acting import done
from core.action_items.done import Done, may_say_done, says_done
from core.action_items.kept import Kept
from core.action_items.same import alike, subject
from core.action_items.tongues import tongue
from core.dates.expressions import expressions
from core.models import Message
from core.text.words import words

NAMED = 0.75  # of an item's words, for a message that says nothing of whose or which it is
NAMED_WORDS = 2
QUOTING_WORDS = 6  # of a reply in another language: with more it may tell of something else


def closed(kept: Sequence[Kept], messages: Sequence[Message]) -> list[Kept]:
    """All of them; those are done that one of the messages says is done. Each message closes one at most."""
    standing = {one.id: one for one in kept}
    for message in messages:
        if said := says_done(message.text):
            one = _meant(said, message, [k for k in standing.values() if k.open])
            if one:
                standing[one.id] = done(one, message.id)
    return list(standing.values())


def saying_done(messages: Sequence[Message]) -> list[Message]:
    """Those that people wrote to say that something is done."""
    some = [messages[place] for place in sorted(may_say_done([m.text for m in messages]))]
    return [m for m in some if not m.author.bot and says_done(m.text)]


def _meant(said: Done, message: Message, items: Sequence[Kept]) -> Kept | None:
    """The one item that is meant; None where it may be several."""
    later = [k for k in items if message.sent_at and message.sent_at > k.at and message.id not in k.item.sources]
    named = [k for k in later if _names(said, k) and _did(said, k)]
    if named:
        return named[0] if len(named) == 1 else None
    answered = [k for k in later if _answers(message, k)]
    if len(answered) != 1 or not _may_mean(message, answered[0]):
        return None
    one = answered[0]
    return one if _no_more_than_done(said, one) or _in_another_language(said, message, one) else None


def _names(said: Done, kept: Kept) -> bool:
    """Its words are those of the item, the deed itself aside, which "merged" and "shipped" stand for."""
    wanted = subject(_without_days(kept.item.text), kept.item.owner)
    things = [w for w in wanted if not any(alike(w, deed) for deed in said.deeds)]
    own = [w for w in said.stems if not any(alike(w, deed) for deed in said.deeds)]
    common = sum(any(alike(w, other) for other in own) for w in things)
    deed = said.finishes or any(alike(w, d) for w in wanted for d in said.deeds)
    enough = common >= min(NAMED_WORDS, len(things)) and common >= NAMED * len(things)
    return bool(things) and deed and enough


def _without_days(text: str) -> str:
    """When it is due is not what is done."""
    for date in reversed(list(expressions(text, None))):
        text = text[: date.start] + text[date.end :]
    return text


def _did(said: Done, kept: Kept) -> bool:
    """Whoever is said to have done it is its owner: "Acme sent us an invoice" says nothing of Ben's."""
    owner = kept.item.owner
    return said.who is None or owner is None or said.who in owner.name.casefold().split()


def _no_more_than_done(said: Done, kept: Kept) -> bool:
    """It names nothing else: "we shipped a broken build" is no "shipped"."""
    wanted = subject(kept.item.text, kept.item.owner)
    return said.bare and all(any(alike(word, other) for other in wanted) for word in said.beside)


def _in_another_language(said: Done, message: Message, kept: Kept) -> bool:
    """Its words cannot be compared with the item's: its owner must answer the very message that gives it, in a few.

    In a thread everybody answers its root, whatever they answer.
    """
    owner, written = kept.item.owner, tongue(kept.item.text)
    quoted = message.reply_to in kept.item.sources and message.reply_to != message.thread_id
    if not quoted or owner is None or owner.id != message.author.id or said.tongue in (None, written) or not written:
        return False
    numbers = {word for word in said.stems if word[0].isdigit()}
    return numbers <= subject(kept.item.text, kept.item.owner) and len(words(message.text)) <= QUOTING_WORDS


def _answers(message: Message, kept: Kept) -> bool:
    """It stands in the item's thread, or is a reply to what it rests on."""
    in_thread = message.thread_id is not None and message.thread_id in (kept.item.thread_id, *kept.item.sources)
    return in_thread or message.reply_to in kept.item.sources


def _may_mean(message: Message, kept: Kept) -> bool:
    """The owner may say no more than "done"; of what nobody owns, whoever replies to it."""
    owner = kept.item.owner
    return message.author.id == owner.id if owner and owner.id else message.reply_to in kept.item.sources
