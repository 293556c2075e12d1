"""`recap import`: the contract that other tools rely on, and a database that is never left half way."""

import asyncio
import io
import json
import sqlite3
from pathlib import Path

import pytest

from adapters.exports.files import Stream
from adapters.exports.jsonl import JsonlExport
from bots.cli import importing
from bots.cli.main import main
from bots.settings import read_settings
from bots.wiring import stores
from core.models import Channel, Message
from storage.encryption import MasterKey
from tests.adapters.made import PLACE, archive, discord_file, posted, said, slack_files, teams_folder, wrote

ROOT = "1772400000.000100"


@pytest.fixture
def slack(tmp_path: Path) -> Path:
    events = [
        said(ROOT, thread_ts=ROOT, reactions=[{"name": "tada", "count": 2}]),
        said("1772400001.000100", "Me too.", user="U2", thread_ts=ROOT, edited={"ts": "1772400009.0"}),
        said("1772400002.000100", subtype="channel_join"),
        said("1772400003.000100", files=[{"id": "F1", "name": "plan.pdf"}]),
    ]
    days = {"general/2026-03-01": events, "チャネル/2026-03-01": [said(ROOT)]}
    return archive(tmp_path / "team.zip", slack_files(days))


def stored() -> dict[Channel, list[Message]]:
    async def everything() -> dict[Channel, list[Message]]:
        async with stores(read_settings()) as opened:
            store = opened.messages
            return {channel: [m async for m in store.read(channel)] for channel in await store.channels()}

    return asyncio.run(everything())


def given(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def dump() -> list[str]:
    with sqlite3.connect(read_settings().database) as connection:
        return list(connection.iterdump())


def test_the_counts_come_as_one_object_and_a_dry_run_stores_nothing(
    slack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(slack), "--json", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "platform": "slack",
        "users": 3,
        "channels": {"general": 3, "チャネル": 1},
        "messages": 4,
        "threads": 1,
        "replies": 1,
        "reactions": 2,
        "edited": 1,
        "files": 1,
        "skipped": [{"reason": "join", "count": 1}],
    }
    assert (out.count("\n"), err) == (1, "")
    assert not read_settings().database.exists()


def test_what_was_imported_is_what_was_said(slack: Path) -> None:
    assert main(["import", str(slack), "--json"]) == 0
    [general, other] = stored().items()
    assert general[0] == Channel("slack", "T77", "C1", "general")
    assert [(m.author.name, m.text, m.thread_id) for m in general[1]] == [
        ("Ana", "Hello there.", ROOT),
        ("Ben Ott", "Me too.", ROOT),
        ("Ana", "Hello there.", None),
    ]
    assert [m.id for m in other[1]] == [ROOT]


def test_a_second_import_adds_nothing(slack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(slack)])
    before = stored()
    capsys.readouterr()
    assert main(["import", str(slack)]) == 0
    assert stored() == before
    assert "Stored: 0 new, 4 known already." in capsys.readouterr().out


def test_a_later_export_brings_edits(tmp_path: Path) -> None:
    late = "2026-03-02T12:00:00+00:00"
    main(["import", str(discord_file(tmp_path / "a.json", [wrote("101", "Draft.")])), "--json"])
    main(["import", str(discord_file(tmp_path / "b.json", [wrote("101", "Final.", timestampEdited=late)])), "--json"])
    main(["import", str(tmp_path / "a.json"), "--json"])
    [[message]] = stored().values()
    assert message.text == "Final."


def test_a_workspace_that_is_given_joins_the_export_to_it(slack: Path) -> None:
    main(["import", str(slack), "--workspace", "T-LIVE", "--json"])
    assert {channel.workspace for channel in stored()} == {"T-LIVE"}


def test_files_out_of_order_are_read_in_order_of_time(tmp_path: Path) -> None:
    newest_first = [posted("103", ReplyToId="101"), posted("102"), posted("101")]
    main(["import", str(teams_folder(tmp_path / "teams export", newest_first)), "--json"])
    [(channel, messages)] = stored().items()
    assert channel.id == PLACE
    assert [m.id for m in messages] == ["101", "102", "103"]


