"""`recap --help` answers at once: it loads a handful of our modules and no third party's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARGUMENTS = {f"bots.cli.arguments{name}" for name in ("", ".administering", ".asking", ".common", ".models")}
MAY_LOAD = {"bots", "bots.cli", "bots.cli.main", *ARGUMENTS, "core", "core.errors"}
HEAVY = {"asyncio", "sqlite3", "http", "email", "unittest", "ssl"}  # of the standard library, and not wanted here

LOADED = """
import sys
before = set(sys.modules)
from bots.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    assert not left.code
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", LOADED, *arguments]
    return set(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("summarize", "--help")])
def test_help_loads_exactly_these_modules_of_ours_and_no_third_partys(arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert {name for name in modules if name.split(".")[0] not in sys.stdlib_module_names} == MAY_LOAD
    assert modules & HEAVY == set()


def test_a_file_is_summarized_without_the_database_and_the_page(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "a", "messages": []}')
    modules = loaded("summarize", "rows.jsonl", "--json", "--offline")
    assert modules & {"aiosqlite", "asyncio", "dotenv", "rich", "bots.wiring"} == set()
