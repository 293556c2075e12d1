"""Every failure that Recap knows, by who can act on it.

    RecapError
    ├── RequestError      the person who asked can ask differently
    │   ├── InputError        a file is broken: names the file and the place
    │   └── NotFound          no such channel, thread, author
    ├── OperatorError     the admin can mend it: settings, disk, keys
    │   └── StorageError      the database cannot be used
    └── LaterError        nobody can now: it may work later
        ├── LimitError        too many requests, or no money left: says when there is room again
        ├── ModelError        the model cannot be reached, is too busy, or gave no answer
        └── RedactionError    personal data could not be looked for: nothing may leave

A message is one line that a person can read: what is wrong, where, and what to do.
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ports.model import Usage


class RecapError(Exception):
    """Base of all; `str()` of it is shown to people."""

    exit_status = 1


class RequestError(RecapError):
    exit_status = 2


class InputError(RequestError):
    def __init__(self, where: object, what: str) -> None:
        super().__init__(f"{where}: {what}")


class NotFound(RequestError):
    pass


class OperatorError(RecapError):
    exit_status = 3


class StorageError(OperatorError):
    pass


class LaterError(RecapError):
    exit_status = 4


class LimitError(LaterError):
    """`until` is when there is room again, aware, in UTC."""

    def __init__(self, text: str, until: datetime) -> None:
        super().__init__(text)
        self.until = until


class ModelError(LaterError):
    """`used` is what the broken answer cost, None where nothing is known of it."""

    def __init__(self, text: str, used: "Usage | None" = None) -> None:
        super().__init__(text)
        self.used = used


class RedactionError(LaterError):
    pass
