"""Every failure that Recap knows, by who can act on it.

    RecapError
    ├── RequestError      the person who asked can ask differently
    │   ├── InputError        a file is broken: names the file and the place
    │   └── NotFound          no such channel, thread, author
    ├── OperatorError     the admin can mend it: settings, disk, keys
    │   └── StorageError      the database cannot be used
    └── LaterError        nobody can now: it may work later
        ├── ModelError        the model cannot be reached, is too busy, or gave no answer
        └── RedactionError    personal data could not be looked for: nothing may leave

A message is one line that a person can read: what is wrong, where, and what to do.
"""


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


class ModelError(LaterError):
    pass


class RedactionError(LaterError):
    pass
