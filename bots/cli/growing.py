"""A summary in the terminal while it is written: each statement as it passes its checks, then the page in its place."""

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from bots.cli.inert import inert
from core.summary import Statement, Summary

SHOWN_MAX = 12  # the newest: what grows has to fit a screen


class Growing:
    """A `core.asking.readers.EarlyReader`, for a terminal. `gone` clears what was shown."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, transient=True, auto_refresh=False)
        self._said: list[str] = []

    async def said(self, statement: Statement) -> None:
        self._said.append(statement.text)
        self._show("Reading on ...", self._said)

    async def preliminary(self, summary: Summary) -> None:
        self._show("The model takes its time; until it answers, without one:", [s.text for s in summary.statements()])

    def gone(self) -> None:
        """Before the page is printed, and before the next summary."""
        self._live.stop()
        self._said = []

    def _show(self, title: str, texts: list[str]) -> None:
        self._live.start()
        lines = (Text(f" • {inert(text)}", "dim") for text in texts[-SHOWN_MAX:])
        self._live.update(Group(Text(title, "dim italic"), *lines), refresh=True)
