"""Digests in this process: a clock that the test sets, a place to post, and people who read along."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from core.answering import Given, Question
from core.digests.composing import Composer
from core.digests.digest import Digest
from core.digests.digests import Digests
from core.digests.post import DigestPost
from core.digests.posting import Posting
from core.digests.rounds import Rounds
from core.digests.sources import Sources
from core.errors import RecapError
from core.hearing import Hearing, Rewriting
from core.models import Channel, Message, Person, Transcript
from core.offline import engine
from core.spending.budget import Budget
from core.workspace import WorkspaceSettings
from storage.memory import MemoryComplete, MemoryLedger, MemoryMessages, MemoryPosts
from storage.memory.digests import MemoryDigests

PLACE = "slack", "acme"
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")
GENERAL = Channel(*PLACE, "C1", "general")
LAUNCH = Channel(*PLACE, "C2", "launch")
NEWS = Channel(*PLACE, "C9", "news")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday, in winter
DIGEST = Digest("", *PLACE, (GENERAL, LAUNCH), NEWS, ANA, MONDAY, time(9), zone="Europe/London")
SAID = (
    "The launch of the brochure moves to Friday because the printer is late.",
    "We decided to keep the price of the brochure at 40 euros.",
    "TODO: Ben orders 12 boxes for the warehouse",
    "Who tells the printer in Leeds?",
)


class Publisher:
    """`core.ports.publisher.Publisher`: what people see, by place. It fails as often as it is told to."""

    def __init__(self, finds: bool = True) -> None:
        self.finds = finds
        self.posts: dict[str, DigestPost] = {}
        self.history: list[tuple[str, str]] = []  # what was done, and the key of the post
        self.fails: list[RecapError] = []
        self.hidden_by: RecapError | None = None  # it was posted, but nobody was told
        self.on_publish: Callable[[], None] = lambda: None

    async def publish(self, post: DigestPost) -> str:
        if self.fails:
            raise self.fails.pop(0)
        self.on_publish()
        assert post.key not in {p.key for p in self.posts.values()}, "posted twice"
        place = f"P{len(self.posts) + 1}"
        self.posts[place] = post
        self.history.append(("publish", post.key))
        if self.hidden_by:
            error, self.hidden_by = self.hidden_by, None
            raise error
        return place

    async def find(self, destination: Channel, key: str, since: datetime) -> str | None:
        assert self.finds
        self.history.append(("find", key))
        return next((place for place, post in self.posts.items() if post.key == key), None)

    async def change(self, place: str, post: DigestPost) -> None:
        self.posts[place] = post
        self.history.append(("change", post.key))


@dataclass
class Audience:
    """`core.ports.publisher.Audience` and `core.ports.Access`: who may not read what."""

    closed: set[str] = field(default_factory=set)  # to somebody in the destination
    failing: dict[str, RecapError] = field(default_factory=dict)  # by channel, where the platform cannot be asked

    async def all_may_read(self, destination: Channel, source: Channel) -> bool:
        if source.id in self.failing:
            raise self.failing[source.id]
        return source.id not in self.closed

    async def may_read(self, person: str, channel: Channel) -> bool:
        return channel.id not in self.closed


class Minutes:
    """The offline engine, with the price of a model."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.offline: str | None = None
        self.cost = 0.01

    async def about(self, question: Question, read: Transcript) -> Given:
        self.asked.append(question)
        summary = engine.summarize(read, question.request)
        if self.offline:
            summary.checks["offline"] = self.offline  # type: ignore[index]
        return Given("r", summary, read, 0.0 if self.offline else self.cost)


class Settings:
    own = WorkspaceSettings()

    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        return self.own


class Nobody:
    async def tell(self, platform: str, workspace: str, text: str) -> None: ...


class Stage:
    """#general and #launch are told in #news on workdays at nine, by London's clocks."""

    def __init__(self, finds: bool = True) -> None:
        self.now = MONDAY
        self.messages = MemoryMessages()
        self.kept, self.posts = MemoryDigests(), MemoryPosts()
        self.publisher, self.audience, self.minutes = Publisher(finds), Audience(), Minutes()
        self.settings = Settings()
        self.ledger = MemoryLedger()
        self.budget = Budget(self.ledger, Nobody(), 10.0, 100.0, self.clock)
        sources = Sources(self.minutes, self.messages, self.settings)
        self.composer = Composer(sources, self.budget, self.clock)
        self.digests = Digests(self.kept, self.composer, {"slack": self.audience}, self.clock)
        self.hearing = Hearing(
            self.messages, MemoryComplete(self.messages), (Rewriting(self.posts), self.kept.drop), _never
        )
        self.rounds = self.process()

    def process(self) -> Rounds:
        """Another process over the same stores."""
        given = {"slack": self.publisher}
        posting = Posting(
            *(self.kept, self.posts, self.composer, self.settings, given, {"slack": self.audience}, self.clock)
        )
        return Rounds(self.kept, posting, given, self.clock)

    def clock(self) -> datetime:
        return self.now

    async def at(self, moment: datetime) -> None:
        """The process is there at this time."""
        self.now = moment
        await self.rounds.tick()

    async def says(self, channel: Channel, *texts: str, at: datetime | None = None) -> list[Message]:
        sent = said(channel, *texts, at=at or self.now)
        async with self.messages.importing() as batch:
            await batch.add(channel, sent)
        return sent

    @property
    def posted(self) -> list[DigestPost]:
        return list(self.publisher.posts.values())


async def _never(platform: str, workspace: str) -> None:
    raise AssertionError


def said(channel: Channel, *texts: str, at: datetime) -> list[Message]:
    """A minute apart."""
    return [
        Message(f"{channel.id}-{at.timestamp():.0f}-{n}", (ANA, BEN)[n % 2], text, at + timedelta(minutes=n))
        for n, text in enumerate(texts)
    ]


def day(number: int, hour: int = 9, minute: int = 0) -> datetime:
    """Of March 2026: the second is a Monday."""
    return datetime(2026, 3, number, hour, minute, tzinfo=UTC)
