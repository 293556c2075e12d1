"""What people see of digests, day after day, and after processes that were not there or were killed."""

from datetime import timedelta

import pytest

from core.digests.rounds import prepared
from core.errors import LaterError, LimitError, RequestError
from core.hearing import Rewriting
from tests.core.digests.stage import ANA, DIGEST, GENERAL, LAUNCH, SAID, Stage, day


@pytest.fixture
async def stage() -> Stage:
    it = Stage()
    await it.digests.add(DIGEST, ANA)
    return it


async def test_a_digest_tells_what_was_said_since_the_last_one(stage: Stage) -> None:
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    await stage.at(day(3, 8, 59))
    assert stage.posted == []
    await stage.at(day(3))
    [post] = stage.posted
    assert (post.slot, post.window.since, post.window.until) == ("2026-03-03T09:00", day(2), day(3))
    assert [s.channel for s in post.sections] == [GENERAL]
    assert post.quiet == (LAUNCH,)
    assert post.headline.endswith("(2 decisions, 1 action item, 1 open question in 1 channel)")
    assert post.notes == ()
    await stage.says(LAUNCH, *SAID, at=day(3, 10))
    await stage.at(day(4))
    assert [s.channel for s in stage.posted[1].sections] == [LAUNCH]


async def test_what_two_processes_do_at_the_same_time_is_one_post(stage: Stage) -> None:
    other = stage.process()
    stage.now = day(3)
    await other.tick()
    await stage.rounds.tick()
    await other.tick()
    assert len(stage.posted) == 1


async def test_on_monday_it_tells_the_weekend_too(stage: Stage) -> None:
    await stage.at(day(3))
    for number in (4, 5, 6):
        await stage.at(day(number))
    await stage.says(GENERAL, *SAID, at=day(7, 15))
    await stage.at(day(7, 9))
    await stage.at(day(8, 9))
    await stage.at(day(9))
    assert [post.slot for post in stage.posted][-2:] == ["2026-03-06T09:00", "2026-03-09T09:00"]
    last = stage.posted[-1]
    assert (last.window.since, last.window.until) == (day(6), day(9))
    assert last.sections


async def test_all_quiet_is_said_only_where_every_channel_was_read_and_nothing_found(stage: Stage) -> None:
    await stage.at(day(3))
    assert stage.posted[0].all_quiet
    assert stage.posted[0].headline == "All quiet"
    stage.audience.failing[LAUNCH.id] = LaterError("Slack does not answer right now")
    await stage.at(day(4))
    assert not stage.posted[1].all_quiet
    assert "quiet" not in stage.posted[1].headline


async def test_a_channel_that_failed_is_named_and_its_time_is_told_in_the_next(stage: Stage) -> None:
    await stage.says(LAUNCH, *SAID, at=day(2, 14))
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.audience.failing[LAUNCH.id] = LaterError("Slack does not answer right now")
    await stage.at(day(3))
    [first] = stage.posted
    assert [(f.channel, f.reason) for f in first.failed] == [(LAUNCH, "Slack does not answer right now.")]
    assert [s.channel for s in first.sections] == [GENERAL]
    stage.audience.failing.clear()
    await stage.at(day(4))
    second = stage.posted[1]
    assert [s.channel for s in second.sections] == [LAUNCH]
    assert second.notes == ("#launch is told from 09:00 on Mon 2 Mar on: it could not be read last time.",)


async def test_a_channel_that_somebody_in_the_destination_may_not_read_is_counted_and_never_named(stage: Stage) -> None:
    await stage.says(LAUNCH, *SAID, at=day(2, 14))
    stage.audience.closed.add(LAUNCH.id)
    await stage.at(day(3))
    [post] = stage.posted
    assert post.left_out == 1
    assert LAUNCH not in (*post.quiet, *(s.channel for s in post.sections), *(f.channel for f in post.failed))
    assert stage.minutes.asked == []
    assert not post.all_quiet


async def test_who_comes_late_posts_once_and_says_so(stage: Stage) -> None:
    await stage.at(day(3, 14, 59))
    await stage.at(day(3, 15, 10))
    [post] = stage.posted
    assert post.notes == (
        "Due at 09:00 on Tue 3 Mar, posted at 14:59 on Tue 3 Mar: Recap was not running, or could not post.",
    )
    assert post.window.until == day(3)


async def test_what_is_too_late_is_told_with_the_next_which_says_so(stage: Stage) -> None:
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    await stage.at(day(3, 15, 1))
    assert stage.posted == []
    await stage.at(day(4))
    [post] = stage.posted
    assert (post.window.since, post.window.until) == (day(2), day(4))
    assert [s.channel for s in post.sections] == [GENERAL]
    assert post.notes == (
        "Nothing was posted at 09:00 on Tue 3 Mar: Recap was not running. This digest covers that time too.",
    )
    await stage.at(day(5))
    assert stage.posted[1].notes == ()


