"""/decisions: what was decided, linked, with what changed it; only what the reader may read."""

from datetime import timedelta
from pathlib import Path

from core.answering import Given, Question
from core.decisions.unreached import with_unreached
from core.models import Channel, Person, Transcript
from core.summary import Decision, Summary
from tests.bots.slack.asking.stage import Stage, staged
from tests.bots.slack.asking.test_todos import asks


async def decided(stage: Stage, text: str, channel: Channel | None = None) -> str:
    """Found in a summary; the id of the message that says so."""
    channel = channel or stage.general
    ts = stage.slack.says(stage.ben, channel.id, f"Decision: {text}")
    await stage.slack.deliveries.settled()
    read = Transcript(channel.id, tuple([m async for m in stage.stores.messages.read(channel)]), channel)
    found = (Decision(text, (ts,), explicit=True),)
    summary = Summary("s", "", (), (), found, (), (), read.coverage, "offline")
    await stage.services.decisions.found(Question(Person(stage.ben, "ben"), channel), Given("1", summary, read))
    stage.slack.passes(timedelta(hours=1).total_seconds())
    return ts


FRIDAY, MONDAY = "the launch of the pricing page is on Friday", "the launch of the pricing page is on Monday instead"


async def test_decisions_are_listed_with_links_the_newest_first_for_the_asker_alone(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await decided(stage, "we buy a new coffee machine")
        ts = await decided(stage, FRIDAY)
        await asks(stage, command="/decisions")
        seen = await stage.sees(stage.ana, "Decisions: 2")
        assert seen.index(FRIDAY) < seen.index("coffee machine")
        shown = [m for m in stage.slack.seen_by(stage.ana) if FRIDAY in str(m.get("blocks")) and m.get("is_ephemeral")]
        assert f"archives/{stage.channel}/p{ts.replace('.', '')}" in str(shown)
        assert stage.read(stage.ben) == []


async def test_words_and_a_channel_narrow_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await decided(stage, "we buy a new coffee machine")
        await decided(stage, FRIDAY)
        await asks(stage, f"about pricing in <#{stage.channel}|general>", command="/decisions")
        seen = await stage.sees(stage.ana, "Decisions about “pricing” in #general: 1")
        assert "coffee" not in seen


async def test_what_changed_a_decision_stands_under_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await decided(stage, FRIDAY)
        await decided(stage, MONDAY)
        await asks(stage, "Friday", command="/decisions")
        seen = await stage.sees(stage.ana, "Decisions about “Friday”")
        assert seen.index("is on Friday") < seen.index("↳ changed by") < seen.index("is on Monday")


async def test_where_one_was_expected_it_says_that_none_was_reached(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, "about lunch", command="/decisions")
        await stage.sees(stage.ana, "No decision was reached about “lunch”")


async def test_where_people_called_for_one_in_vain_the_call_is_linked(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        call = "We need to decide on the venue for the offsite."
        ts = stage.slack.says(stage.ben, stage.channel, call)
        await stage.slack.deliveries.settled()
        read = Transcript(stage.channel, tuple([m async for m in stage.stores.messages.read(stage.general)]))
        summary = with_unreached(Summary("s", "", (), (), (), (), (), read.coverage, "offline"), read.messages)
        question = Question(Person(stage.ben, "ben"), stage.general)
        await stage.services.decisions.found(question, Given("1", summary, read))
        await asks(stage, "about venue", command="/decisions")
        await stage.sees(stage.ana, f"No decision was reached, .*: +{call}")
        assert any(f"p{ts.replace('.', '')}" in str(m) for m in stage.slack.seen_by(stage.ana) if m.get("is_ephemeral"))


async def test_decisions_of_a_channel_that_somebody_cannot_read_are_nowhere(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ben], "private")
        await decided(stage, FRIDAY)
        await decided(stage, MONDAY, Channel("slack", stage.team, secret, "secret"))
        await asks(stage, command="/decisions")
        seen = await stage.sees(stage.ana, "Decisions: 1")
        assert "Monday" not in seen
        await asks(stage, f"<#{secret}|secret>", command="/decisions")
        await stage.sees(stage.ana, "cannot read")


async def test_a_mention_and_a_direct_message_list_them_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await decided(stage, FRIDAY)
        await stage.says(f"<@{stage.slack.world.bot(stage.team)}> decisions about pricing", by=stage.ana)
        await stage.sees(stage.ana, "Decisions about “pricing”: 1", stage.channel)
        assert stage.read(stage.ben) == []
        direct = stage.slack.direct(stage.ana)
        stage.slack.says(stage.ana, direct, "decisions")
        await stage.sees(stage.ana, "Decisions: 1", direct)
