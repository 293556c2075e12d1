"""What is installed: the packages of the card, at locked versions, and everything our own packages consist of."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [ROOT / "constraints.txt", ROOT / "tests" / "constraints.txt"]
CARD = {
    *("slack-bolt", "discord-py", "botbuilder-core", "anthropic", "aiosqlite", "redis", "apscheduler"),
    *("presidio-analyzer", "tenacity"),
}
PINNED = re.compile(r"([a-z0-9][a-z0-9-]*)==[\w.+!]+(?: ; [^\\\n]+)?((?: \\\n {4}--hash=sha256:[0-9a-f]{64})+)\n")


def normal(requirement: str) -> str:
    """The name of a requirement as registries compare names."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.fixture(scope="module")
def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(requirement) for requirement in project["dependencies"]}


def test_the_nine_packages_of_the_card_are_declared(declared: set[str]) -> None:
    assert declared >= CARD


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_holds_names_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert PINNED.sub("", text) == ""
    names = [found[1] for found in PINNED.finditer(text)]
    assert names == sorted(names)


def test_everything_declared_is_locked(declared: set[str]) -> None:
    text = LOCKS[0].read_text(encoding="utf-8")
    assert declared <= {found[1] for found in PINNED.finditer(text)}


def test_the_wheel_holds_every_file_of_our_packages_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
        [entry_points] = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "recap = bots.cli.main:main" in archive.read(entry_points).decode()
    app = {f"bots/manifests/teams/{file.name}" for file in (ROOT / "manifests" / "teams").iterdir()}
    assert inside == {*_files_of_packages(), *app}


def _files_of_packages() -> Iterator[str]:
    for package in ("bots", "core", "adapters", "storage"):
        for file in (ROOT / package).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(ROOT).as_posix()
