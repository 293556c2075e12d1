"""Slack exports: nothing lost, nothing invented."""

import zipfile
from pathlib import Path

import pytest

from core.models import Reaction
from tests.adapters.made import Json, archive, folder, only, read, said, slack_files


def one(tmp_path: Path, event: Json, **lists: list[Json]) -> Path:
    return archive(tmp_path / "one.zip", slack_files({"general/2026-03-02": [event]}, **lists))


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_every_message_is_counted_and_read_in_order(tmp_path: Path, packed: bool) -> None:
    days = {
        "general/2026-03-03": [said("1772500000.000100"), said("1772500000.000200")],
        "general/2026-03-02": [said("1772400000.000100", user="U2")],
        "チャネル/2026-03-02": [said("1772400000.000300")],
    }
    files = slack_files(days)
    messages, tally = read(archive(tmp_path / "team.zip", files) if packed else folder(tmp_path / "team", files))
    assert [(c.name, m.id) for c, m in messages] == [
        ("general", "1772400000.000100"),
        ("general", "1772500000.000100"),
        ("general", "1772500000.000200"),
        ("チャネル", "1772400000.000300"),
    ]
    assert (tally.users, tally.messages, tally.skipped) == (3, 4, {})
    channel, message = messages[3]
    assert (channel.platform, channel.workspace, channel.id) == ("slack", "T77", "C2")
    assert message.author.name == "Ana"
    assert message.sent_at
    assert message.sent_at.isoformat() == "2026-03-01T21:20:00.000300+00:00"


def test_a_workspace_that_is_given_wins_over_the_roster(tmp_path: Path) -> None:
    [(channel, _)], _ = read(one(tmp_path, said("1.0")), workspace="ACME")
    assert channel.workspace == "ACME"


def test_without_a_roster_the_workspace_is_the_name_of_the_file(tmp_path: Path) -> None:
    [(channel, message)], tally = read(one(tmp_path, said("1.0"), users=[]))
    assert (channel.workspace, message.author.name, tally.users) == ("one", "U1", 0)


def test_folder_names_in_utf8_are_read_where_the_zip_does_not_say_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", slack_files({"チャネル/2026-03-02": [said("1.0")]}))
    flagged, unflagged = b"\x00\x08", b"\x00\x00"  # bit 11 of the general purpose flags, in both headers
    data = bytearray(path.read_bytes())
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(header, place + 1)) >= 0:
            if data[place + at : place + at + 2] == flagged:
                data[place + at : place + at + 2] = unflagged
    path.write_bytes(data)
    with zipfile.ZipFile(path) as raw:
        assert "チャネル/2026-03-02.json" not in raw.namelist()
    [(channel, _)], _ = read(path)
    assert (channel.name, channel.id) == ("チャネル", "C2")


def test_a_name_that_the_zip_says_is_utf8_is_not_guessed_at(tmp_path: Path) -> None:
    name = "ä".encode().decode("cp437")  # what the same bytes without the flag would be taken for
    [(channel, _)], _ = read(archive(tmp_path / "x.zip", slack_files({f"{name}/2026-03-02": [said("1.0")]})))
    assert channel.name == name


def test_an_export_packed_again_inside_a_folder_is_found(tmp_path: Path) -> None:
    files = slack_files({"general/2026-03-02": [said("1.0")]})
    path = archive(tmp_path / "x.zip", {f"my export/{name}": content for name, content in files.items()})
    [(channel, _)], tally = read(path)
    assert (channel.name, channel.id, tally.users) == ("general", "C1", 3)


def test_a_bot_message_without_user_is_by_the_bot(tmp_path: Path) -> None:
    event = said("1.0", subtype="bot_message", bot_id="B1", username="builder")
    del event["user"]
    author = only(one(tmp_path, event)).author
    assert (author.id, author.name, author.bot) == ("B1", "builder", True)


def test_a_person_who_posts_through_an_app_stays_a_person(tmp_path: Path) -> None:
    assert not only(one(tmp_path, said("1.0", bot_id="B1"))).author.bot


def test_bots_of_the_roster_and_slackbot_are_bots(tmp_path: Path) -> None:
    users: list[Json] = [
        {"id": "UB", "name": "deploys", "is_bot": True},
        {"id": "USLACKBOT", "name": "slackbot", "is_bot": False},
    ]
    events = [said("1.0", user="UB"), said("2.0", user="USLACKBOT")]
    messages, _ = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": events}, users=users)))
    assert [m.author.bot for _, m in messages] == [True, True]


def test_threads_keep_their_shape_and_a_broadcast_stays_in_its_thread(tmp_path: Path) -> None:
    events = [
        said("1.0", thread_ts="1.0", reply_count=2),
        said("2.0", thread_ts="1.0"),
        said("3.0", thread_ts="1.0", subtype="thread_broadcast", root={"ts": "1.0"}),
        said("4.0"),
    ]
    messages, tally = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": events})))
    assert [(m.id, m.thread_id, m.reply_to) for _, m in messages] == [
        ("1.0", "1.0", None),
        ("2.0", "1.0", "1.0"),
        ("3.0", "1.0", "1.0"),
        ("4.0", None, None),
    ]
    assert (tally.messages, tally.threads, tally.replies) == (4, 1, 2)


def test_events_that_are_nobodys_words_are_skipped_with_their_reason(tmp_path: Path) -> None:
    subtypes = ["channel_join", "group_leave", "channel_topic", "tombstone", "huddle_thread", "bot_add"]
    events = [said(f"{i}.0", subtype=subtype) for i, subtype in enumerate(subtypes)]
    messages, tally = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": [*events, {"type": "x"}]})))
    assert messages == []
    assert tally.skipped == {
        "join": 2,
        "leave": 1,
        "system event": 1,
        "deleted message": 1,
        "call": 1,
        "no timestamp": 1,
    }


