"""What a second question on the same messages costs, and that every message is read, the oldest and the newest too."""

import json
from dataclasses import replace
from typing import Any

from core.models import Message
from core.prices import LIST
from core.summary import SummaryRequest
from tests.answering.room import BEN, Room, room, talk
from tests.standins.claude.server import ClaudeServer

SMALL = "claude-haiku-5-5"


def thread(count: int) -> list[Message]:
    first, *others = talk(count)
    return [first, *(replace(message, thread_id=first.id) for message in others)]


async def read_cost(there: Room) -> float:
    """What all calls so far cost for what was read, written answers left out; in US dollars."""
    entries = await there.stores.ledger.entries()
    return sum(e.cost - e.usage.output * LIST[SMALL].output / 1_000_000 for e in entries)


async def test_a_second_question_on_a_thread_costs_a_quarter_of_what_it_reads_at_most() -> None:
    async with ClaudeServer() as server, room(server, thread(120)) as there:
        await there.ask(thread_id="m1")
        first = await read_cost(there)
        await there.ask(BEN, thread_id="m1", request=SummaryRequest(focus="hall 3"))
        second = await read_cost(there) - first
        used = [e.usage for e in await there.stores.ledger.entries()]
    read = sum(u.input + u.cache_read + u.cache_written for u in used[len(used) // 2 :])
    full = read * LIST[SMALL].input / 1_000_000
    assert 0 < second <= 0.25 * full


async def test_a_channel_is_read_at_the_plain_price_because_hardly_anybody_asks_twice_about_the_same_messages() -> None:
    async with ClaudeServer() as server, room(server, talk(120)) as there:
        await there.ask()
        assert not any(e.usage.cache_written for e in await there.stores.ledger.entries())


async def test_every_message_is_asked_about_and_the_instructions_stand_before_each_part() -> None:
    async with ClaudeServer() as server, room(server, talk(900)) as there:
        await there.ask()
        asked = there.requests
    assert len(asked) > 1
    numbers = [n for request in asked for n in _numbers(request)]
    assert sorted(numbers) == list(range(1, 901))
    assert len({json.dumps(request["system"]) for request in asked}) == 1


def _numbers(request: dict[str, Any]) -> list[int]:
    [message] = request["messages"]
    content = message["content"]
    text = content if isinstance(content, str) else content[0]["text"]
    items = json.JSONDecoder().raw_decode(text)[0]
    return [item[0] for item in items if isinstance(item, list)]
