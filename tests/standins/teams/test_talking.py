"""What people say reaches a bot on the real SDK, and what it answers reaches them."""

import pytest
from botbuilder.core import MessageFactory, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector.models import ErrorResponseException

from tests.standins.teams.stage import Stage
from tests.standins.teams.state import APP_ID, BOT


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


async def test_without_consent_only_mentions_and_personal_chats_reach_the_bot(stage: Stage) -> None:
    stage.teams.world.takes(stage.team, "ChannelMessage.Read.Group")
    said = stage.teams.says(stage.ben, stage.channel, "nobody hears this")
    stage.teams.edits(stage.ben, stage.channel, said, "nor this")
    stage.teams.deletes(stage.ben, stage.channel, said)
    stage.teams.says(stage.ben, stage.channel, "<at>Recap</at> todos")
    stage.teams.says(stage.ana, stage.chat, "help")
    assert sorted(a["text"] for a in await stage.events()) == ["<at>Recap</at> todos", "help"]


async def test_edits_deletions_and_what_is_restored_come_as_documented(stage: Stage) -> None:
    root = stage.teams.says(stage.ana, stage.channel, "hello")
    reply = stage.teams.says(stage.ben, stage.channel, "hi <at>Ana Silva</at>", reply_to=root)
    await stage.teams.settled()
    stage.teams.edits(stage.ben, stage.channel, reply, "hi all")
    await stage.teams.settled()
    stage.teams.deletes(stage.ben, stage.channel, reply)
    await stage.teams.settled()
    for user, message in ((stage.ana, reply), (stage.ana, root)):
        with pytest.raises(ValueError, match="cannot be undone"):
            stage.teams.undeletes(user, stage.channel, message)
    stage.teams.undeletes(stage.ben, stage.channel, reply)
    first, second, edited, deleted, restored = await stage.events()
    assert second["replyToId"] == root
    assert second["entities"][0]["mentioned"] == {"id": stage.ana, "name": "Ana Silva"}
    assert {a["conversation"]["id"] for a in (first, second, edited, deleted)} == {f"{stage.channel};messageid={root}"}
    assert (edited["type"], edited["id"], edited["text"]) == ("messageUpdate", reply, "hi all")
    assert edited["channelData"]["eventType"] == "editMessage"
    assert (deleted["type"], deleted["id"], "text" in deleted) == ("messageDelete", reply, False)
    assert deleted["channelData"]["eventType"] == "softDeleteMessage"
    assert restored["channelData"]["eventType"] == "undeleteMessage"


async def test_a_chats_reply_quotes_and_nobody_speaks_where_they_are_not(stage: Stage) -> None:
    chat = stage.teams.world.add_group_chat(stage.tenant, [stage.ana, stage.ben])
    stage.teams.world.add_app(chat)
    first = stage.teams.says(stage.ana, chat, "ship on Friday?")
    stage.teams.says(stage.ben, chat, "yes", quotes=first)
    heard = (await stage.events())[-1]
    assert (heard["conversation"]["conversationType"], heard["conversation"]["isGroup"]) == ("groupChat", True)
    assert f'itemtype="http://schema.skype.com/Reply" itemid="{first}"' in heard["attachments"][0]["content"]
    with pytest.raises(ValueError, match="not in"):
        stage.teams.says(stage.ben, stage.chat, "let me in")
    with pytest.raises(ValueError, match="quote"):
        stage.teams.says(stage.ben, chat, "yes", reply_to=first)


async def test_reactions_on_the_bots_own_messages_are_told_and_on_others_not(stage: Stage) -> None:
    mine = (await stage.posts(stage.channel, "digest")).body["id"]
    theirs = stage.teams.says(stage.ben, stage.channel, "lunch", silently=True)
    for message in (mine, theirs):
        stage.teams.reacts(stage.ana, stage.channel, message, "like")
    stage.teams.unreacts(stage.ana, stage.channel, mine, "like")
    await stage.teams.settled()
    stage.teams.reacts(stage.ana, stage.channel, mine, "📌")
    assert (await stage.events()).pop()["reactionsAdded"] == [{"type": "1f4cc_pushpin"}]
    with pytest.raises(ValueError, match="neither an emoji"):
        stage.teams.reacts(stage.ana, stage.channel, mine, "pin")
    one, other = sorted(await stage.events(), key=lambda a: "reactionsRemoved" in a)
    assert (one["type"], one["replyToId"], one["reactionsAdded"]) == ("messageReaction", mine, [{"type": "like"}])
    assert other["reactionsRemoved"] == [{"type": "like"}]


async def test_a_kept_reference_serves_to_post_change_and_delete_later(stage: Stage) -> None:
    stage.teams.says(stage.ana, stage.channel, "<at>Recap</at> digest daily")
    (heard,) = await stage.events()
    reference = TurnContext.get_conversation_reference(Activity().deserialize(heard))
    ids: list[str] = []

    async def post(context: TurnContext) -> None:
        ids.append((await context.send_activity("Digest")).id)
        ids.append((await context.send_activity("Too much")).id)

    async def change(context: TurnContext) -> None:
        update = MessageFactory.text("Digest, corrected")
        update.id = ids[0]
        await context.update_activity(update)
        await context.delete_activity(ids[1])

    for turn in (post, change):
        await stage.bot.adapter.continue_conversation(reference, turn, APP_ID)
    assert stage.texts(stage.ben, stage.channel)[1:] == ["Digest, corrected"]


async def test_a_load_is_said_at_its_rate_and_every_answer_is_counted(stage: Stage) -> None:
    done = await stage.teams.loads(200, 0.25, [stage.channel, stage.chat])
    assert (done["given"], done["acknowledged"], done["lost"]) == (50, 50, 0)
    assert len({a["id"] for a in stage.bot.heard}) == 50


async def test_files_are_told_to_bots_in_one_to_one_chats_only(stage: Stage) -> None:
    stage.teams.says(stage.ana, stage.chat, "see", files=["plan.pdf"])
    await stage.teams.settled()
    stage.teams.says(stage.ana, stage.channel, "see", files=["plan.pdf"])
    alone, among = await stage.events()
    assert alone["attachments"][0]["content"]["fileType"] == "pdf"
    assert [a["contentType"] for a in among["attachments"]] == ["text/html"]
