"""What people are sent: once, grouped, only what may be sent to them and what they may read, at their own hour."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.action_items.note import Note
from core.action_items.preferences import Preferences, next_morning
from core.action_items.sending import Sending
from core.answering.question import Question
from core.errors import LaterError, RequestError
from core.models import Person
from core.workspace import WorkspaceSettings
from storage.sqlite import session
from storage.sqlite.items import SqliteItems
from storage.sqlite.messages import SqliteMessages
from storage.sqlite.notes import SqliteNotes
from storage.sqlite.preferences import SqlitePreferences
from tests.core.action_items.room import (
    ANA,
    BEN,
    CLEO,
    GENERAL,
    PLACE,
    SECRET,
    Phone,
    Room,
    at,
    given,
    said,
    task,
)

SEND = said("1", "I'll send the invoice to Acme tomorrow")
INVOICE = given([SEND], (task("Send the invoice to Acme", "1", due=date(2031, 3, 4)),))
BOXES = given([SEND], (task("Order boxes", "1"), task("Renew the domain", "1", owner=ANA)))


class Office(Room):
    def __init__(self) -> None:
        super().__init__()
        self.phone = Phone()
        self.own = WorkspaceSettings()

    async def get(self, platform: str, workspace: str) -> WorkspaceSettings:
        return self.own

    async def tick(self, **later: float) -> list[Note]:
        """What is sent after so long."""
        self.now += timedelta(**later)
        before = len(self.phone.got)
        await Sending({"slack": self.phone}, self.tools, self).tick()
        return self.phone.got[before:]


@pytest.fixture
def office() -> Office:
    return Office()


def _question() -> Question:
    return Question(ANA, GENERAL)


def texts(note: Note) -> list[str]:
    return [item.text for item in note.items]


async def test_what_is_found_within_a_short_time_is_one_message_to_its_owner_once(office: Office) -> None:
    await office.found(INVOICE)
    assert await office.tick(minutes=1) == []
    await office.found(BOXES, INVOICE)
    notes = await office.tick(minutes=1)
    assert [(n.person, n.occasion, texts(n)) for n in notes] == [
        (BEN, "found", ["Send the invoice to Acme", "Order boxes"])
    ]
    assert [texts(n) for n in await office.tick(minutes=1)] == [["Renew the domain"]]
    await office.found(INVOICE, BOXES)
    assert await office.tick(minutes=5) == []


async def test_what_the_offline_engine_inferred_is_sent_to_nobody(office: Office) -> None:
    await office.found(replace(INVOICE, summary=replace(INVOICE.summary, engine="offline")))
    assert await office.tick(minutes=5) == []
    assert await office.tick(days=2) == []


async def test_what_was_said_long_ago_is_told_to_nobody_as_new(office: Office) -> None:
    office.now = at(60) + timedelta(days=30)
    await office.found(INVOICE)
    assert await office.tick(minutes=5) == []


async def test_an_unowned_item_goes_to_whoever_asked_and_from_a_digest_to_nobody(office: Office) -> None:
    await office.found(given([SEND], (task("Renew the domain", "1", owner=None),)), asker=CLEO)
    await office.found(given([SEND], (task("Buy stamps", "1", owner=None),)), asker=ANA, by_digest=True)
    assert [(n.person, texts(n)) for n in await office.tick(minutes=5)] == [(CLEO, ["Renew the domain"])]


async def test_nobody_gets_an_item_of_a_channel_that_they_may_not_read_when_it_is_sent(office: Office) -> None:
    await office.found(INVOICE, given([SEND], (task("Order boxes", "1"),), channel=SECRET))
    office.access.shut.add((BEN.id, SECRET.id))
    assert [texts(n) for n in await office.tick(minutes=5)] == [["Send the invoice to Acme"]]
    office.access.shut.add((BEN.id, GENERAL.id))
    assert await office.tick(days=1) == []


async def test_whoever_opted_out_gets_nothing(office: Office) -> None:
    await office.items.prefer(*PLACE, BEN.id, Preferences(opted_out=True))
    office.own = WorkspaceSettings(opted_out=("@ana",))
    await office.found(INVOICE, BOXES)
    assert await office.tick(minutes=5) == []
    assert await office.tick(days=1) == []


async def test_what_is_done_or_refused_before_it_is_sent_is_not_sent(office: Office) -> None:
    done, refused = await office.found(INVOICE, given([SEND], (task("Order boxes", "1"),)))
    await office.items.done(*PLACE, done, ANA)
    await office.items.not_mine(*PLACE, refused, BEN)
    assert await office.tick(minutes=5) == []


async def test_a_platform_that_is_away_is_tried_again_later(office: Office) -> None:
    await office.found(INVOICE)
    office.phone.fails = LaterError("busy")
    assert await office.tick(minutes=3) == []
    office.phone.fails = None
    assert await office.tick(minutes=1) == []
    assert len(await office.tick(minutes=5)) == 1


async def test_what_a_person_does_not_take_comes_with_their_next_answer_and_is_said_once(office: Office) -> None:
    await office.found(INVOICE)
    office.phone.fails = RequestError("takes no messages")
    assert await office.tick(minutes=3) == []
    assert await office.items.unsent(*PLACE, ANA) == []
    assert [i.text for i in await office.items.unsent(*PLACE, BEN)] == ["Send the invoice to Acme"]
    assert await office.items.unsent(*PLACE, BEN) == []


async def test_the_morning_list_comes_at_the_persons_own_hour_on_workdays_with_the_overdue_first(
    office: Office,
) -> None:
    await office.items.prefer(*PLACE, BEN.id, Preferences(hour=8, zone="Europe/Berlin"))
    await office.found(INVOICE, given([SEND], (task("Order boxes", "1", due=date(2031, 3, 3)),)))
    await office.tick(minutes=5)
    office.now = datetime(2031, 3, 4, 6, 59, tzinfo=UTC)
    assert await office.tick() == []
    [note] = await office.tick(minutes=1)
    assert (note.occasion, note.zone, texts(note)) == (
        "morning",
        "Europe/Berlin",
        ["Order boxes", "Send the invoice to Acme"],
    )
    assert await office.tick(hours=1) == []
    office.now = datetime(2031, 3, 8, 7, tzinfo=UTC)  # a Saturday; Friday's is overdue
    await office.tick()
    assert await office.tick(hours=24) == []
    assert len(await office.tick(hours=24)) == 1


async def test_a_morning_list_holds_only_what_may_be_sent(office: Office) -> None:
    await office.found(INVOICE, given([SEND], (task("Order boxes", "1"),), engine="offline"))
    await office.tick(minutes=5)
    assert [texts(n) for n in await office.tick(days=1)] == [["Send the invoice to Acme"]]


async def test_no_morning_list_where_nothing_is_open_or_none_is_wanted(office: Office) -> None:
    [invoice] = await office.found(INVOICE)
    await office.found(BOXES)
    await office.tick(minutes=5)
    await office.tick()
    await office.items.prefer(*PLACE, ANA.id, Preferences(morning=False))
    for id in (invoice, *[item.id for item in await office.items.mine(*PLACE, BEN)][1:]):
        await office.items.done(*PLACE, id, BEN)
    assert await office.tick(days=1) == []


async def test_a_reminder_comes_at_its_moment_once_to_whoever_asked_for_it(office: Office) -> None:
    [id] = await office.found(INVOICE)
    await office.tick(minutes=5)
    await office.items.remind(*PLACE, id, CLEO, office.now + timedelta(hours=2))
    assert await office.tick(hours=1) == []
    [note] = await office.tick(hours=1)
    assert (note.person, note.occasion, texts(note)) == (CLEO, "reminder", ["Send the invoice to Acme"])
    assert await office.tick(hours=1) == []


async def test_what_was_reminded_of_waits_for_no_reminder_any_more(office: Office) -> None:
    [id] = await office.found(INVOICE)
    await office.tick(minutes=5)
    await office.items.remind(*PLACE, id, BEN, office.now + timedelta(hours=4))
    await office.items.remind(*PLACE, id, CLEO, office.now + timedelta(hours=2))
    await office.tick(hours=2)
    [item] = await office.items.here(GENERAL, ANA)
    assert item.remind_at is None
    [note] = await office.tick(hours=2)
    assert note.person == BEN


async def test_a_reminder_that_did_not_get_through_is_still_waited_for(office: Office) -> None:
    [id] = await office.found(INVOICE)
    await office.tick(minutes=5)
    await office.items.remind(*PLACE, id, CLEO, office.now + timedelta(hours=2))
    office.phone.fails = LaterError("busy")
    assert await office.tick(hours=2) == []
    office.phone.fails = None
    assert [note.person for note in await office.tick(minutes=6)] == [CLEO]


async def test_a_reminder_that_was_put_off_meanwhile_stays(office: Office) -> None:
    [id] = await office.found(INVOICE)
    await office.tick(minutes=5)
    await office.items.remind(*PLACE, id, CLEO, office.now + timedelta(hours=2))
    later = office.now + timedelta(hours=4)
    await office.items.remind(*PLACE, id, BEN, later)
    await office.tick(hours=2)
    [item] = await office.items.here(GENERAL, ANA)
    assert item.remind_at == later


async def test_a_new_owner_is_told_once_and_the_old_one_no_more(office: Office) -> None:
    [id] = await office.found(INVOICE)
    await office.items.reassign(*PLACE, id, ANA, CLEO)
    assert [(n.person, texts(n)) for n in await office.tick(minutes=5)] == [(CLEO, ["Send the invoice to Acme"])]


async def test_the_zone_of_a_new_owner_is_asked_of_the_platform(office: Office) -> None:
    async def zone(platform: str, workspace: str, person: str) -> str | None:
        return "Asia/Tokyo"

    tools = replace(office.tools, zone=zone)
    await type(office.items)(tools).found(_question(), INVOICE)
    assert (await office.items.preferences(*PLACE, BEN.id)).zone == "Asia/Tokyo"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"])
def test_nine_oclock_stays_nine_oclock_over_a_year_of_mornings(zone: str) -> None:
    wants, now = Preferences(zone=zone), at(0)
    for _ in range(262):
        following = next_morning(wants, now)
        local = following.astimezone(ZoneInfo(zone))
        assert (local.hour, local.minute, following > now) == (9, 0, True)
        assert local.weekday() < 5
        now = following


async def test_two_processes_send_every_message_once(tmp_path: Path) -> None:
    path, phone, office = tmp_path / "recap.sqlite3", Phone(), Office()
    people = [Person(f"P{n}", f"P{n}") for n in range(30)]
    many = given([SEND], tuple(task(f"Order box number {n}", "1", owner=person) for n, person in enumerate(people)))
    async with session.opened(path) as one, session.opened(path) as other:
        tools = [
            replace(
                office.tools,
                kept=SqliteItems(opened),
                notes=SqliteNotes(opened),
                preferences=SqlitePreferences(opened),
                messages=SqliteMessages(opened),
                clock=lambda: office.now,
            )
            for opened in (one, other)
        ]
        await type(office.items)(tools[0]).found(_question(), many)
        for step in (timedelta(minutes=5), timedelta(days=1)):
            office.now += step
            await asyncio.gather(*(Sending({"slack": phone}, t, office).tick() for t in tools * 2))
    for occasion in ("found", "morning"):
        assert sorted(n.person.id for n in phone.got if n.occasion == occasion) == sorted(p.id for p in people)
