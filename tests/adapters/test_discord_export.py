"""DiscordChatExporter's JSON: nothing lost, nothing invented."""

import json
from pathlib import Path

from core.models import Reaction
from tests.adapters.made import discord_file, only, read, wrote


def test_a_channel_is_read_with_names_times_and_permalinks(tmp_path: Path) -> None:
    messages, tally = read(discord_file(tmp_path / "general.json", [wrote("101"), wrote("102", author="2")]))
    channel, message = messages[0]
    assert (channel.platform, channel.workspace, channel.id, channel.name) == ("discord", "10", "20", "general")
    assert message.author.name == "User 1"
    assert message.sent_at
    assert message.sent_at.isoformat() == "2026-03-02T09:00:00.500000+00:00"
    assert message.permalink == "https://discord.com/channels/10/20/101"
    assert (tally.users, tally.messages, tally.threads) == (2, 2, 0)


def test_direct_messages_have_the_address_of_direct_messages(tmp_path: Path) -> None:
    whole = json.loads(discord_file(tmp_path / "dm.json", [wrote("101")]).read_text())
    whole["guild"]["id"] = "0"
    (tmp_path / "dm.json").write_text(json.dumps(whole))
    assert only(tmp_path / "dm.json").permalink == "https://discord.com/channels/@me/20/101"


def test_messages_that_stand_before_the_guild_are_read_all_the_same(tmp_path: Path) -> None:
    whole = json.loads(discord_file(tmp_path / "x.json", [wrote("101")]).read_text())
    (tmp_path / "x.json").write_text(json.dumps(dict(sorted(whole.items(), reverse=True))))
    assert only(tmp_path / "x.json").id == "101"


def test_an_edited_message_tells_when(tmp_path: Path) -> None:
    path = discord_file(tmp_path / "x.json", [wrote("101", timestampEdited="2026-03-02T11:00:00+00:00")])
    [(_, message)], tally = read(path)
    assert message.edited_at
    assert (message.edited_at.hour, tally.edited) == (11, 1)


def test_the_same_id_twice_is_one_message_in_its_latest_version(tmp_path: Path) -> None:
    early, late = "2026-03-02T11:00:00+00:00", "2026-03-02T12:00:00+00:00"
    thumb = {"emoji": {"name": "👍"}, "count": 2}
    copies = [
        wrote("101", "old", reactions=[thumb]),
        wrote("101", "new", timestampEdited=late, reactions=[thumb, thumb]),
        wrote("101", "between", timestampEdited=early),
        wrote("102", "other"),
        wrote("102", "other"),
    ]
    messages, tally = read(discord_file(tmp_path / "x.json", copies))
    assert {m.id: m.text for _, m in messages} == {"101": "new", "102": "other"}
    assert (tally.messages, tally.edited, tally.reactions, tally.skipped) == (2, 1, 4, {"duplicate": 3})


def test_a_deleted_user_is_somebody_without_a_name_of_their_own(tmp_path: Path) -> None:
    author = {"id": "456", "name": "Deleted User", "discriminator": "0000", "isBot": False}
    assert (
        only(discord_file(tmp_path / "x.json", [wrote("101", author_=1) | {"author": author}])).author.name
        == "Deleted User"
    )


def test_calls_joins_and_pins_are_skipped_with_their_reason(tmp_path: Path) -> None:
    kinds = ["Call", "GuildMemberJoin", "ChannelPinnedMessage", "20", "RecipientRemove"]
    events = [wrote(str(i), type=kind) for i, kind in enumerate(kinds)]
    messages, tally = read(discord_file(tmp_path / "x.json", events))
    assert messages == []
    assert tally.skipped == {"call": 1, "join": 1, "system event": 1, "app command": 1, "leave": 1}
    assert tally.users == 1


