"""`recap settings`, `privacy`, `audit`, `keys`, `backup` and `restore`: what an admin types and what they read."""

import asyncio
import getpass
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bots.cli.main import main
from bots.settings import read_settings
from bots.wiring import stores
from core.models import Channel, Message, Person
from storage.sqlite.messages import opened

GENERAL = Channel("slack", "acme", "C1", "general")
SALARIES = Channel("slack", "acme", "C2", "hr-salaries", "Who earns what")
ELSEWHERE = Channel("discord", "globex", "7", "general")
ANA, BEN = Person("U1", "Ana"), Person("U2", "Ben")


@pytest.fixture(autouse=True)
def _stored() -> None:
    now = datetime.now(UTC)

    async def importing() -> None:
        async with stores(read_settings()) as into, into.messages.importing() as batch:
            for channel in (GENERAL, SALARIES, ELSEWHERE):
                sent = [
                    Message("1", ANA, f"The build is red since this morning in {channel.name}.", now),
                    Message("2", BEN, "@Ana the cache was full, so the build could not write.", now),
                ]
                await batch.add(channel, sent)

    asyncio.run(importing())


def recap(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert main(arguments) == status
    out, err = capsys.readouterr()
    return out, err


def objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> Sequence[Any]:
    return [json.loads(line) for line in recap(capsys, *arguments)[0].splitlines()]


def left_out(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], dict[str, int]]:
    answers = objects(capsys, "summarize", "--json")
    return {
        (a["workspace"], a["channel"]): {x["reason"]: x["count"] for x in a["coverage"]["left_out"]} for a in answers
    }


def test_settings_are_listed_changed_and_obeyed_by_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    listed = "# slack acme\nmessages_days=30\naudit_days=365\nblocked_channels=\nopted_out=\n"
    listed += "always_redacted=\nnever_redacted=\n"
    out, errors = recap(capsys, "settings", "acme")
    assert (out[: len(listed)], errors) == (listed, "")
    out, _ = recap(capsys, "settings", "acme", "blocked_channels=hr-*", "opted_out=Ana")
    assert "blocked_channels=hr-*\nopted_out=Ana\n" in out
    assert recap(capsys, "settings", "acme")[0] == out
    assert left_out(capsys) == {
        ("globex", "general"): {},
        ("acme", "general"): {"author opted out": 1},
        ("acme", "hr-salaries"): {"channel is blocked": 2},
    }


def test_a_wrong_setting_changes_none_and_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    before = recap(capsys, "settings", "acme")
    wrong = recap(capsys, "settings", "acme", "messages_days=5", "messages_days=soon", status=2)
    assert wrong == ("", "recap: messages_days=soon: give a number of days from 1 to 36500, or forever\n")
    assert recap(capsys, "settings", "acme") == before
    assert recap(capsys, "settings", "umbrella", status=2) == (
        "",
        "recap: no workspace 'umbrella': there is acme, globex\n",
    )


def test_a_purge_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    async def import_a_month_ago() -> None:
        def clock() -> datetime:
            return datetime.now(UTC) - timedelta(days=31)

        async with opened(read_settings().database, clock=clock) as messages, messages.importing() as batch:
            await batch.add(GENERAL, [Message("3", BEN, "Old news"), Message("4", BEN, "Older news")])

    asyncio.run(import_a_month_ago())
    assert sorted(recap(capsys, "privacy", "purge")[0].splitlines()) == [
        "purged discord globex: messages 0, audit entries 0, calls 0",
        "purged slack acme: messages 2, audit entries 0, calls 0",
    ]


def test_everything_of_a_person_is_exported_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    [found] = objects(capsys, "privacy", "export", "Ana", "--workspace", "acme")
    assert (found["workspace"], found["person"]) == ("acme", {"id": "U1", "name": "Ana"})
    assert sorted((m["channel"]["name"], m["text"]) for m in found["messages"]) == [
        ("general", "The build is red since this morning in general."),
        ("hr-salaries", "The build is red since this morning in hr-salaries."),
    ]
    assert {f["workspace"] for f in objects(capsys, "privacy", "export", "U1")} == {"acme", "globex"}
    assert recap(capsys, "privacy", "export", "Eve", status=2) == ("", "recap: nobody called 'Eve'\n")


