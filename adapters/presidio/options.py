"""What the admin sets."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """`model` is a spaCy model by name or folder, or a Presidio file (.yaml) that names another engine.

    `recognizers` is a Presidio recognizers file. `languages` are those of the chat, as in "en"; a spaCy model serves
    all of them, a Presidio file those that it says.
    """

    languages: tuple[str, ...] = ("en",)
    recognizers: Path | None = None
    model: str | None = None
