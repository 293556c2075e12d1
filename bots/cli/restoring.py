"""`recap restore`."""

import argparse
from pathlib import Path

from bots.settings import read_settings
from storage.sqlite.backup import restore


def run(options: argparse.Namespace) -> None:
    settings = read_settings()
    found = restore(settings.database, Path(options.file), settings.master_key)
    print(f"{settings.database} is what it was in {options.file}, under the master key {found.key.fingerprint}.")