async def test_each_day_without_a_digest_is_named(stage: Stage) -> None:
    await stage.at(day(5, 9, 1))
    [post] = stage.posted
    assert [" ".join(note.split()[:8]) for note in post.notes] == [
        "Nothing was posted at 09:00 on Tue 3",
        "Nothing was posted at 09:00 on Wed 4",
    ]
    assert post.window.since == day(2)


async def test_where_the_platform_says_to_wait_it_is_posted_after_that(stage: Stage) -> None:
    stage.publisher.fails = [LimitError("too many", day(3, 9, 3))]
    await stage.at(day(3))
    await stage.at(day(3, 9, 2))
    assert stage.posted == []
    await stage.at(day(3, 9, 3))
    assert len(stage.posted) == 1


async def test_a_post_of_which_nobody_was_told_is_found_again(stage: Stage) -> None:
    stage.publisher.hidden_by = LaterError("the connection was lost")
    await stage.at(day(3))
    await stage.at(day(3, 9, 5))
    assert len(stage.posted) == 1
    assert [what for what, _ in stage.publisher.history] == ["publish", "find", "change"]
    await stage.at(day(3, 9, 10))
    assert len(stage.publisher.history) == 3


async def test_where_posts_cannot_be_found_the_next_one_names_what_may_be_missing() -> None:
    stage = Stage(finds=False)
    await stage.digests.add(DIGEST, ANA)
    await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.publisher.hidden_by = LaterError("the connection was lost")
    await stage.at(day(3))
    await stage.at(day(3, 9, 10))
    assert len(stage.posted) == 1
    await stage.at(day(4))
    assert [s.channel for s in stage.posted[1].sections] == [GENERAL]
    assert stage.posted[1].notes == (
        "Recap was stopped while it posted the digest of 09:00 on Tue 3 Mar, which may be missing. This one"
        " covers that time too.",
    )


async def test_where_the_destination_refuses_the_next_one_says_why(stage: Stage) -> None:
    stage.publisher.fails = [RequestError("Recap is not in #news any more.")]
    await stage.at(day(3))
    await stage.at(day(3, 9, 10))
    assert stage.posted == []
    await stage.at(day(4))
    assert (
        stage.posted[0].notes[0].startswith("Nothing was posted at 09:00 on Tue 3 Mar: Recap is not in #news any more.")
    )


async def test_a_message_deleted_before_it_is_posted_is_not_in_it(stage: Stage) -> None:
    said = await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.publisher.fails = [LimitError("too many", day(3, 9, 3))]
    await stage.at(day(3))
    await stage.messages.delete(GENERAL, said[1].id)
    await stage.kept.drop(GENERAL, [said[1].id])
    await stage.at(day(3, 9, 3))
    [post] = stage.posted
    assert "40 euros" not in repr(post)
    assert post.sections


async def test_a_message_deleted_while_it_is_posted_is_taken_out_at_once(stage: Stage) -> None:
    said = await stage.says(GENERAL, *SAID, at=day(2, 14))
    stage.now = day(3)

    async def delete() -> None:
        await stage.messages.delete(GENERAL, said[1].id)
        await stage.kept.drop(GENERAL, [said[1].id])

    publish = stage.publisher.publish

    async def publish_slowly(post: object) -> str:
        place = await publish(post)  # type: ignore[arg-type]
        await delete()
        return place

    stage.publisher.publish = publish_slowly  # type: ignore[method-assign]
    await stage.rounds.tick()
    [post] = stage.posted
    assert "40 euros" not in repr(post)
    assert [what for what, _ in stage.publisher.history] == ["publish", "change"]


async def test_a_message_deleted_afterwards_leaves_the_post_and_its_headline(stage: Stage) -> None:
    said = await stage.says(GENERAL, *SAID, at=day(2, 14))
    await stage.at(day(3))
    await Rewriting(stage.posts)(GENERAL, [said[1].id])
    [post] = await stage.posts.stale("slack")
    assert post.digest
    assert "40 euros" not in repr(post.digest)
    assert post.digest.sections


async def test_a_removed_digest_posts_nothing(stage: Stage) -> None:
    [digest] = await stage.digests.list("slack", "acme")
    await stage.digests.remove("slack", "acme", digest.id, ANA)
    await stage.at(day(3))
    assert stage.posted == []


async def test_its_lease_goes_to_another_process_where_one_has_died(stage: Stage) -> None:
    stage.now = day(3)
    [(digest, standing)] = await stage.kept.due(["slack"], stage.now)
    taken = await stage.kept.claim(prepared(digest, standing, stage.now), stage.now + timedelta(minutes=2), day(4))
    assert taken
    await stage.at(day(3, 9, 1))
    assert stage.posted == []
    await stage.at(day(3, 9, 2))
    assert len(stage.posted) == 1
