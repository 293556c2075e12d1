"""What comes without asking, over a clock that the test moves: digests at their hour, items to their owners."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.speaking import Speaking
from core.action_items.preferences import Preferences
from core.hearing import brought_up_to_date
from core.models import Channel
from core.ports import Post
from tests.bots.slack.asking.stage import Stage, staged, texts
from tests.bots.slack.asking.test_todos import PRESS, asks, item
from tests.standins.slack.state import Json

DECISION = "Decision: the launch of the pricing page moves to Friday because the tests are slow"


def team(stage: Stage, *more: str) -> str:
    return stage.slack.world.add_channel(stage.team, "team", [stage.ana, stage.ben, *more], "private")


async def daily(stage: Stage, to: str, *of: str) -> None:
    """Every day at nine, by UTC."""
    named = " ".join(f"<#{id}|{stage.slack.state.channels[id].name}>" for id in of or (stage.channel,))
    await asks(stage, f"every day at 9:00 UTC of {named} to <#{to}|team>", command="/digest")
    await stage.sees(stage.ana, "Set up: ")


async def at(stage: Stage, hour: int, minute: int = 0, days: int = 1) -> None:
    """The clocks show this hour (UTC) so many days on, and what is due then comes."""
    then = datetime.combine(stage.clock().date() + timedelta(days=days), time(hour, minute), UTC)
    stage.slack.passes((then - stage.clock()).total_seconds())
    await stage.services.scheduled.rounds.tick()
    await stage.services.sending.tick()


def posts(stage: Stage, channel: str) -> list[Json]:
    """Recap's messages in a channel, those in threads not among them."""
    bot = stage.slack.world.bot(stage.team)
    seen = stage.slack.seen_by(stage.ben, channel)
    return [m for m in seen if m["user"] == bot and m.get("thread_ts") in (None, m["ts"]) and not m.get("is_ephemeral")]


