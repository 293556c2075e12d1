"""`recap check` says in one screen what is set up, what is missing and how to mend it."""

import asyncio
from pathlib import Path

import pytest

from bots.cli.main import main
from bots.settings import read_settings
from bots.wiring import stores
from core import __version__
from core.models import Channel, Message, Person
from storage.encryption import MasterKey
from storage.sqlite.migrations import VERSION
from tests.adapters.embeddings import tiny

LINES_OF_A_SCREEN = 24


def screen(capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    assert main(["check"]) == status
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") <= LINES_OF_A_SCREEN
    return out


def store(channels: int, workspaces: int = 1) -> None:
    async def importing() -> None:
        async with stores(read_settings()) as opened, opened.messages.importing() as batch:
            for n in range(channels):
                channel = Channel("slack", f"T{n % workspaces}", f"C{n}", f"channel-{n}")
                await batch.add(channel, [Message(str(m), Person("U1", "Ana"), "Hello") for m in range(3)])

    asyncio.run(importing())


def test_a_fresh_installation_is_told_what_to_do_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = screen(capsys)
    assert f"{__version__} on Python 3." in shown
    assert f"{read_settings().database}, schema version {VERSION}\n" in shown
    assert f"there is no {tmp_path}/.env" in shown
    assert f"in {read_settings().database}.key: keep a copy apart from backups, or set RECAP_MASTER_KEY" in shown
    assert "nothing yet: recap import PATH" in shown
    for word in ("offline engine", "RECAP_SLACK_BOT_TOKEN", "RECAP_DISCORD_TOKEN", "RECAP_TEAMS_APP_ID"):
        assert word in shown


def test_a_key_from_the_settings_is_named_by_its_fingerprint(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = MasterKey.generated()
    monkeypatch.setenv("RECAP_MASTER_KEY", key.text())
    shown = screen(capsys)
    assert f"{key.fingerprint}, of RECAP_MASTER_KEY\n" in shown
    assert key.text() not in shown


def test_a_key_that_is_none_is_to_be_mended(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_MASTER_KEY", "secret")
    assert "To mend   RECAP_MASTER_KEY is not base64" in (shown := screen(capsys, status=3))
    assert "secret" not in shown


def test_what_was_imported_is_counted_by_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    store(channels=3, workspaces=2)
    assert "slack T0: channels 2, messages 6\n" in screen(capsys)


def test_many_workspaces_still_fit_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    store(channels=40, workspaces=40)
    assert "and 34 more workspaces\n" in screen(capsys)


def test_a_misspelled_variable_is_pointed_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_DATABSE", "x")
    assert "RECAP_DATABSE is set, but nothing reads it: did you mean RECAP_DATABASE?" in screen(capsys)


def test_a_database_that_cannot_be_used_has_its_own_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("RECAP_DATABASE=notes.txt\n")
    (tmp_path / "notes.txt").write_text("These are my notes.\n" * 100)
    shown = screen(capsys, status=3)
    assert f"environment, then {tmp_path}/.env" in shown
    assert "To mend   notes.txt is not a Recap database: move the file away or set RECAP_DATABASE" in shown


def test_a_wrong_setting_is_shown_where_it_is_to_be_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECAP_DATABASE", str(tmp_path))
    assert f"To mend   RECAP_DATABASE={tmp_path} is a folder" in screen(capsys, status=3)


def test_it_says_how_topics_are_told_apart_and_loads_the_model_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Topics    told apart by their words; by meaning: RECAP_EMBEDDINGS_MODEL\n" in screen(capsys)
    monkeypatch.setenv("RECAP_EMBEDDINGS_MODEL", str(tmp_path / "mini"))
    assert f"To mend   {tmp_path}/mini: no such folder; name one with model.onnx" in screen(capsys, status=3)
    tiny.folder(tmp_path / "mini")
    assert f"Topics    told apart by meaning, with the model in {tmp_path}/mini\n" in screen(capsys)


def test_it_says_how_support_is_told_and_loads_the_model_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "Support   of a statement: by its wording; by an entailment model: RECAP_ENTAILMENT_MODEL\n"
    assert line in screen(capsys)
    monkeypatch.setenv("RECAP_ENTAILMENT_MODEL", str(tmp_path / "nli"))
    assert f"To mend   {tmp_path}/nli: no such folder; name one with model.onnx" in screen(capsys, status=3)
    tiny.classifier(tmp_path / "nli", 1)
    assert f"Support   of a statement: with the model in {tmp_path}/nli\n" in screen(capsys)


def test_without_a_key_it_says_how_to_get_answers_of_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = "Model     none, the offline engine answers and costs nothing: set RECAP_ANTHROPIC_API_KEY\n"
    assert wanted in screen(capsys)


def test_servers_and_models_are_named_and_keys_only_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(channels=2, workspaces=2)
    monkeypatch.setenv("RECAP_ANTHROPIC_API_KEY", "sk-one,sk-two")
    monkeypatch.setenv("RECAP_ANTHROPIC_URL", "http://127.0.0.1:9")
    assert main(["settings", "T1", "small_model=tiny", "model_url=http://127.0.0.1:8", "model_key=sk-own"]) == 0
    capsys.readouterr()
    shown = screen(capsys)
    assert "Model     http://127.0.0.1:9, 2 keys: small claude-haiku-5-5, large claude-sonnet-5-5\n" in shown
    assert "          slack T1: http://127.0.0.1:8, 1 key: small tiny, large claude-sonnet-5-5\n" in shown
    assert "slack T0: http" not in shown
    assert "sk-" not in shown


def test_many_workspaces_with_models_of_their_own_still_fit_the_screen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store(channels=12, workspaces=12)
    monkeypatch.setenv("RECAP_ANTHROPIC_API_KEY", "sk-one")
    monkeypatch.setenv("RECAP_ANTHROPIC_URL", "http://127.0.0.1:9")
    for n in range(5):
        assert main(["settings", f"T{n}", f"small_model=tiny-{n}"]) == 0
    capsys.readouterr()
    assert "and 2 more workspaces with models of their own\n" in screen(capsys)
