"""`python -m tests.bots.ahead FILE PLATFORM`: `recap run PLATFORM` by a clock that is ahead by the seconds in the file.

So minutes and hours pass for a process as fast as a test writes them down; nothing else of it is different.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bots.cli import running


def _run(file: Path, platform: str) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(file.read_text()))

    running.run(argparse.Namespace(platform=platform), clock)


if __name__ == "__main__":  # not in the processes that it starts
    _run(Path(sys.argv[1]), sys.argv[2])
