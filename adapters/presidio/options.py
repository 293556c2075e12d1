"""What the admin sets."""

import hashlib
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

    def contents(self) -> str:
        """A digest of the files, empty where there is none: another one may find something else."""
        files = [Path(name) for name in (self.recognizers, self.model) if name is not None]
        digest = hashlib.blake2b(digest_size=16)
        for file in files:
            if file.is_file():
                digest.update(file.read_bytes())
        return digest.hexdigest() if files else ""
