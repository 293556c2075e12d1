"""A digest with something of everything, and the stand-in's place to post it in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from core.action_items.item import Item
from core.decisions.recorded import Recorded
from core.digests.digest import Digest
from core.digests.post import DigestPost, Failed, Section
from core.models import Channel, Coverage, Person
from core.ports import Window
from core.summary import ActionItem, Decision, Point, Statement, Summary

GENERAL = Channel("slack", "T1", "C1", "general")
SALES = Channel("slack", "T1", "C2", "sales")
OPS = Channel("slack", "T1", "C3", "ops")
ANA, BEN = Person("U1", "ana"), Person("U2", "ben")
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
ID = "1714996800.00010{}".format

SHORT = Summary(
    "C1",
    "The launch moved because tests were slow.",
    (ID(1),),
    (),
    (Decision("The launch moves to Monday.", (ID(1), ID(2), ID(3))),),
    (ActionItem("ben: tell the sales team", (ID(4),), owner=BEN, due=date(2026, 3, 6)),),
    (Statement("Who tells the press?", (ID(5),), unconfirmed=True),),
    Coverage(12, 12),
    "claude-haiku-5-5",
)
WHOLE = replace(SHORT, points=(Point("The tests took four hours.", (ID(1),), topic="Tests"),))
OVERDUE = Item("i1", GENERAL, "write to the press", (ID(6),), AT, owner=ANA, due=date(2026, 2, 27), thread_id=ID(1))
EARLIER = Recorded("d1", GENERAL, "The launch is on Friday.", (ID(7),), AT)
LATER = Recorded("d2", GENERAL, "The launch is on Monday.", (ID(2),), AT)
DIGEST = Digest("g1", "slack", "T1", (GENERAL, SALES, OPS), GENERAL, ANA, AT, zone="Europe/Berlin")


def post(**changes: Any) -> DigestPost:
    whole = DigestPost(
        digest=DIGEST,
        key="g1/2026-03-03T09:00",
        slot="2026-03-03T09:00",
        window=Window(AT, AT.replace(day=3)),
        headline="The launch moves to Monday (1 decision, 1 action item in 1 channel)",
        sections=(Section(GENERAL, SHORT, WHOLE, (OVERDUE,), ((EARLIER, LATER),)),),
        quiet=(SALES,),
        failed=(Failed(OPS, "Recap is not in this channel: write /invite @Recap there, then ask again."),),
        left_out=1,
        notes=("Due at 09:00, posted at 09:20: Recap was not running.",),
        messages=12,
    )
    return replace(whole, **changes)
