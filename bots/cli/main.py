"""The command line: finds the command, runs it, turns every failure into one line and an exit status."""

import io
import os
import sys
from collections.abc import Sequence

from bots.cli.arguments import parser
from core.errors import RecapError


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0, or that of the error (core/errors.py); 130 after Ctrl-C."""
    options = parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # whatever the locale, and for half characters
    try:
        return int(options.run(options) or 0)
    except RecapError as error:
        print(f"recap: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be flushed goes nowhere
        return 0
    except KeyboardInterrupt:
        return 130