def test_a_forgotten_person_is_in_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = recap(capsys, "privacy", "forget", "U1", "--workspace", "acme")
    assert out == "forgot slack acme: messages 2, mentions 2, audit entries 0\n"
    assert err == "recap: what they write from now on: recap settings acme opted_out=ID\n"
    shown, _ = recap(capsys, "summarize", "--workspace", "acme", "--json")
    assert "Ana" not in shown
    assert "forgotten person" in shown


def test_erasing_asks_for_the_id_of_the_workspace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    out, err = recap(capsys, "privacy", "erase", "acme", status=2)
    assert out == ""
    assert err.startswith("to erase slack acme: channels 2, messages 4\nThis cannot be undone.")
    assert err.endswith("recap: nothing was erased: type the id of the workspace, or add --yes\n")
    assert len(left_out(capsys)) == 3
    monkeypatch.setattr("sys.stdin", io.StringIO("acme\n"))
    out, err = recap(capsys, "privacy", "erase", "acme")
    assert out == "erased slack acme: channels 2, messages 4\n"
    assert "backups made before still hold the workspace" in err
    assert set(left_out(capsys)) == {("globex", "general")}


def test_erasing_does_not_ask_where_yes_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert recap(capsys, "privacy", "erase", "acme", "--yes")[0] == "erased slack acme: channels 2, messages 4\n"
    assert recap(capsys, "privacy", "erase", "acme", "--yes", status=2)[1] == (
        "recap: no workspace 'acme': there is globex\n"
    )


def test_each_answer_from_the_store_is_in_the_audit_log_without_what_people_wrote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    recap(capsys, "summarize", "--workspace", "acme", "--focus", "the cache", "--json")
    entries = objects(capsys, "audit", "--json")
    assert [(e["channel"]["name"], e["what"], e["engine"], e["messages"], e["cost"]) for e in entries] == [
        ("general", "summary", "offline", 2, 0.0),
        ("hr-salaries", "summary", "offline", 2, 0.0),
    ]
    assert {e["who"]["name"] for e in entries} == {getpass.getuser()}
    for text in ("cache", "build", "Ana", "Who earns"):
        assert text not in json.dumps(entries)


def test_a_file_given_leaves_no_trace_in_the_audit_log(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "a", "messages": []}')
    recap(capsys, "summarize", "rows.jsonl", "--json")
    assert objects(capsys, "audit", "--json") == []


def test_the_audit_log_is_filtered_by_time_channel_workspace_and_person(capsys: pytest.CaptureFixture[str]) -> None:
    recap(capsys, "summarize", "--json")
    for question, expected in (
        ((), 3),
        (("--channel", "#General"), 2),
        (("--channel", "C2"), 1),
        (("--workspace", "globex"), 1),
        (("--who", f"cli:{getpass.getuser()}"), 3),
        (("--who", "U1"), 0),
        (("--since", "2 hours ago"), 3),
        (("--until", "yesterday"), 0),
    ):
        assert len(objects(capsys, "audit", "--json", *question)) == expected, question
    line = recap(capsys, "audit", "--channel", "hr-salaries")[0]
    assert f"{getpass.getuser()}  summary of #hr-salaries (acme)  offline, messages 2, redactions 0, $0.0000\n" in line
    assert "no workspace 'umbrella'" in recap(capsys, "audit", "--workspace", "umbrella", status=2)[1]


def test_keys_are_rotated_backed_up_apart_and_a_backup_is_restored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    database = read_settings().database
    out, _ = recap(capsys, "keys", "rotate")
    assert out.startswith("The master key is ")
    assert f"in {database}.key: keep a copy apart from backups.\n" in out
    out, _ = recap(capsys, "backup", "copy")
    assert out.startswith("copy is written. It is of no use without the master key ")
    recap(capsys, "privacy", "erase", "acme", "--yes")
    assert recap(capsys, "restore", "copy")[0].startswith(f"{database} is what it was in copy, under the master key")
    assert len(left_out(capsys)) == 3
    assert recap(capsys, "backup", "copy", status=3) == ("", "recap: copy is there already: name a new file\n")
    assert recap(capsys, "restore", "nothing", status=2) == ("", "recap: nothing: there is no such file\n")