def test_a_deleted_root_still_counts_its_thread(tmp_path: Path) -> None:
    events = [said("1.0", subtype="tombstone", thread_ts="1.0"), said("2.0", thread_ts="1.0")]
    messages, tally = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": events})))
    assert ([m.id for _, m in messages], tally.threads, tally.replies) == (["2.0"], 1, 1)


def test_a_file_without_text_keeps_its_name(tmp_path: Path) -> None:
    message = only(one(tmp_path, said("1.0", "", files=[{"id": "F1", "name": "plan.pdf"}, {"id": "F2"}])))
    assert (message.text, message.files) == ("", ("plan.pdf", "F2"))


def test_files_of_old_exports_and_comments_on_them_are_read(tmp_path: Path) -> None:
    share = said("1.0", "<@U1> uploaded a file", subtype="file_share", file={"id": "F1", "name": "a.txt"})
    comment = said("2.0", "nice", subtype="file_comment", file={"id": "F1", "name": "a.txt"}, comment={"user": "U2"})
    del comment["user"]
    messages, tally = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": [share, comment]})))
    assert [(m.author.name, m.files) for _, m in messages] == [("Ana", ("a.txt",)), ("Ben Ott", ("a.txt",))]
    assert tally.files == 2


def test_markup_becomes_names_and_the_original_is_kept(tmp_path: Path) -> None:
    message = only(one(tmp_path, said("1.0", "<@U2> see <#C2|>")))
    assert (message.text, message.original) == ("@Ben Ott see #チャネル", "<@U2> see <#C2|>")
    assert only(one(tmp_path, said("1.0", "As it is."))).original is None


def test_reactions_edits_and_their_counts_are_kept(tmp_path: Path) -> None:
    reactions = [{"name": "+1::skin-tone-2", "count": 3, "users": ["U1"]}, {"name": "eyes", "users": ["U1", "U2"]}]
    path = one(tmp_path, said("1.0", reactions=reactions, edited={"user": "U1", "ts": "90.0"}))
    [(_, message)], tally = read(path)
    assert message.reactions == (Reaction("+1", 3), Reaction("eyes", 2))
    assert message.edited_at
    assert message.edited_at.timestamp() == 90
    assert (tally.reactions, tally.edited) == (5, 1)


def test_the_same_message_twice_is_read_once(tmp_path: Path) -> None:
    again = {
        "general/2026-03-02": [said("1.0"), said("1.0"), said("2.0", thread_ts="1.0"), said("2.0", thread_ts="1.0")]
    }
    messages, tally = read(archive(tmp_path / "x.zip", slack_files(again)))
    assert {m.id for _, m in messages} == {"1.0", "2.0"}
    assert (tally.messages, tally.replies, tally.skipped) == (2, 1, {"duplicate": 2})


def test_one_timestamp_in_two_channels_is_two_messages(tmp_path: Path) -> None:
    days = {"general/2026-03-02": [said("1.0")], "チャネル/2026-03-02": [said("1.0")]}
    _, tally = read(archive(tmp_path / "x.zip", slack_files(days)))
    assert (tally.messages, tally.skipped) == (2, {})


def test_posts_without_text_say_what_their_attachments_or_blocks_say(tmp_path: Path) -> None:
    attachments: list[Json] = [{"pretext": "Build 7", "title": "failed", "fallback": "no"}, {"fallback": "see log"}]
    assert only(one(tmp_path, said("1.0", "", attachments=attachments))).text == "Build 7\nfailed\nsee log"
    blocks: list[Json] = [{"type": "divider"}, {"type": "section", "text": {"type": "mrkdwn", "text": "*Deployed*"}}]
    assert only(one(tmp_path, said("1.0", "", blocks=blocks))).text == "Deployed"
    assert only(one(tmp_path, said("1.0", "mine", attachments=attachments))).text == "mine"


def test_permalinks_are_built_where_a_file_tells_the_workspace_address(tmp_path: Path) -> None:
    link = "https://acme.slack.com/files/U1/F1/a.txt"
    events = [
        said("1772400000.000100", thread_ts="1772400000.000100"),
        said("1772400001.000200", thread_ts="1772400000.000100"),
    ]
    events.append(said("1772400002.000300", files=[{"id": "F1", "name": "a.txt", "permalink": link}]))
    messages, _ = read(archive(tmp_path / "x.zip", slack_files({"general/2026-03-02": events})))
    assert [m.permalink for _, m in messages] == [
        "https://acme.slack.com/archives/C1/p1772400000000100",
        "https://acme.slack.com/archives/C1/p1772400001000200?thread_ts=1772400000.000100&cid=C1",
        "https://acme.slack.com/archives/C1/p1772400002000300",
    ]


def test_no_permalink_is_invented(tmp_path: Path) -> None:
    foreign = said("1.0", 'see https://other.slack.com/archives/C1/p1 "permalink": "https://other.slack.com/"')
    assert only(one(tmp_path, foreign)).permalink is None


def test_private_channels_and_direct_messages_are_found_by_their_folders(tmp_path: Path) -> None:
    days = {"secret/2026-03-02": [said("1.0")], "D1/2026-03-02": [said("2.0", "see <#G1>")]}
    files = slack_files(days, groups=[{"id": "G1", "name": "secret"}], dms=[{"id": "D1", "members": ["U1", "U2"]}])
    messages, tally = read(archive(tmp_path / "x.zip", files))
    assert {(c.name, c.id): m.text for c, m in messages} == {
        ("secret", "G1"): "Hello there.",
        ("D1", "D1"): "see #secret",
    }
    assert tally.messages == 2
