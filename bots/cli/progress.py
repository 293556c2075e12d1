"""A progress bar on standard error, where that is a terminal and the work is long."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

LONG_SECONDS = 1.0  # less than that needs no bar


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yields a function that is told how much is done so far, in the unit of `total`; 0 is a total nobody knows."""
    with ExitStack() as bar:
        if sys.stderr.isatty():
            yield _Bar(what, total, bar).show
        else:
            yield lambda done: None


class _Bar:
    def __init__(self, what: str, total: int, stack: ExitStack) -> None:
        self._what, self._total, self._stack = what, total, stack
        self._start = time.monotonic()
        self._update: Callable[[int], None] | None = None

    def show(self, done: int) -> None:
        if self._update is None and time.monotonic() - self._start > LONG_SECONDS:
            self._update = self._begin()
        if self._update:
            self._update(done)

    def _begin(self) -> Callable[[int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

        columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
        # rich would send standard output to the bar's terminal too: answers belong where they were sent.
        console = Console(stderr=True)
        bar = self._stack.enter_context(Progress(*columns, console=console, transient=True, redirect_stdout=False))
        task = bar.add_task(self._what, total=self._total or None)
        return lambda done: bar.update(task, completed=done)
