"""/digest: set up in words or in a form, listed, previewed for the asker alone, changed and removed."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest

from core.digests.digest import EVERY_DAY, WORKDAYS, Digest
from tests.bots.slack.asking.stage import Stage, staged, texts
from tests.bots.slack.asking.test_todos import asks
from tests.standins.slack.state import Json

TALK = (
    "Decision: the launch of the pricing page moves to Friday because the tests are slow",
    "@ana will write to the press by Thursday",
)


async def digests(stage: Stage) -> list[Digest]:
    return list(await stage.stores.setups.list("slack", stage.team))


def team_channel(stage: Stage) -> str:
    return stage.slack.world.add_channel(stage.team, "team", [stage.ana, stage.ben])


async def modal(stage: Stage, words: str = "") -> Json:
    await asks(stage, words, command="/digest")
    await stage.until(lambda: stage.slack.modal(stage.ana))
    found = stage.slack.modal(stage.ana)
    assert found
    return found


def act(seen: Json) -> str:
    """The name of the menu of the first digest in a list."""
    return str(next(b["accessory"]["action_id"] for b in seen["blocks"] if "accessory" in b))


def listed(stage: Stage) -> Json:
    """The latest list of digests that ana sees."""
    return [m for m in stage.slack.seen_by(stage.ana) if any("accessory" in b for b in m.get("blocks", ()))][-1]


async def test_words_set_one_up_and_say_when_the_first_comes(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team_channel(stage)
        words = f"daily 9:00 of <#{stage.channel}|general> to <#{to}|team> in German"
        await asks(stage, words, command="/digest")
        seen = await stage.sees(stage.ana, "Set up: Weekdays at 09:00 .Europe/Berlin.: #general to #team, in German")
        assert "The first one comes" in seen
        (it,) = await digests(stage)
        assert (it.at, it.days, it.zone, it.language) == (time(9), WORKDAYS, "Europe/Berlin", "German")
        assert it.created_by.id == stage.ana
        assert stage.read(stage.ben) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("bananas", "nothing I understand"),
        ("help", "digest daily 9:00"),
        ("pause", "No digest is set up"),
        ("daily of #nowhere", "I know no channel #nowhere"),
        ("9:00 Mars/Base", "no time zone"),
    ],
)
async def test_unclear_words_get_a_short_answer(tmp_path: Path, words: str, said: str) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, words, command="/digest")
        await stage.sees(stage.ana, said)
        assert await digests(stage) == []


async def test_what_somebody_cannot_read_they_cannot_have_told(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ben], "private")
        await asks(stage, f"daily of <#{secret}|secret> to <#{stage.channel}|general>", command="/digest")
        await stage.sees(stage.ana, "cannot read|may not read")
        assert await digests(stage) == []


async def test_the_form_asks_for_everything_and_is_filled_with_what_is_usual(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team_channel(stage)
        form = await modal(stage)
        assert "Europe/Berlin" in str(form)
        chosen: dict[str, Any] = {"channels": [stage.channel], "destination": to, "days": ["0", "4"], "at": "16:30"}
        chosen |= {"kind": "weekly", "language": "german", "length": "200", "zone": "America/New_York"}
        await stage.slack.submits(stage.ana, form, chosen).answered()
        await stage.sees(stage.ana, "Set up: Weekly, Monday and Friday at 16:30 .America/New_York.")
        (it,) = await digests(stage)
        assert (it.days, it.at, it.kind, it.language, it.max_words) == ((0, 4), time(16, 30), "weekly", "German", 200)
        assert (it.destination.id, [c.id for c in it.channels], it.zone) == (to, [stage.channel], "America/New_York")


async def test_what_cannot_be_is_explained_beside_its_field(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        form = await modal(stage)
        wrong = {"channels": [stage.channel], "zone": "Mars/Base", "language": "Klingon"}
        done = await stage.slack.submits(stage.ana, form, wrong).answered()
        assert done.answer
        assert sorted(done.answer["errors"]) == ["language", "zone"]
        assert await digests(stage) == []


async def test_a_preview_shows_todays_at_once_to_the_asker_alone_and_posts_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        await asks(stage, "daily here", command="/digest")
        await stage.sees(stage.ana, "^.*Set up")
        seen = [m for m in stage.slack.seen_by(stage.ana) if "Preview" in str(m.get("blocks"))][-1]
        (it,) = await digests(stage)
        await stage.slack.clicks(stage.ana, seen, f"recap_digest/{it.id}").answered()
        await stage.sees(stage.ana, "Only you see it")
        answer = await stage.sees(stage.ana, "moves to Friday")
        assert "#general" in answer
        assert "Read 2 messages of 1 channel" in answer
        await stage.sees(stage.ana, "nothing was posted")
        assert stage.read(stage.ben) == []
        assert stage.slack.called("chat.postMessage") == []


async def test_a_preview_by_words_needs_no_number_where_there_is_one(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(*TALK)
        await asks(stage, "daily here", command="/digest")
        await asks(stage, "preview", command="/digest")
        await stage.sees(stage.ana, "moves to Friday")


async def number(stage: Stage, kind: str) -> int:
    """Of the digest of this kind, as in the list."""
    return [it.kind for it in await digests(stage)].index(kind) + 1  # type: ignore[arg-type]


async def test_the_list_says_when_each_comes_and_what_it_cost_and_can_change_it(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, "daily here", command="/digest")
        await asks(stage, "list", command="/digest")
        seen = await stage.sees(stage.ana, "1[.] Weekdays at 09:00")
        assert "Next: " in seen
        assert "Cost: $0.0000 the last one, $0.0000 this month" in seen
        await stage.slack.clicks(stage.ana, listed(stage), act(listed(stage)), "change").answered()
        await stage.until(lambda: stage.slack.modal(stage.ana))
        form = stage.slack.modal(stage.ana)
        assert form
        await stage.slack.submits(stage.ana, form, {"days": [str(day) for day in EVERY_DAY]}).answered()
        await stage.sees(stage.ana, "Every day at 09:00")
        assert [it.days for it in await digests(stage)] == [EVERY_DAY]


async def test_they_are_paused_resumed_and_removed_by_words_and_by_the_menu(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, "daily here", command="/digest")
        await asks(stage, "pause", command="/digest")
        await stage.sees(stage.ana, "Paused: Weekdays")
        await asks(stage, "list", command="/digest")
        assert "Paused. Cost" in await stage.sees(stage.ana, "1[.] Weekdays")
        await stage.slack.clicks(stage.ana, listed(stage), act(listed(stage)), "resume").answered()
        await stage.sees(stage.ana, "It goes on: Weekdays")
        await stage.slack.clicks(stage.ana, listed(stage), act(listed(stage)), "remove").answered()
        await stage.sees(stage.ana, "That digest is gone")
        assert await digests(stage) == []


async def test_of_several_one_is_named_by_its_number(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, "daily here", command="/digest")
        await asks(stage, "weekly here", command="/digest")
        await asks(stage, "remove", command="/digest")
        await stage.sees(stage.ana, "Say which one: from 1 to 2")
        await asks(stage, f"remove {await number(stage, 'weekly')}", command="/digest")
        await stage.sees(stage.ana, "That digest is gone")
        assert [it.kind for it in await digests(stage)] == ["daily"]


async def test_others_may_not_change_it_but_an_admin_may(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await asks(stage, "daily here", command="/digest", by=stage.ben)
        cleo = stage.slack.world.add_user(stage.team, "cleo")
        stage.slack.state.channels[stage.channel].members.append(cleo)
        await asks(stage, "remove 1", command="/digest", by=cleo)
        await stage.until(lambda: any("ben" in text or "admin" in text for text in stage.read(cleo)))
        assert len(await digests(stage)) == 1
        await asks(stage, "remove 1", command="/digest", by=stage.ana)
        await stage.sees(stage.ana, "That digest is gone")


async def test_a_digest_of_channels_that_somebody_is_not_in_is_not_named_to_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        secret = stage.slack.world.add_channel(stage.team, "secret", [stage.ana], "private")
        await asks(stage, f"daily of <#{secret}|secret> to <#{secret}|secret>", command="/digest")
        await stage.sees(stage.ana, "Set up")
        await asks(stage, "list", command="/digest", by=stage.ben)
        await stage.sees(stage.ben, "No digest is set up here yet")
        assert "secret" not in " ".join(stage.read(stage.ben))


async def test_app_home_sets_them_up_and_lists_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        to = team_channel(stage)
        stage.slack.opens_home(stage.ana)
        await stage.until(lambda: "No digest is set up" in texts(stage.slack.home(stage.ana)))
        home = stage.slack.home(stage.ana)
        assert home
        await stage.slack.clicks(stage.ana, home, "recap_new_digest").answered()
        await stage.until(lambda: stage.slack.modal(stage.ana))
        form = stage.slack.modal(stage.ana)
        assert form
        await stage.slack.submits(stage.ana, form, {"channels": [stage.channel], "destination": to}).answered()
        await stage.until(lambda: "#general to #team" in texts(stage.slack.home(stage.ana)))
        await stage.sees(stage.ana, "Set up: ", stage.slack.direct(stage.ana))


async def test_a_mention_and_a_direct_message_set_them_up_too(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.says(f"<@{stage.slack.world.bot(stage.team)}> digest every day at 8:30 here", by=stage.ana)
        await stage.sees(stage.ana, "Set up: Every day at 08:30", stage.channel)
        direct = stage.slack.direct(stage.ana)
        stage.slack.says(stage.ana, direct, "digest list")
        await stage.sees(stage.ana, "Every day at 08:30", direct)
        stage.slack.says(stage.ana, direct, "digest daily")
        await stage.sees(stage.ana, "Say of which channels", direct)
