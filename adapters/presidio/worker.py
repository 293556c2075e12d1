"""A process that examines texts, and its other end. Presidio is imported in the process only."""

import os
import signal
import time
from collections.abc import Sequence
from ctypes import c_long
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from adapters.presidio.options import Options
from core.errors import RecapError, RedactionError
from core.redaction.policy import Policy
from core.redaction.spans import Finding

if TYPE_CHECKING:
    from adapters.presidio.finder import Finder

START_MAX_SECONDS = 120.0  # a large language model takes its time
POLLS_A_DEADLINE = 8


class StuckError(Exception):
    """The text at this place of the batch has used up its time."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class Worker:
    """Blocking: belongs into a thread, one call at a time. The process starts with a call, anew after a loss."""

    def __init__(self, options: Options, deadline: float, nice: int = 0) -> None:
        self._options, self._deadline, self._nice = options, deadline, nice
        self._context = _context()
        self._progress = self._context.RawValue(c_long, 0)
        self._process: Any = None
        self._connection: Connection | None = None

    def find(self, texts: Sequence[str], policy: Policy) -> list[tuple[Finding, ...]]:
        """Errors: `StuckError`, the process is gone then; `RedactionError`; `OperatorError`."""
        try:
            connection = self._connection or self._start()
            self._progress.value = 0
            connection.send((texts, policy))
            self._await(connection)
            findings: list[tuple[Finding, ...]] = _received(connection)
            return findings
        except (EOFError, OSError) as error:
            self.stop()
            raise RedactionError("the search for personal data broke off; nothing was sent") from error
        except StuckError:
            self.stop()
            raise

    def stop(self) -> None:
        if self._connection:
            self._connection.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._connection = None

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._options, self._progress, self._nice), daemon=True
        )
        process.start()
        theirs.close()
        self._connection, self._process = ours, process
        if not self._connection.poll(START_MAX_SECONDS):
            raise EOFError
        try:
            _received(self._connection)
        except RecapError:
            self.stop()
            raise
        return self._connection

    def _await(self, connection: Connection) -> None:
        at, since = 0, time.monotonic()
        while not connection.poll(self._deadline / POLLS_A_DEADLINE):
            if at != self._progress.value:
                at, since = self._progress.value, time.monotonic()
            elif time.monotonic() - since >= self._deadline:
                raise StuckError(at)


def _context() -> Any:
    """Workers are forked from a server that has imported Presidio once, where the system can."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["adapters.presidio.finder"])
    return context


def _received(connection: Connection) -> Any:
    answer = connection.recv()
    if isinstance(answer, RecapError):
        raise answer
    return answer


def _serve(connection: Connection, options: Options, progress: Any, nice: int) -> None:
    """The process: says that it is ready, then answers one batch after the other until the other end is closed."""
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other end
    try:
        from adapters.presidio.finder import Finder

        finder = Finder(options)
        connection.send(None)
        while True:
            texts, policy = connection.recv()
            connection.send(_answers(finder, texts, policy, progress))
    except RecapError as error:
        connection.send(error)
    except EOFError:
        return


def _answers(finder: "Finder", texts: Sequence[str], policy: Policy, progress: Any) -> Any:
    """The findings of each text, or the error that keeps all of them here."""
    answers = []
    try:
        for progress.value, text in enumerate(texts):
            answers.append(finder.find(text, policy))
    except Exception as error:  # whatever a recognizer raises; its message may quote the text
        return RedactionError(f"the search for personal data failed ({type(error).__name__}); nothing was sent")
    return answers