async def test_a_digest_comes_at_its_hour_once_with_links_and_says_what_it_read(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        ts = await stage.says(DECISION)
        await at(stage, 8, 59)
        assert posts(stage, to) == []
        for minute in (0, 1, 2):
            await at(stage, 9, minute, days=0)
        (post,) = posts(stage, to)
        assert "moves to Friday" in texts(post)
        assert "#general" in texts(post)
        assert "Read 1 message of 1 channel" in texts(post)
        assert f"archives/{stage.channel}/p{ts.replace('.', '')}" in str(post["blocks"])


async def test_all_quiet_is_one_line_and_each_day_has_its_own(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        await at(stage, 9)
        await at(stage, 9)
        assert ["All quiet in #general." in texts(post) for post in posts(stage, to)] == [True, True]


async def test_what_somebody_in_the_destination_may_not_read_is_counted_and_not_named(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana], "private")
        await daily(stage, to, stage.channel, secret)
        stage.slack.says(stage.ana, secret, DECISION)
        await stage.slack.deliveries.settled()
        await at(stage, 9)
        (post,) = posts(stage, to)
        assert "Left out: 1 channel" in texts(post)
        assert "secret" not in str(stage.slack.seen_by(stage.ben))
        assert "moves to Friday" not in texts(post)


async def test_a_channel_that_cannot_be_read_is_named_with_the_reason_and_told_the_next_time(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        ops = stage.slack.world.add_channel(stage.team, "ops", [stage.ana, stage.ben])
        await daily(stage, to, stage.channel, ops)
        await stage.says(DECISION)
        bot = stage.slack.world.bot(stage.team)
        stage.slack.kicks(bot, ops)
        stage.slack.says(stage.ben, ops, "Decision: the database moves to the new server on Sunday")
        await at(stage, 9)
        (first,) = posts(stage, to)
        assert "moves to Friday" in texts(first)
        assert "#ops could not be read: Recap is not in this channel" in texts(first)
        stage.slack.joins(bot, ops)
        await stage.slack.deliveries.settled()
        await at(stage, 9)
        _, second = posts(stage, to)
        assert "new server on Sunday" in texts(second)
        assert "moves to Friday" not in texts(second)


async def test_it_is_posted_late_once_and_says_so(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        await stage.says(DECISION)
        await at(stage, 11)
        await at(stage, 11, 1, days=0)
        (post,) = posts(stage, to)
        assert "Due at 09:00" in texts(post)


async def test_what_slack_does_not_take_at_the_hour_comes_some_minutes_later_once(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        await stage.says(DECISION)
        stage.slack.refuses("chat.postMessage", "internal_error", status=500)
        await at(stage, 9)
        assert posts(stage, to) == []
        await at(stage, 9, 5, days=0)
        await at(stage, 9, 10, days=0)
        assert len(posts(stage, to)) == 1


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", [1, 2])
async def test_killed_after_it_posted_the_post_is_found_completed_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        await stage.says(*(f"Decision: the launch of part {n} of the shop moves to day {n}" for n in range(1, 41)))
        posted = 0

        async def killed(self: Speaking, *arguments: Any, **named: Any) -> Json:
            nonlocal posted
            told = await post(self, *arguments, **named)
            posted += 1
            if posted == after:
                raise Killed
            return told

        post = Speaking.post
        with monkeypatch.context() as patched:
            patched.setattr(Speaking, "post", killed)
            with pytest.raises(BaseExceptionGroup):
                await at(stage, 9)
        assert len(stage.slack.called("chat.postMessage")) == after
        await at(stage, 9, 5, days=0)
        await at(stage, 9, 10, days=0)
        (found,) = posts(stage, to)
        thread = stage.slack.state.channels[to].thread(found["ts"])
        assert len(thread) == len(stage.slack.called("chat.postMessage")) > 1


async def test_a_weekly_digest_tells_what_was_decided_and_what_is_overdue(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        words = f"weekly on friday at 9:00 UTC of <#{stage.channel}|general> to <#{to}|team>"
        await asks(stage, words, command="/digest")
        await stage.sees(stage.ana, "Set up: Weekly")
        await stage.says(DECISION, "What a lovely morning it is today for all of us")
        await item(stage, due=stage.clock().date())
        await at(stage, 9, days=(4 - stage.clock().weekday()) % 7 or 7)
        (post,) = posts(stage, to)
        assert "moves to Friday" in texts(post)
        assert "lovely" not in texts(post)
        assert "overdue since" in texts(post)


async def test_a_deleted_message_leaves_the_digest_that_told_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team(stage)
        await daily(stage, to)
        ts = await stage.says(DECISION)
        await stage.says("Decision: the press hears about the new prices on Monday from Ben")
        await at(stage, 9)
        assert "moves to Friday" in texts(posts(stage, to)[0])
        stage.slack.deletes(stage.ben, stage.channel, ts)
        await stage.slack.deliveries.settled()

        async def show(post: Post) -> None:
            assert post.digest
            await stage.services.side.publisher.change(post.place, post.digest)

        assert await brought_up_to_date(stage.stores.posts, "slack", show) == 1
        (post,) = posts(stage, to)
        assert "moves to Friday" not in str(stage.slack.seen_by(stage.ben, to))
        assert "on Monday from Ben" in texts(post)


async def test_owners_are_told_once_of_what_is_new_and_in_the_morning_of_what_is_open(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        direct = stage.slack.direct(stage.ana)
        await item(stage)
        await item(stage, "order the cake")
        await stage.services.sending.tick()
        assert stage.read(stage.ana, direct) == []
        stage.slack.passes(180)
        await stage.services.sending.tick()
        await stage.services.sending.tick()
        (note,) = stage.read(stage.ana, direct)
        assert note.startswith("You have 2 new action items.")
        while stage.clock().weekday() != 0:
            stage.slack.passes(86_400)
        await at(stage, 12, days=1)
        assert "Good morning. 2 action items are open for you" in stage.read(stage.ana, direct)[-1]
        assert len(stage.read(stage.ana, direct)) == 2


async def test_who_wants_no_messages_gets_none_and_still_has_a_list(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.services.items.prefer("slack", stage.team, stage.ana, Preferences(opted_out=True))
        await item(stage)
        await at(stage, 12, days=3)
        assert stage.read(stage.ana, stage.slack.direct(stage.ana)) == []
        await asks(stage)
        await stage.sees(stage.ana, PRESS)


async def test_an_owner_who_left_the_channel_is_told_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana, stage.ben], "private")
        await item(stage, channel=Channel("slack", stage.team, secret, "secret"))
        stage.slack.leaves(stage.ana, secret)
        await at(stage, 12, days=3)
        assert stage.read(stage.ana, stage.slack.direct(stage.ana)) == []


async def test_a_reminder_comes_when_it_was_asked_for(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        it = await item(stage)
        stage.slack.passes(180)
        await stage.services.sending.tick()
        direct = stage.slack.direct(stage.ana)
        seen = stage.last(stage.ana)
        await stage.slack.clicks(stage.ana, seen, f"recap_item/remind/{it.id}/note", "tomorrow").answered()
        await stage.sees(stage.ana, "I remind you tomorrow", direct)
        await at(stage, 23, days=1)
        assert [t for t in stage.read(stage.ana, direct) if t.startswith("You asked me to remind you")]
