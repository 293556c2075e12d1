"""What stands in the repository: where it may stand, and what no file may hold."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {"bots", "core", "adapters", "storage"}
TOP_LEVEL = PACKAGES | {
    *("tests", "manifests", "pyproject.toml", "README.md"),
    *("Makefile", "constraints.txt", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
}
NEVER = {
    "the host of a package registry": re.compile(r"\b(?:pypi|pythonhosted|npmjs|anaconda)\.(?:org|com|python\.org)\b"),
    "an address to install from": re.compile(r"(?<!no-emit-)\b(?:index|find)-(?:url|links)\b"),
    "a path of somebody's machine": re.compile(r"(?<![\w.~])/(?:home|Users|root|work|tmp)/\w"),
}


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that is or would be committed, relative to the top."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return [Path(name) for name in names if name and (ROOT / name).exists()]


def test_the_top_level_is_the_one_that_was_agreed(files: list[Path]) -> None:
    there = {file.parts[0] for file in files}
    assert {name for name in there if not name.startswith(".")} == TOP_LEVEL
    assert ".env.example" in there


def test_every_package_says_what_it_holds_and_tests_are_no_package(files: list[Path]) -> None:
    folders = {file.parent for file in files if file.suffix == ".py" and file.parts[0] in PACKAGES}
    for folder in folders:
        assert (ROOT / folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder
    assert [file for file in files if file.parts[0] == "tests" and file.name == "__init__.py"] == []


def test_no_file_names_a_registry_or_somebodys_machine(files: list[Path]) -> None:
    found = []
    for file in files:
        text = (ROOT / file).read_bytes().decode("utf-8", "replace")
        found += [f"{file}: {what}: {hit[0]}" for what, pattern in NEVER.items() for hit in pattern.finditer(text)]
    assert found == []


def test_only_settings_read_the_environment(files: list[Path]) -> None:
    sources = [file for file in files if file.suffix == ".py" and file.parts[0] in PACKAGES]
    readers = [f.as_posix() for f in sources if re.search(r"\b(environ|getenv)\b", (ROOT / f).read_text("utf-8"))]
    assert readers == ["bots/settings.py"]
