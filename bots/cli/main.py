"""The command line: finds the command, runs it, turns every failure into one line and an exit status."""

import sys
from collections.abc import Sequence

from bots.cli.arguments import parser
from core.errors import RecapError


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0, or that of the error (core/errors.py); 130 after Ctrl-C."""
    options = parser().parse_args(argv)
    try:
        return int(options.run(options) or 0)
    except RecapError as error:
        print(f"recap: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
