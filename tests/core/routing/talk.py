"""Ten invented transcripts, and what else the tests of routing are told."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random

from core.models import Channel, Message, Person, Reaction, Transcript
from core.routing.said import Said, say

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_OBJECTS = "report server newsletter login page invoice printer calendar backup poster workshop".split()
_ACTS = ("is ready now", "moves to the new office", "needs one more look", "goes out on Friday", "waits for the photos")


def chat(text: str) -> list[Message]:
    """Lines of "ana: what she said"; "ana>2:" answers the second line."""
    out = []
    for n, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        head, _, said = line.partition(": ")
        name, _, answered = head.partition(">")
        out.append(_message(n, name, said, answered or None))
    return out


def said(text: str) -> list[Said]:
    return list(say(chat(text)))


def plain(size: int, people: int = 2, seed: int = 0) -> list[Message]:
    """So many messages of everyday matters, agreed about by everybody."""
    chance = Random(seed)
    return [
        _message(n, f"person{n % people}", f"The {chance.choice(_OBJECTS)} {chance.choice(_ACTS)}, thanks.")
        for n in range(1, size + 1)
    ]


def transcript(messages: Iterable[Message], channel: str = "team") -> Transcript:
    return Transcript("t", tuple(messages), Channel("slack", "T1", "C1", channel))


def _message(
    n: int, name: str, text: str, answered: str | None = None, reactions: tuple[Reaction, ...] = ()
) -> Message:
    return Message(
        str(n), Person(name, name), text, START + timedelta(minutes=n), reply_to=answered, reactions=reactions
    )


def _tangled() -> list[Message]:
    """Four conversations at once, eight people, each answer by name."""
    pairs = [(f"person{2 * n}", f"person{2 * n + 1}") for n in range(4)]
    out = []
    for n in range(1, 81):
        own, other = pairs[n % 4] if n % 8 < 4 else pairs[n % 4][::-1]
        text = f"{other}: the {_OBJECTS[n % 4]} {_ACTS[n % 5]}" if n > 4 else f"who knows about the {_OBJECTS[n % 4]}?"
        out.append(_message(n, own, text, str(n - 4) if n > 4 else None))
    return out


_CONTESTED = (
    "I propose we move the launch to May.",
    "I disagree, the fair is in April.",
    "No, that is not what marketing promised.",
    "But then the tests are not done. Not a good idea.",
    "OK, let's say May then.",
    "On second thought, scrap that: April it is.",
    "I don't think so, we agreed on May.",
    "That's wrong, nobody agreed.",
)
_LANGUAGES = (
    "Das ist schon gut, wir haben noch die Tests.",
    "C'est bien, nous avons les tests pour cette semaine.",
    "That is what we have, and the tests are there.",
)
_CODE = "Run `make deploy` and look at /var/log/app/error.log: Traceback in main()"


def _turns(texts: Iterable[str], people: int) -> list[Message]:
    return [_message(n, f"person{n % people}", text) for n, text in enumerate(texts, 1)]


GOLDEN = {
    "two people agree": transcript(plain(20)),
    "an afternoon of five": transcript(plain(150, people=5)),
    "500 messages": transcript(plain(500, people=6)),
    "four conversations at once": transcript(_tangled()),
    "eight people quarrel": transcript(_turns(_CONTESTED * 8, 8)),
    "three languages": transcript(_turns(_LANGUAGES * 9, 3)),
    "a debugging session": transcript(_turns((_CODE, "and now?", _CODE, "the same") * 10, 2)),
    "a breach": transcript([*plain(20), _message(21, "ana", "We had a data breach: customer addresses are out.")]),
    "a marked channel": transcript(plain(20), "legal-contracts"),
    "a month of everything": transcript(plain(8_500, people=12)),
}
