"""Who is answered, about which messages, and when the cache answers."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import LimitError, NotFound, RequestError
from core.models import Person
from core.ports import Window
from core.summary import SummaryRequest
from tests.answering.room import ANA, BEN, CLEO, GENERAL, MONDAY, messages, room
from tests.standins.claude.failing import Failure
from tests.standins.claude.server import ClaudeServer
from tests.storage import redis_server


async def test_people_outside_the_channel_get_a_sentence_and_no_model_is_asked() -> None:
    async with ClaudeServer() as server, room(server) as there:
        with pytest.raises(RequestError, match=r"^You cannot read #general, so Recap cannot tell you about it\.$"):
            await there.ask(Person("U9", "Zoe"))
        assert server.received == []


@pytest.mark.parametrize(
    ("narrowed", "read"),
    [
        ({}, ["m1", "m2", "m3", "m4", "m5", "m6"]),
        ({"window": Window(MONDAY + timedelta(minutes=5))}, ["m5", "m6"]),
        ({"author": "Ben"}, ["m2", "m5"]),
        ({"first": "m4", "last": "m2"}, ["m2", "m3", "m4"]),
        ({"newest": 2}, ["m5", "m6"]),
        ({"thread_id": "m1"}, ["m1", "m7"]),
    ],
)
async def test_what_is_asked_about_is_what_is_read(narrowed: dict[str, Any], read: list[str]) -> None:
    reply = replace(messages([(BEN, "Friday is fine for the printer.")], 7)[0], thread_id="m1")
    async with ClaudeServer() as server, room(server, messages()) as there:
        if "thread_id" in narrowed:
            await there.put([reply])
        given = await there.ask(**narrowed)
        assert [m.id for m in given.transcript] == read
        assert given.summary.coverage.read == len(read)


async def test_a_range_from_a_message_that_is_gone_says_so() -> None:
    async with ClaudeServer() as server, room(server) as there:
        with pytest.raises(NotFound, match="m99"):
            await there.ask(first="m99")
        assert server.received == []


async def test_the_same_question_is_answered_from_the_cache_and_only_to_who_may_read() -> None:
    async with ClaudeServer() as server, room(server) as there:
        first, second = await there.ask(ANA), await there.ask(BEN)
        assert (first.cached, second.cached, second.cost) == (False, True, 0.0)
        assert list(second.summary.statements()) == list(first.summary.statements())
        there.access.ids = {ANA.id}
        with pytest.raises(RequestError, match="You cannot read"):
            await there.ask(BEN)
        assert len(server.received) == 1


async def test_an_edit_or_a_deletion_drops_what_was_kept() -> None:
    async with ClaudeServer() as server, room(server) as there:
        await there.ask()
        await there.stores.messages.edit(GENERAL, replace(messages()[1], text="I'll call the printer on Thursday."))
        edited = await there.ask()
        await there.stores.messages.delete(GENERAL, "m3")
        deleted = await there.ask()
        assert (edited.cached, deleted.cached, len(server.received)) == (False, False, 3)
        assert "m3" not in {id for s in deleted.summary.statements() for id in s.sources}


async def test_three_people_at_once_make_one_call() -> None:
    async with ClaudeServer(seconds=0.2) as server, room(server) as there:
        given = await asyncio.gather(*(there.ask(person) for person in (ANA, BEN, CLEO)))
        assert len(server.received) == 1
        assert sorted(g.cached for g in given) == [False, True, True]


async def test_refresh_asks_anew_and_the_new_answer_is_kept() -> None:
    async with ClaudeServer() as server, room(server) as there:
        await there.ask()
        server.service.edit = lambda statements, items: statements[:2]
        fresh, after = await there.ask(fresh=True), await there.ask()
        assert (fresh.cached, after.cached, len(server.received)) == (False, True, 2)
        assert list(after.summary.statements()) == list(fresh.summary.statements())


async def test_where_refresh_fails_what_was_kept_stays() -> None:
    async with ClaudeServer() as server, room(server) as there:
        first = await there.ask()
        server.fail(always=Failure("error", status=400))
        await there.ask(fresh=True)
        after = await there.ask()
        assert after.cached
        assert list(after.summary.statements()) == list(first.summary.statements())


async def test_a_shorter_answer_costs_nothing() -> None:
    async with ClaudeServer() as server, room(server) as there:
        whole = await there.ask()
        short = await there.ask(request=SummaryRequest(max_words=whole.summary.words // 2))
        assert (len(server.received), short.cost) == (1, 0.0)
        assert short.summary.words < whole.summary.words


async def test_who_asks_too_often_is_told_when_to_ask_again_and_what_is_kept_stays_free() -> None:
    async with ClaudeServer() as server, room(server) as there:
        await there.set("person_per_5_minutes=1")
        await there.ask()
        with pytest.raises(LimitError, match=r"^You have asked often enough for now: ask again in .* UTC\.$"):
            await there.ask(newest=3)
        assert (await there.ask()).cached
        assert len(server.received) == 1


async def test_what_redis_keeps_is_for_all_processes_and_losing_it_costs_no_answer() -> None:
    async with ClaudeServer() as server:
        with redis_server.running() as redis:
            async with room(server, redis=redis.url) as there, room(server, [], redis=redis.url) as other:
                await there.ask()
                assert (await other.ask()).cached
                redis.stop()
                assert (await other.ask()).summary.engine == "claude-haiku-5-5"
                assert len(server.received) == 2