def test_replies_name_their_message_also_where_it_is_missing(tmp_path: Path) -> None:
    replies = [
        wrote("101", type="Reply", reference={"messageId": "7", "channelId": "20", "guildId": "10"}),
        wrote("102", type="Reply", reference={"messageId": None, "channelId": "20", "guildId": "10"}),
        wrote("103"),
    ]
    messages, tally = read(discord_file(tmp_path / "x.json", replies))
    assert [(m.reply_to, m.thread_id) for _, m in messages] == [("7", None), (None, None), (None, None)]
    assert tally.replies == 2


def test_a_forwarded_message_is_a_quote_and_no_reply(tmp_path: Path) -> None:
    event = wrote("101", "", reference={"type": "Forward", "messageId": "7"}, forwardedMessage={"content": "It\nholds"})
    message = only(discord_file(tmp_path / "x.json", [event]))
    assert (message.text, message.reply_to) == ("> It\n> holds", None)


def test_a_thread_is_one_and_its_messages_belong_to_it(tmp_path: Path) -> None:
    path = discord_file(tmp_path / "x.json", [wrote("101")], id="30", type="GuildPrivateThread", name="launch")
    [(channel, message)], tally = read(path)
    assert (channel.name, message.thread_id, tally.threads) == ("launch", "30", 1)


def test_a_public_thread_belongs_to_its_channel_as_it_does_live(tmp_path: Path) -> None:
    parent = {"categoryId": "20", "category": "general"}
    path = discord_file(tmp_path / "x.json", [wrote("101")], id="30", type="GuildPublicThread", name="launch", **parent)
    [(channel, message)], tally = read(path)
    assert (channel.id, channel.name, message.thread_id, tally.threads) == ("20", "general", "30", 1)
    assert str(message.permalink).endswith("/30/101")


def test_mentions_left_raw_become_names_and_the_original_is_kept(tmp_path: Path) -> None:
    mention = {"id": "9", "name": "zed", "nickname": "Zed"}
    event = wrote("101", "<@9> <@!1> <#20> <#21> <@&5>", mentions=[mention])
    event["author"]["roles"] = [{"id": "5", "name": "ops"}]
    other = discord_file(tmp_path / "other.json", [wrote("1")], id="21", name="random")
    discord_file(tmp_path / "x.json", [event])
    messages, _ = read(tmp_path)
    message = next(m for _, m in messages if m.id == "101")
    assert message.text == "@Zed @User 1 #general #random @ops"
    assert message.original == event["content"]
    assert other.exists()


def test_attachments_reactions_and_embeds_are_kept(tmp_path: Path) -> None:
    embeds = [{"title": "Build 7", "description": "**failed**"}]
    reactions = [{"emoji": {"name": "👍"}, "count": 3}, {"emoji": {"name": "party"}, "count": 1}]
    event = wrote("101", "", attachments=[{"fileName": "plan.pdf"}], reactions=reactions, embeds=embeds)
    [(_, message)], tally = read(discord_file(tmp_path / "x.json", [event]))
    assert message.text == "Build 7\nfailed"
    assert (message.files, message.reactions) == (("plan.pdf",), (Reaction("👍", 3), Reaction("party", 1)))
    assert (tally.files, tally.reactions) == (1, 4)


def test_a_folder_is_all_its_channels_and_parts_of_one_belong_together(tmp_path: Path) -> None:
    discord_file(tmp_path / "general [part 1].json", [wrote("101"), wrote("102")])
    discord_file(tmp_path / "general [part 2].json", [wrote("102"), wrote("103")])
    discord_file(tmp_path / "random.json", [wrote("101")], id="21", name="random")
    (tmp_path / "general.json_Files").mkdir()
    (tmp_path / "general.json_Files" / "data.json").write_text('{"attached": true}')
    _, tally = read(tmp_path)
    assert {c.name: n for c, n in tally.channels.items()} == {"general": 3, "random": 1}
    assert (tally.users, tally.skipped) == (1, {"duplicate": 1})
