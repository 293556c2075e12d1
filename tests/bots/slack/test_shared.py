"""A channel that two workspaces share (Slack Connect): for each its own rows, people of the other named as such."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest

from adapters.slack.installed import Installation
from bots import wiring
from bots.platforms import together
from bots.slack.wiring import running
from core.models import Channel, Message, Person
from tests.bots.slack.asking.stage import texts
from tests.bots.slack.process import free_port
from tests.bots.slack.stage import Eyes, Stage, stage, until

PROMISE = "I will send the press release about the pricing page by Thursday"
DECISION = "Decision: the launch of the pricing page moves to Friday because the tests are slow"
ONLY_THERE = "Decision: the launch budget of Initech is twelve thousand dollars"


@dataclass
class Shared:
    """#general of Acme (ana, ben), shared with Initech, where cid is."""

    stage: Stage
    stores: wiring.Stores
    other: str
    cid: str

    async def asks(self, person: str) -> str:
        """All that the person is told."""
        slack = self.stage.slack
        await slack.uses_command(person, self.stage.channel, "/summarize", "last 50").answered()

        async def answered() -> bool:
            return any("Read " in text for text in self.read(person))

        await until(answered)
        return self.read(person)[-1]

    def read(self, person: str) -> list[str]:
        return [texts(m) for m in self.stage.slack.seen_by(person) if m.get("is_ephemeral")]


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Shared]:
    async with stage(tmp_path, many=True) as it, _shared(it) as world:
        yield world


@asynccontextmanager
async def _shared(it: Stage) -> AsyncIterator[Shared]:
    slack = it.slack
    other = slack.world.add_workspace("Initech")
    cid = slack.world.add_user(other, "cid")
    slack.world.install(it.team)
    slack.world.shares(it.channel, other)
    slack.state.channels[it.channel].members += [cid, slack.world.bot(it.team)]
    settings = replace(it.settings, http_port=free_port(), analysis_processes=1)
    async with wiring.stores(settings) as stores:
        for team in (it.team, other):
            kept = Installation(team, slack.world.tokens()[team], slack.world.bot(team), "https://acme.slack.com")
            await stores.installations.put("slack", team, json.dumps(asdict(kept)))
        async with together([running(settings, stores, Eyes(), it.clock)], settings.http_port):
            yield Shared(it, stores, other, cid)


async def test_people_of_the_other_workspace_are_named_as_such_in_answers(shared: Shared) -> None:
    slack = shared.stage.slack
    slack.says(shared.cid, shared.stage.channel, PROMISE)
    slack.says(shared.stage.ben, shared.stage.channel, DECISION)
    await slack.deliveries.settled()
    assert "cid (Initech)" in await shared.asks(shared.stage.ana)
    at_home = await shared.asks(shared.cid)
    assert "cid" in at_home
    assert "(Initech)" not in at_home


async def test_an_answer_in_one_workspace_is_made_of_its_own_rows_though_the_channel_has_one_id(shared: Shared) -> None:
    slack, channel = shared.stage.slack, shared.stage.channel
    slack.says(shared.stage.ben, channel, DECISION)
    await slack.deliveries.settled()
    there = Channel("slack", shared.other, channel, "")
    row = Message(slack.state.ts(), Person(shared.cid, "cid"), ONLY_THERE, shared.stage.clock())
    await shared.stores.messages.hear(there, row)
    here = await shared.asks(shared.stage.ana)
    assert "moves to Friday" in here
    assert "Read 1 of 1 messages" in here
    assert "twelve thousand" not in here
    assert "twelve thousand" in await shared.asks(shared.cid)


async def test_who_shares_no_channel_with_it_is_told_nothing_of_it(shared: Shared) -> None:
    slack = shared.stage.slack
    slack.says(shared.stage.ben, shared.stage.channel, DECISION)
    await slack.deliveries.settled()
    dora = slack.world.add_user(shared.other, "dora")
    lobby = slack.world.add_channel(shared.other, "lobby", [dora])
    mark = f"<#{shared.stage.channel}|general> last 50"
    await slack.uses_command(dora, lobby, "/summarize", mark).answered()

    async def refused() -> bool:
        return any("cannot read" in text for text in shared.read(dora))

    await until(refused)
    assert "Friday" not in " ".join(shared.read(dora))
