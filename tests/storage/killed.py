"""Processes that are killed in the middle of what they do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def child(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that imports this working tree; a warning ends it."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def killed_after(seconds: float, script: str, *arguments: object) -> None:
    """Wait until the script prints a line, then so many seconds, then SIGKILL."""
    with child(script, *arguments) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
