"""A digest at its hour, where Teams does what it is asked and its answer is lost."""

import json
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.access import TeamsAccess, TeamsAudience
from adapters.teams.workspace import TeamsWorkspace
from bots import wiring
from bots.teams.answering import publisher
from core.digests.digest import Digest
from core.digests.rounds import Rounds
from core.models import Channel, Message, Person
from tests.bots.teams.stage import Stage, staged
from tests.core.digests.stage import Minutes, Nobody
from tests.standins.teams.state import BOT

BEN = Person("ben", "Ben Adler")
TASKS = tuple(f"TODO: Ben orders box {n} of the new brochure for the warehouse in Leeds" for n in range(30))


@pytest.mark.parametrize("status", [502, 504])
@pytest.mark.parametrize("before", [0, 1], ids=["of the post", "of its details"])
@pytest.mark.parametrize("rsc", [None, []], ids=["Graph may read", "Graph may not read"])
async def test_a_digest_is_posted_once_though_the_platforms_answer_is_lost(
    tmp_path: Path, rsc: list[str] | None, before: int, status: int
) -> None:
    async with staged(tmp_path, rsc=rsc) as stage:
        rounds = await daily(stage)
        stage.teams.connector.loses_answer("POST", status, after=before)
        for _ in range(5):
            await rounds.tick()
            stage.teams.passes(180)
        assert not stage.teams.connector.scripted
        posts = [m for m in stage.teams.seen_by(stage.ben, stage.channel) if m["author"] == BOT]
        assert [post["root"] for post in posts].count(None) == 1
        assert len(posts) == len({json.dumps(post["attachments"]) for post in posts})
        assert len(posts) > 1 or (rsc, before) == ([], 0)


async def daily(stage: Stage) -> Rounds:
    """A digest of #Planning that is due now, of more than its post can hold, and what posts it."""
    tools, stores, clock = stage.tools[0], stage.stores, stage.clock
    assert stores
    channel = Channel("teams", stage.group, stage.channel, "Launch / Planning")
    await tools.installed.refresh(TeamsWorkspace(stage.group, stage.tenant, stage.teams.service_url, stage.team))
    now, day = clock(), timedelta(days=1)
    for n, task in enumerate(TASKS):
        sent = now - timedelta(minutes=n + 1)
        await stores.messages.hear(channel, Message(f"{sent.timestamp() * 1000:.0f}", BEN, task, sent))
    digest = Digest(
        *("d", "teams", stage.group, (channel,), channel, Person(stage.aad(stage.ana), "Ana"), now - day),
        at=time(now.hour, now.minute),
        days=tuple(range(7)),
        max_words=60,
    )
    await stores.setups.put(digest, now)
    access = TeamsAccess(tools.roster)
    reach = wiring.Reach(publisher(tools), TeamsAudience(tools.roster), access)
    minutes: Any = Minutes()  # the core asks no more of them
    return wiring.scheduled(stage.settings, stores, minutes, Nobody(), {"teams": reach}, clock).rounds
