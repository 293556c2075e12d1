"""What REST reads and refuses: history, permissions, direct messages, mentions, nonces, rate limits."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import discord
import pytest

from tests.standins.discord.calling import call, refused
from tests.standins.discord.discordbot import connected
from tests.standins.discord.schema import must_fit
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.state import APP_ID, TOKEN

MESSAGES = "/channels/{channel}/messages"


class Stage:
    """A guild with ana in #general."""

    def __init__(self, server: DiscordServer) -> None:
        self.server, self.world = server, server.world
        self.guild = self.world.add_guild("Acme")
        self.ana = self.world.add_member(self.guild, "ana")
        self.channel = self.world.add_channel(self.guild, "general")
        self.path = f"/channels/{self.channel}/messages"

    async def ids(self, query: str = "") -> list[str]:
        status, answer = await call(self.server, "GET", self.path + query)
        assert status == 200, answer
        return [message["id"] for message in answer]

    async def sends(self, **body: object) -> dict[str, object]:
        """A message of the bot, and whom it pings."""
        status, answer = await call(self.server, "POST", self.path, body)
        assert status == 200, answer
        seen = self.server.seen_by(self.ana, self.channel)[-1]
        assert seen["id"] == answer["id"]
        found: dict[str, object] = seen["pings"]
        return found


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with DiscordServer(tmp_path / "record.jsonl") as server:
        yield Stage(server)
    must_fit(tmp_path / "record.jsonl")


async def test_history_comes_newest_first_in_pages_by_id(stage: Stage) -> None:
    now = time.time()
    ids = [stage.server.says(stage.ana, stage.channel, str(n), at=now - 1000 + n) for n in range(120)]
    assert await stage.ids() == ids[:-51:-1]
    assert await stage.ids("?limit=100") == ids[:-101:-1]
    assert await stage.ids(f"?limit=100&before={ids[20]}") == ids[19::-1]
    assert await stage.ids(f"?limit=10&after={ids[5]}") == ids[15:5:-1]
    assert await stage.ids(f"?limit=3&around={ids[50]}") == [ids[51], ids[50], ids[49]]
    for query in ("?limit=0", "?limit=101", "?before=x", f"?before={ids[0]}&after={ids[1]}"):
        assert await refused(stage.server, "GET", stage.path + query) == (400, 50035)


async def test_what_the_bot_may_not_see_or_do_is_refused(stage: Stage) -> None:
    server = stage.server
    own = server.says(stage.ana, stage.channel, "hello")
    hidden = stage.world.add_channel(stage.guild, "hidden", private_to=[stage.ana])
    assert await refused(server, "GET", f"/channels/{hidden}") == (403, 50001)
    assert await refused(server, "GET", f"/channels/{hidden}/messages") == (403, 50001)
    assert await refused(server, "GET", "/channels/1/messages") == (404, 10003)
    assert await refused(server, "GET", "/guilds/1") == (404, 10004)
    assert await refused(server, "GET", f"{stage.path}/1") == (404, 10008)
    assert await refused(server, "GET", f"/guilds/{stage.guild}/members/1") == (404, 10013)
    assert await refused(server, "PATCH", f"{stage.path}/{own}", {"content": "x"}) == (403, 50005)
    assert (await call(server, "GET", "/users/@me", token="wrong"))[0] == 401
    assert (await call(server, "GET", "/nothing"))[0] == 404
    assert (await call(server, "PUT", "/users/@me"))[0] == 405
    server.sets_bot(stage.guild, "VIEW_CHANNEL")
    server.sets_role(stage.guild, stage.guild, "VIEW_CHANNEL")
    assert await refused(server, "POST", stage.path, {"content": "x"}) == (403, 50013)
    assert await refused(server, "DELETE", f"{stage.path}/{own}") == (403, 50013)
    assert await refused(server, "PUT", f"{stage.path}/{own}/reactions/%F0%9F%91%8D/@me") == (403, 50013)
    assert await stage.ids() == []
    server.kicks_bot(stage.guild)
    assert await refused(server, "GET", stage.path) == (404, 10003)


async def test_a_private_thread_is_for_its_members(stage: Stage) -> None:
    server = stage.server
    thread = server.starts_thread(stage.ana, stage.channel, "quiet", private=True)
    assert await refused(server, "GET", f"/channels/{thread}/messages") == (403, 50001)
    server.joins_thread(APP_ID, thread)
    assert (await call(server, "GET", f"/channels/{thread}/messages"))[0] == 200
    members = (await call(server, "GET", f"/channels/{thread}/thread-members"))[1]
    assert {member["user_id"] for member in members} == {stage.ana, APP_ID}


