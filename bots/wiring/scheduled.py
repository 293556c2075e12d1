"""What comes without anybody asking: digests, set up by people and posted at their hour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bots.settings import Settings
from bots.wiring.models import budget
from bots.wiring.stores import Stores
from core.answering import Ahead, Minutes
from core.digests.composing import Composer
from core.digests.digests import Digests
from core.digests.posting import Posting
from core.digests.preparing import Preparing
from core.digests.rounds import Rounds
from core.digests.sources import FoundDecisions, FoundItems, Sources
from core.hearing.backfill import Backfill
from core.ports import Access, Admins
from core.ports.publisher import Audience, Publisher


@dataclass(frozen=True, slots=True)
class Reach:
    """How digests reach the people of one platform."""

    publisher: Publisher
    audience: Audience
    access: Access
    backfill: Backfill | None = None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """`rounds` and `preparing` are ticked; the latter is None where nothing is summarized ahead."""

    digests: Digests
    rounds: Rounds
    preparing: Preparing | None


def scheduled(
    settings: Settings,
    stores: Stores,
    minutes: Minutes,
    admins: Admins,
    reached: Mapping[str, Reach],
    clock: Callable[[], datetime],
    items: FoundItems | None = None,
    decisions: FoundDecisions | None = None,
    ahead: Ahead | None = None,
) -> Scheduled:
    """`reached` by platform; `minutes` are those that answer people, so that these come first."""
    backfills = {platform: reach.backfill for platform, reach in reached.items()}
    sources = Sources(minutes, stores.messages, stores.settings, items, decisions, stores.setups, backfills.get)
    composer = Composer(sources, budget(settings, stores, admins), clock)
    publishers = {platform: reach.publisher for platform, reach in reached.items()}
    audiences = {platform: reach.audience for platform, reach in reached.items()}
    posting = Posting(stores.runs, stores.posts, composer, stores.settings, publishers, audiences, clock)
    return Scheduled(
        Digests(stores.setups, composer, {platform: reach.access for platform, reach in reached.items()}, clock),
        Rounds(stores.runs, posting, publishers, clock),
        Preparing(ahead, stores.runs, sources, reached.keys(), clock) if ahead else None,
    )
