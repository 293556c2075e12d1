"""`recap keys rotate`."""

import argparse
import asyncio

from bots.settings import read_settings
from storage.sqlite.rotation import rotate


def run(_: argparse.Namespace) -> None:
    settings = read_settings()
    found = asyncio.run(rotate(settings.database, settings.master_key, settings.new_master_key))
    if found.file is None:
        print(f"The master key is {found.key.fingerprint} now: set RECAP_MASTER_KEY to RECAP_NEW_MASTER_KEY.")
    else:
        print(f"The master key is {found.key.fingerprint} now, in {found.file}: keep a copy apart from backups.")
    print("Older backups need the older key. Start Recap again where it runs.")
