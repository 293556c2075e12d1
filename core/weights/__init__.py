"""What was trained: one file a component, each with the data it came from and its licence."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Any:
    """The content of NAME.json of this package, read once."""
    return json.loads(files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8"))
