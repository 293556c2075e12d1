"""What models are told: one file a prompt and version, `summarize_1.md`. A file that was used is never changed."""

import re
from functools import cache
from importlib.resources import files


@cache
def load(name: str, version: int) -> str:
    """The text of a prompt. Errors: `FileNotFoundError`."""
    return (files(__package__) / f"{name}_{version}.md").read_text(encoding="utf-8").strip()


@cache
def versions(name: str) -> tuple[int, ...]:
    """The versions there are, the newest last."""
    found = (re.fullmatch(rf"{name}_(\d+)\.md", file.name) for file in files(__package__).iterdir())
    return tuple(sorted(int(match[1]) for match in found if match))