async def test_archived_threads_are_paged_by_time(stage: Stage) -> None:
    server = stage.server
    threads = []
    for n in range(5):
        threads.append(
            server.starts_thread(stage.ana, stage.channel, f"t{n}", server.says(stage.ana, stage.channel, "x"))
        )
        server.passes(1)
        server.archives(threads[-1])
    place = f"/channels/{stage.channel}/threads/archived/public?limit=2"
    found, query = [], ""
    while True:
        page = (await call(server, "GET", place + query))[1]
        found += [thread["id"] for thread in page["threads"]]
        if not page["has_more"]:
            break
        query = f"&before={page['threads'][-1]['thread_metadata']['archive_timestamp'].replace('+', '%2B')}"
    assert found == threads[::-1]
    assert (await call(server, "GET", f"/guilds/{stage.guild}/threads/active"))[1]["threads"] == []


async def test_members_are_paged_and_need_the_intent(stage: Stage) -> None:
    people = sorted([stage.ana, *(stage.world.add_member(stage.guild, f"p{n}") for n in range(4))], key=int)
    path = f"/guilds/{stage.guild}/members?limit=2"
    first = (await call(stage.server, "GET", path))[1]
    second = (await call(stage.server, "GET", f"{path}&after={first[-1]['user']['id']}"))[1]
    everybody = sorted([*people, APP_ID, stage.server.state.guilds[stage.guild].owner], key=int)
    assert [member["user"]["id"] for member in first + second] == everybody[:4]
    stage.server.switches("members", False)
    assert await refused(stage.server, "GET", path) == (403, 50001)


async def test_who_refuses_direct_messages_gets_none(stage: Stage) -> None:
    opened = (await call(stage.server, "POST", "/users/@me/channels", {"recipient_id": stage.ana}))[1]
    path = f"/channels/{opened['id']}/messages"
    assert (await call(stage.server, "POST", path, {"content": "hello"}))[0] == 200
    stage.server.refuses_dms(stage.ana)
    assert await refused(stage.server, "POST", path, {"content": "hello"}) == (403, 50007)
    assert [m["content"] for m in stage.server.seen_by(stage.ana, opened["id"])] == ["hello"]


async def test_a_nonce_makes_one_message_for_some_minutes(stage: Stage) -> None:
    body = {"content": "digest", "nonce": "n", "enforce_nonce": True}
    first = (await call(stage.server, "POST", stage.path, body))[1]
    assert (await call(stage.server, "POST", stage.path, body))[1]["id"] == first["id"]
    stage.server.passes(301)
    assert (await call(stage.server, "POST", stage.path, body))[1]["id"] != first["id"]
    assert (await call(stage.server, "POST", stage.path, {"content": "x", "nonce": "m"}))[1]["nonce"] == "m"
    assert len(await stage.ids()) == 3


async def test_whom_a_message_pings_follows_its_allowed_mentions(stage: Stage) -> None:
    role = stage.world.add_role(stage.guild, "team", mentionable=True)
    stage.server.sets_bot(stage.guild, "VIEW_CHANNEL SEND_MESSAGES MENTION_EVERYONE")
    text = f"@everyone <@{stage.ana}> <@&{role}>"
    everything = {"users": [stage.ana], "roles": [role], "everyone": True}
    nothing: dict[str, object] = {"users": [], "roles": [], "everyone": False}
    assert await stage.sends(content=text) == everything
    assert await stage.sends(content=text, allowed_mentions={"parse": []}) == nothing
    assert await stage.sends(content=text, allowed_mentions={"users": [stage.ana]}) == nothing | {"users": [stage.ana]}
    assert await stage.sends(embeds=[{"description": text}]) == nothing
    shown = [{"type": 10, "content": text}]
    assert await stage.sends(flags=1 << 15, components=shown) == everything
    assert await stage.sends(flags=1 << 15, components=shown, allowed_mentions={"parse": []}) == nothing
    said = stage.server.says(stage.ana, stage.channel, "hello")
    reply = {"message_id": said}
    assert await stage.sends(content="x", message_reference=reply) == nothing | {"users": [stage.ana]}
    assert await stage.sends(content="x", message_reference=reply, allowed_mentions={"parse": []}) == nothing
    stage.server.sets_bot(stage.guild, "VIEW_CHANNEL SEND_MESSAGES")
    assert (await stage.sends(content=text))["everyone"] is False


