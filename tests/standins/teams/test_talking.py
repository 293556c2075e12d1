"""What people say reaches a bot on the real SDK, and what it answers reaches them."""

from collections.abc import AsyncIterator

import pytest
from botbuilder.core import MessageFactory, TurnContext
from botbuilder.schema import ChannelAccount, ConversationParameters
from botframework.connector.models import ErrorResponseException

from tests.standins.teams.server import TeamsServer
from tests.standins.teams.state import APP_ID, BOT
from tests.standins.teams.teamsbot import Bot, bot_of


class Stage:
    """Contoso with ana and ben in the team Launch and its channel Planning, the app there and with ana."""

    def __init__(self, teams: TeamsServer, bot: Bot) -> None:
        self.teams, self.bot, world = teams, bot, teams.world
        self.tenant = world.add_tenant("Contoso")
        self.ana, self.ben = (world.add_user(self.tenant, name) for name in ("Ana Silva", "Ben Adler"))
        self.team = world.add_team(self.tenant, "Launch", [self.ana, self.ben])
        self.channel = world.add_channel(self.team, "Planning")
        for scope in (self.team, self.ana):
            world.add_app(scope)
        self.chat = world.personal(self.ana)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with TeamsServer() as teams, bot_of(teams) as bot:
        yield Stage(teams, bot)


async def test_a_mention_reaches_the_bot_and_its_reply_joins_the_thread(stage: Stage) -> None:
    async def answer(context: TurnContext) -> None:
        await context.send_activity(MessageFactory.text("Here it is."))

    stage.bot.turn = answer
    root = stage.teams.says(stage.ana, stage.channel, "<at>Recap</at> summarize & be quick")
    await stage.teams.deliveries.settled()
    (heard,) = stage.bot.heard
    assert heard["conversation"]["id"] == f"{stage.channel};messageid={root}"
    assert heard["entities"][0]["mentioned"]["id"] == BOT
    assert 'itemid="0">Recap</span> summarize &amp; be quick</p>' in heard["attachments"][0]["content"]
    seen = stage.teams.seen_by(stage.ben, stage.channel)
    assert [(m["text"], m["root"]) for m in seen[1:]] == [("Here it is.", root)]


async def test_a_chat_is_created_for_a_person_who_has_the_app_and_for_no_other(stage: Stage) -> None:
    async def write(user: str) -> str:
        parameters = ConversationParameters(
            is_group=False, members=[ChannelAccount(id=user)], tenant_id=stage.tenant, bot=ChannelAccount(id=BOT)
        )
        ids: list[str] = []

        async def then(context: TurnContext) -> None:
            sent = await context.send_activity("Your digest")
            ids.append(sent.id)

        await stage.bot.adapter.create_conversation(
            APP_ID, then, parameters, "msteams", stage.teams.service_url, "https://api.botframework.com"
        )
        return ids[0]

    id = await write(stage.ana)
    assert [(m["id"], m["text"]) for m in stage.teams.seen_by(stage.ana)] == [(id, "Your digest")]
    with pytest.raises(ErrorResponseException) as refused:
        await write(stage.ben)
    assert refused.value.response.status_code == 403
