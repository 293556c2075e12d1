"""Digests in Slack's channels: each once, found again, changed where they stand, at Slack's pace."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.publisher import SlackPublisher
from core.digests.post import DigestPost, Section
from core.errors import LaterError, LimitError, RequestError
from core.models import Channel
from core.summary import Decision
from tests.adapters.slack.digested import SHORT, WHOLE, post
from tests.adapters.slack.place import Place, furnished

LONG = replace(WHOLE, decisions=tuple(Decision(f"Decision {n} " + "word " * 200, ("1.000001",)) for n in range(30)))


class Slept(list[float]):
    """`sleep` that only notes for how long."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


async def no_threads(channel: Channel, messages: Collection[str]) -> Mapping[str, str]:
    return {}


def publishing(place: Place, slept: Slept | None = None) -> SlackPublisher:
    return SlackPublisher(place.of, no_threads, place.clock, Slept() if slept is None else slept)


def digest(place: Place, whole: bool = False) -> DigestPost:
    """Into #general of the stand-in; with details of several messages."""
    there, it = place.channel, post()
    since = place.clock() - timedelta(minutes=1)
    to = replace(it.digest, workspace=there.workspace, destination=there)
    section = Section(there, SHORT, LONG if whole else SHORT)
    return replace(it, digest=to, window=replace(it.window, until=since), sections=(section,))


def texts(place: Place) -> list[str]:
    return [str(message["blocks"]) for message in place.slack.seen_by(place.ben)]


async def test_a_digest_stands_in_the_channel_with_its_details_in_the_thread_and_is_found_by_its_key() -> None:
    async with furnished() as place:
        it = digest(place, whole=True)
        where = await publishing(place).publish(it)
        first, *details = place.slack.seen_by(place.ben)
        assert it.headline in str(first["blocks"])
        assert len(details) > 1
        assert {message["thread_ts"] for message in details} == {first["ts"]}
        since = place.clock() - timedelta(hours=1)
        assert await publishing(place).find(place.channel, it.key, since) == where
        assert await publishing(place).find(place.channel, "another", since) is None
        assert await publishing(place).find(place.channel, it.key, place.clock() + timedelta(hours=1)) is None


@pytest.mark.parametrize("posted", [1, 2, 3])
async def test_after_a_crash_in_the_middle_what_stands_is_found_and_only_the_rest_is_added(posted: int) -> None:
    async with furnished() as place:
        it, began = digest(place, whole=True), place.clock()
        await publishing(place).publish(it)
        whole = texts(place)
        messages = place.slack.state.channels[place.channel.id].messages
        for ts in sorted(messages)[posted:]:
            del messages[ts]
        where = await publishing(place).find(place.channel, it.key, began)
        assert where
        for _ in range(2):
            await publishing(place).change(where, it)
            assert texts(place) == whole


async def test_it_is_found_among_many_messages() -> None:
    async with furnished() as place:
        it = digest(place)
        where = await publishing(place).publish(it)
        for n in range(250):
            place.slack.says(place.ana, place.channel.id, f"message {n}")
        assert await publishing(place).find(place.channel, it.key, place.clock() - timedelta(hours=1)) == where


async def test_it_is_changed_in_place_and_its_details_grow_and_shrink_with_it() -> None:
    async with furnished() as place:
        publisher = publishing(place)
        where = await publisher.publish(digest(place))
        assert len(texts(place)) == 1
        await publisher.change(where, replace(digest(place, whole=True), headline="Made again"))
        assert "Made again" in texts(place)[0]
        assert len(texts(place)) > 2
        await publisher.change(where, digest(place))
        assert len(texts(place)) == 1
        assert await publisher.find(place.channel, post().key, place.clock() - timedelta(hours=1)) == where


async def test_a_channel_gets_one_message_a_second_and_another_one_does_not_wait_for_it() -> None:
    async with furnished() as place:
        slept, now = Slept(), place.clock()
        publisher = SlackPublisher(place.of, no_threads, lambda: now, slept)
        await publisher.publish(digest(place, whole=True))
        assert len(slept) > 2
        assert slept == list(range(len(slept)))
        slept.clear()
        other = place.slack.world.add_channel(place.workspace.id, "other", [place.ben])
        it, elsewhere = digest(place), replace(place.channel, id=other)
        await publisher.publish(replace(it, key="o", digest=replace(it.digest, destination=elsewhere)))
        assert slept == [0]


async def test_a_429_is_waited_out_as_slack_says() -> None:
    async with furnished() as place:
        slept = Slept()
        place.slack.limits("chat.postMessage", 7)
        await publishing(place, slept).publish(digest(place))
        assert any(6 < seconds <= 7 for seconds in slept)
        assert len(texts(place)) == 1


@pytest.mark.parametrize(
    ("error", "status", "expected"), [("is_archived", 200, RequestError), ("internal_error", 500, LaterError)]
)
async def test_what_slack_refuses_says_whether_it_may_work_later(
    error: str, status: int, expected: type[Exception]
) -> None:
    async with furnished() as place:
        place.slack.refuses("chat.postMessage", error, status=status)
        with pytest.raises(expected):
            await publishing(place).publish(digest(place))


async def test_where_slack_does_not_tell_what_stands_there_it_is_not_known() -> None:
    async with furnished() as place:
        place.slack.limits("conversations.history", 60)
        with pytest.raises(LaterError):
            await publishing(place).find(place.channel, post().key, place.clock())


async def test_a_limit_in_the_middle_does_not_say_that_nothing_stands_there() -> None:
    async with furnished() as place:
        it, began = digest(place, whole=True), place.clock()

        async def limited(seconds: float) -> None:
            if texts(place):
                place.slack.limits("chat.postMessage", 120)

        publisher = SlackPublisher(place.of, no_threads, place.clock, limited)
        with pytest.raises(LaterError) as error:
            await publisher.publish(it)
        assert not isinstance(error.value, LimitError)
        assert await publisher.find(place.channel, it.key, began)