async def test_without_the_content_intent_messages_are_blank_but_for_the_exceptions(stage: Stage) -> None:
    server = stage.server
    server.switches("content", False)
    server.says(stage.ana, stage.channel, "plain", files=["a.txt"])
    server.says(stage.ana, stage.channel, f"<@{APP_ID}> to you")
    await call(server, "POST", stage.path, {"content": "own"})
    answer = (await call(server, "GET", stage.path))[1]
    assert [m["content"] for m in answer] == ["own", f"<@{APP_ID}> to you", ""]
    assert answer[-1]["attachments"] == []


async def test_reactions_are_listed_and_belong_to_an_emoji(stage: Stage) -> None:
    server = stage.server
    id = server.says(stage.ana, stage.channel, "hello")
    server.reacts(stage.ana, stage.channel, id, "👍")
    path = f"{stage.path}/{id}/reactions"
    assert (await call(server, "PUT", f"{path}/%F0%9F%91%8D/@me"))[0] == 204
    people = (await call(server, "GET", f"{path}/%F0%9F%91%8D"))[1]
    assert {person["id"] for person in people} == {stage.ana, APP_ID}
    assert (await call(server, "DELETE", f"{path}/%F0%9F%91%8D/@me"))[0] == 204
    assert await refused(server, "PUT", f"{path}/thumbsup/@me") == (400, 10014)


async def test_every_answer_carries_its_rate_limit_and_too_many_are_refused(stage: Stage) -> None:
    server = stage.server
    server.limits_all(None)
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(server.api_url + "/", headers=headers) as session:
        answers = [await session.get(f"channels/{stage.channel}") for _ in range(51)]
    assert [int(a.headers["X-RateLimit-Remaining"]) for a in answers[:3]] == [49, 48, 47]
    assert len({a.headers["X-RateLimit-Bucket"] for a in answers}) == 1
    late = [a for a in answers if a.status == 429]
    for answer in late:
        assert answer.headers["X-RateLimit-Scope"] == "user"
    assert answers[0].headers["Content-Type"] == "application/json"


async def test_over_all_routes_fifty_a_second_are_answered(stage: Stage) -> None:
    server = stage.server
    server.limits_all(3)
    statuses = [await call(server, "GET", f"/{path}") for path in ("users/@me", "gateway/bot", "applications/@me") * 2]
    assert [status for status, _ in statuses] == [200, 200, 200, 429, 429, 429]
    assert statuses[3][1]["global"] is True


async def test_the_client_waits_out_a_rate_limit_on_command(stage: Stage) -> None:
    server = stage.server
    async with connected(server) as bot:
        server.limits("POST", MESSAGES, 0.05, "shared", times=2)
        server.limits("GET", f"{MESSAGES}:1", 5.0)
        await bot.get_channel(int(stage.channel)).send("hello")
        assert await stage.ids()
    assert [c.status for c in server.called("POST", MESSAGES)] == [429, 429, 200]


async def test_a_call_fails_on_command_and_an_answer_gets_lost(stage: Stage) -> None:
    server = stage.server
    server.refuses("GET", MESSAGES, 403, 50001)
    assert await refused(server, "GET", stage.path) == (403, 50001)
    server.loses_answers("POST", MESSAGES)
    with pytest.raises(aiohttp.ClientError):
        await call(server, "POST", stage.path, {"content": "said and not heard"})
    assert len(await stage.ids()) == 1


async def test_a_voice_channel_has_text_and_a_forum_has_none_of_its_own(stage: Stage) -> None:
    server = stage.server
    voice, forum = (stage.world.add_channel(stage.guild, kind, kind) for kind in ("voice", "forum"))
    server.says(stage.ana, voice, "spoken about")
    assert (await call(server, "GET", f"/channels/{voice}/messages"))[1][0]["content"] == "spoken about"
    post = server.posts(stage.ana, forum, "Idea", "first words")
    assert (await call(server, "GET", f"/channels/{post}/messages"))[1][0]["id"] == post
    assert await refused(server, "POST", f"/channels/{forum}/messages", {"content": "x"}) == (400, 50008)


async def test_attached_files_come_as_attachments(stage: Stage) -> None:
    async with connected(stage.server) as bot:
        file = discord.File(__file__, filename="notes.py", description="Notes")
        sent = await bot.get_channel(int(stage.channel)).send("here", file=file)
    assert [(a.filename, a.description) for a in sent.attachments] == [("notes.py", "Notes")]