def test_json_lines_become_a_channel_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = {"id": "1", "author": "Ana", "text": "Hi.", "thread_id": "1"}
    rows = [{"id": id, "channel": "general", "messages": [message, {**message, "id": "2"}]} for id in "ab"]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert main(["import", str(tmp_path / "rows.jsonl"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["channels"] == {"general (a)": 2, "general (b)": 2}
    assert (found["users"], found["threads"], found["replies"]) == (1, 2, 2)
    assert [c.id for c in stored()] == ["a", "b"]


@pytest.mark.parametrize(("options", "workspace"), [([], "stdin"), (["--workspace", "ACME"], "ACME")])
def test_json_lines_come_from_standard_input_too(
    options: list[str], workspace: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": id, "messages": [{"id": "1", "author": "Ana", "text": "Grüße"}]} for id in "ab"]
    given("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), monkeypatch)
    assert main(["import", "-", "--json", *options]) == 0
    assert json.loads(capsys.readouterr().out)["channels"] == {"a": 1, "b": 1}
    assert [(c.workspace, c.id, m.text) for c, [m] in stored().items()] == [(workspace, id, "Grüße") for id in "ab"]


@pytest.mark.parametrize(("text", "wrong"), [("", ": nothing came"), ('{"id": "a"}', ", line 1: field 'messages' is")])
def test_what_is_wrong_with_standard_input_is_one_line_and_no_database_is_made(
    text: str, wrong: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(text, monkeypatch)
    assert main(["import", "-"]) == 2
    assert capsys.readouterr().err.startswith(f"recap: standard input{wrong}")
    assert not read_settings().database.exists()


def test_standard_input_is_read_line_by_line() -> None:
    row = {"messages": [{"id": "1", "author": "Ana", "text": "Hi."}]}
    rows = [json.dumps({"id": str(i), **row}).encode() + b"\n" for i in range(40)]
    stdin = io.BytesIO(b"".join(rows))
    messages = JsonlExport(Stream(stdin), None).messages()
    assert next(messages)[0].id == "0"
    assert stdin.tell() == len(rows[0])


def test_an_import_says_where_the_key_stands_unless_the_settings_give_it(
    slack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["import", str(slack)]) == 0
    key_file = f"{read_settings().database}.key"
    assert (
        capsys.readouterr().err
        == f"recap: the key to what is stored is in {key_file}: keep a copy apart from backups\n"
    )
    monkeypatch.setenv("RECAP_DATABASE", "other.sqlite3")
    monkeypatch.setenv("RECAP_MASTER_KEY", MasterKey.generated().text())
    assert main(["import", str(slack)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("already", [False, True], ids=["new database", "old database"])
def test_a_broken_export_is_one_line_and_leaves_the_database_as_it_was(
    tmp_path: Path, slack: Path, already: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if already:
        main(["import", str(slack), "--json"])
    before = dump() if already else []
    days = {f"general/2026-03-{day:02}": [said(f"17{day}.{i}") for i in range(400)] for day in range(1, 9)}
    files = slack_files(days)
    files["general/2026-03-08.json"] = files["general/2026-03-08.json"][:-9]
    capsys.readouterr()
    assert main(["import", str(archive(tmp_path / "cut.zip", files)), "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"recap: {tmp_path / 'cut.zip'}, general/2026-03-08.json, line 1, column ")
    assert err.endswith(": the file is cut off here\n")
    assert err.count("\n") == 1
    if already:
        assert dump() == before
    else:
        assert not read_settings().database.exists()


def test_an_export_that_breaks_late_leaves_the_database_as_it_was(
    slack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_MESSAGES", 10)
    main(["import", str(slack), "--json"])
    before = dump()
    files = slack_files({"general/2026-03-02": [said(f"{i}.5") for i in range(1000)]})
    files["general/2026-03-03.json"] = "["
    assert main(["import", str(archive(tmp_path / "cut.zip", files))]) == 2
    assert dump() == before


def test_the_page_names_what_was_found_skipped_and_stored(slack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(slack)])
    assert capsys.readouterr().out == (
        "Slack export team\n"
        "Channel   Messages\n"
        "general          3\n"
        "チャネル         1\n"
        "4 messages, 3 people, 1 thread, 1 reply, 2 reactions, 1 edited, 1 file\n"
        "Skipped: join 1\n"
        "Stored: 4 new.\n"
    )


def test_a_page_of_many_channels_stays_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = slack_files({f"c{i:02}/2026-03-01": [said("1.0")] for i in range(30)})
    main(["import", str(archive(tmp_path / "x.zip", files)), "--dry-run"])
    out = capsys.readouterr().out
    assert "10 more channels        10\n" in out
    assert "A dry run: nothing was stored." in out
