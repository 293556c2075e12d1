"""Settings come from the environment, then from `.env`; what is wrong is said in one line."""

import re
from pathlib import Path

import pytest

from bots.settings import VARIABLES, given, read_settings
from core.errors import OperatorError

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_the_example_names_exactly_the_variables_that_are_read() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    names = [line.split("=")[0] for line in lines if re.match(r"[A-Z]", line)]
    assert sorted(names) == sorted(VARIABLES)
    for name in names:
        assert lines[lines.index(f"{name}=") - 1].startswith("# "), f"{name} has no comment"


def test_the_example_as_it_is_leaves_every_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings({}, tmp_path) == read_settings({}, tmp_path / "elsewhere")


def test_the_database_is_among_the_users_data_unless_told_otherwise(tmp_path: Path) -> None:
    assert read_settings({}).database.is_relative_to(tmp_path)
    assert read_settings({"RECAP_DATABASE": "~/minutes.db"}).database == Path.home() / "minutes.db"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RECAP_DATABASE=from-file # a comment\nOTHER=1\nRECAP_ODD='a b'\n")
    assert read_settings({}).database == Path("from-file")
    assert read_settings({"RECAP_DATABASE": "from-environment"}).database == Path("from-environment")
    assert given({"RECAP_ODD": "", "RECAP_MORE": "1"}) == {"RECAP_DATABASE": "from-file", "RECAP_MORE": "1"}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"# fine\nRECAP_DATABASE=a\nno setting at all\n", r"\.env, line 3: not a setting: write NAME=value"),
        (b"RECAP_DATABASE='a\n", r"\.env, line 1: not a setting"),
        ("RECAP_DATABASE=ä".encode("latin-1"), r"\.env cannot be read .*: make it a text file in UTF-8"),
    ],
)
def test_a_broken_file_is_named_with_the_line(tmp_path: Path, content: bytes, line: str) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(OperatorError, match=line):
        read_settings({}, tmp_path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"^RECAP_DATABASE=\S+ is a folder: name a file, such as \S+$"):
        read_settings({"RECAP_DATABASE": str(tmp_path)})


def test_what_redaction_needs_is_read(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").touch()
    values = {
        "RECAP_LANGUAGES": "en, DE,en",
        "RECAP_RECOGNIZERS": str(tmp_path / "ours.yaml"),
        "RECAP_ANALYSIS_SECONDS": "0.5",
        "RECAP_ANALYSIS_PROCESSES": "3",
    }
    settings = read_settings(values)
    assert (settings.languages, settings.recognizers) == (("en", "de"), tmp_path / "ours.yaml")
    assert (settings.analysis_seconds, settings.analysis_processes) == (0.5, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RECAP_LANGUAGES", "english"),
        ("RECAP_RECOGNIZERS", "nowhere.yaml"),
        ("RECAP_ANALYSIS_SECONDS", "0"),
        ("RECAP_ANALYSIS_SECONDS", "soon"),
        ("RECAP_ANALYSIS_SECONDS", "nan"),
        ("RECAP_ANALYSIS_PROCESSES", "-1"),
    ],
)
def test_a_wrong_setting_of_redaction_is_named_with_its_value(name: str, value: str) -> None:
    with pytest.raises(OperatorError, match=f"^{name}={value}: "):
        read_settings({name: value})
