"""Teams exports: nothing lost, nothing invented."""

import json
from pathlib import Path

from core.models import Reaction
from tests.adapters.made import ANA, BEN, PLACE, TEAM, only, posted, read, teams_folder

CHAT = f"19:{ANA}_{BEN}@unq.gbl.spaces"


def test_a_channel_is_read_with_names_times_and_permalinks(tmp_path: Path) -> None:
    [(channel, message)], tally = read(teams_folder(tmp_path, [posted("101")]))
    assert (channel.platform, channel.workspace, channel.id) == ("teams", TEAM, PLACE)
    assert channel.name == "Product / Design"
    assert (message.author.name, message.text, message.original) == ("Ana Ruiz", "Hello there.", "<p>Hello there.</p>")
    assert message.sent_at
    assert message.sent_at.isoformat() == "2026-03-02T10:00:41.123000+00:00"
    assert message.permalink == "https://teams.example/l/message/101"
    assert (tally.users, tally.messages) == (2, 1)


def test_threads_are_known_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    newest_first = [posted("103", ReplyToId="101"), posted("102"), posted("101")]
    messages, tally = read(teams_folder(tmp_path, newest_first))
    assert {m.id: (m.thread_id, m.reply_to) for _, m in messages} == {
        "101": ("101", None),
        "102": (None, None),
        "103": ("101", "101"),
    }
    assert (tally.threads, tally.replies) == (1, 1)


def test_system_events_from_nobody_are_skipped(tmp_path: Path) -> None:
    event = posted("101", "<systemEventMessage/>", MessageType="unknownFutureValue", From=None)
    messages, tally = read(teams_folder(tmp_path, [event, posted("102")]))
    assert [m.id for _, m in messages] == ["102"]
    assert tally.skipped == {"system event": 1}


def test_words_from_nobody_are_kept(tmp_path: Path) -> None:
    message = only(teams_folder(tmp_path, [posted("101", From=None)]))
    assert (message.author.name, message.text) == ("unknown", "Hello there.")


def test_apps_are_bots(tmp_path: Path) -> None:
    sender = {"User": None, "Application": {"Id": "a1", "DisplayName": "Builder"}}
    assert only(teams_folder(tmp_path, [posted("101", From=sender)])).author.bot


def test_direct_chats_have_their_people_for_a_name_and_are_read_once(tmp_path: Path) -> None:
    message = posted("201", ChannelIdentity=None, ChatId=CHAT, WebUrl=None)
    messages, tally = read(teams_folder(tmp_path, [], {ANA: [message], BEN: [message]}))
    channel = messages[0][0]
    assert (channel.id, channel.name, channel.workspace) == (CHAT, "Ana Ruiz, Ben Ott", tmp_path.name)
    assert (tally.messages, tally.skipped) == (1, {"duplicate": 1})
    assert messages[0][1].permalink == (
        f"https://teams.microsoft.com/l/message/19%3A{ANA}_{BEN}%40unq.gbl.spaces/201?context=%7B%22contextType%22%3A%22chat%22%7D"
    )


def test_mentions_in_html_become_names(tmp_path: Path) -> None:
    mentions = [
        {"Id": 0, "MentionText": "Ben", "Mentioned": {"User": {"Id": BEN, "DisplayName": "Ben Ott"}}},
        {"Id": 1, "MentionText": "Ott", "Mentioned": {"User": {"Id": BEN, "DisplayName": "Ben Ott"}}},
        {
            "Id": 2,
            "MentionText": "Design",
            "Mentioned": {
                "Conversation": {"Id": PLACE, "DisplayName": "Design", "ConversationIdentityType": "channel"}
            },
        },
    ]
    body = '<div><at id="0">Ben</at> <at id="1">Ott</at>, please look at <at id="2">Design</at></div>'
    message = only(teams_folder(tmp_path, [posted("101", body, Mentions=mentions)]))
    assert message.text == "@Ben Ott, please look at #Design"


def test_a_quote_is_shown_and_answers_the_message_quoted(tmp_path: Path) -> None:
    content = {"messageId": "99", "messagePreview": "Shall we?", "messageSender": {"user": {"displayName": "Ben Ott"}}}
    attachment = {"Id": "99", "ContentType": "messageReference", "Content": json.dumps(content), "Name": None}
    broken = {"Id": "98", "ContentType": "messageReference", "Content": "{"}
    event = posted("101", '<attachment id="99"></attachment><p>Yes.</p>', Attachments=[attachment, broken])
    [(_, message)], tally = read(teams_folder(tmp_path, [event]))
    assert (message.text, message.reply_to) == ("> Ben Ott: Shall we?\nYes.", "99")
    assert (message.files, tally.files, tally.replies) == ((), 2, 0)


def test_files_reactions_edits_and_subjects_are_kept(tmp_path: Path) -> None:
    reactions = [{"ReactionType": "like"}, {"ReactionType": "like"}, {"ReactionType": "custom", "DisplayName": "party"}]
    event = posted(
        "101",
        Subject="Plans",
        Attachments=[{"Id": "f", "ContentType": "reference", "Name": "plan.docx"}],
        Reactions=reactions,
        LastEditedDateTime="2026-03-02T11:00:00Z",
    )
    [(_, message)], tally = read(teams_folder(tmp_path, [event]))
    assert (message.text, message.files) == ("Plans\nHello there.", ("plan.docx",))
    assert message.reactions == (Reaction("like", 2), Reaction("party", 1))
    assert message.edited_at
    assert (tally.reactions, tally.edited, tally.files) == (3, 1, 1)


def test_a_deleted_message_keeps_its_place_and_no_words(tmp_path: Path) -> None:
    message = only(teams_folder(tmp_path, [posted("101", DeletedDateTime="2026-03-02T12:00:00Z")]))
    assert (message.text, message.original) == ("", None)


def test_text_bodies_are_taken_as_they_are(tmp_path: Path) -> None:
    event = posted("101") | {"Body": {"ContentType": "text", "Content": "1 < 2 & 3"}}
    assert only(teams_folder(tmp_path, [event])).text == "1 < 2 & 3"


def test_a_byte_order_mark_as_powershell_writes_it_is_no_hindrance(tmp_path: Path) -> None:
    path = teams_folder(tmp_path, [])
    file = path / "teams" / TEAM / f"messages_{TEAM}.json"
    file.write_text(json.dumps([posted("101")]), encoding="utf-8-sig")
    assert only(path).id == "101"


def test_a_team_or_person_that_the_lists_lack_is_shown_by_what_is_there(tmp_path: Path) -> None:
    path = teams_folder(
        tmp_path, [posted("101"), posted("102", ChannelIdentity={"TeamId": "t-9", "ChannelId": "19:x"})]
    )
    (path / "users" / "usersList.json").unlink()
    messages, tally = read(path)
    assert [(c.name, m.author.name) for c, m in messages] == [
        ("Product / Design", "Ana (guest)"),
        ("19:x", "Ana (guest)"),
    ]
    assert tally.users == 1
