"""How Discord says no: HTTP status, JSON error code, and for a bad form the tree of what is wrong in it.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json and .../reference#error-messages.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tests.standins.discord.state import Json

Path = tuple[str | int, ...]
MESSAGES = {
    0: "401: Unauthorized",
    10002: "Unknown Application",
    10003: "Unknown Channel",
    10004: "Unknown Guild",
    10007: "Unknown Member",
    10008: "Unknown Message",
    10011: "Unknown Role",
    10013: "Unknown User",
    10014: "Unknown Emoji",
    10015: "Unknown Webhook",
    10062: "Unknown interaction",
    10063: "Unknown application command",
    30010: "Maximum number of reactions reached (20)",
    40005: "Request entity too large. Try sending something smaller in size",
    40060: "Interaction has already been acknowledged.",
    50001: "Missing Access",
    50003: "Cannot execute action on a DM channel",
    50005: "Cannot edit a message authored by another user",
    50006: "Cannot send an empty message",
    50007: "Cannot send messages to this user",
    50008: "Cannot send messages in a non-text channel",
    50013: "Missing Permissions",
    50021: "Cannot execute action on a system message",
    50024: "Cannot execute action on this channel type",
    50027: "Invalid Webhook Token",
    50035: "Invalid Form Body",
    50083: "Thread is archived",
    50109: "The request body contains invalid JSON.",
}


class Refused(Exception):
    def __init__(self, status: int, code: int, message: str | None = None, **more: Any) -> None:
        self.status, self.headers = status, dict[str, str]()
        self.answer: Json = {"message": message or MESSAGES[code], "code": code} | more
        super().__init__(f"{status} {self.answer}")


@dataclass(slots=True)
class Form:
    """Collects what is wrong in a body; `refuse` says it all at once, as Discord does."""

    complaints: list[tuple[Path, str, str]] = field(default_factory=list)

    def wrong(self, path: Path, code: str, message: str) -> None:
        self.complaints.append((path, code, message))

    def missing(self, path: Path) -> None:
        self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")

    def text(self, path: Path, value: Any, most: int, least: int = 0) -> str:
        """A string of so many characters, leading and trailing blanks not counted; None and "" are nothing given."""
        if value is None or value == "":
            if least:
                self.missing(path)
            return ""
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
            return ""
        length = len(value.strip())
        if length > most and least:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif length > most:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif length < least:
            self.missing(path)
        return value

    def number(self, path: Path, value: Any, least: int, most: int, default: int) -> int:
        """An integer in a range, given as a number or, in queries, as text."""
        if value is None:
            return default
        try:
            found = int(value)
        except (TypeError, ValueError):
            self.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return default
        if found > most:
            self.wrong(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        elif found < least:
            self.wrong(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        return found

    def choice(self, path: Path, value: Any, allowed: Collection[Any]) -> None:
        if isinstance(value, bool) or value not in allowed:
            self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {sorted(allowed)}.")

    def objects(self, path: Path, value: Any, most: int, least: int = 0) -> list[Json]:
        """A list of so many objects; those that are none are left out."""
        if value is None and not least:
            return []
        if not isinstance(value, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            code = "BASE_TYPE_BAD_LENGTH" if least else "BASE_TYPE_MAX_LENGTH"
            said = f"Must be between {least} and {most} in length." if least else f"Must be {most} or fewer in length."
            self.wrong(path, code, said)
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                self.wrong((*path, index), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return [item for item in value if isinstance(item, dict)]

    def known(self, path: Path, given: Json, names: Collection[str]) -> None:
        """Discord passes over unknown fields without a word, which is how mistakes stay: here they are refused."""
        for name in given.keys() - set(names):
            self.wrong((*path, name), "UNKNOWN_FIELD", "No such field is documented.")

    def refuse(self) -> None:
        if self.complaints:
            raise Refused(400, 50035, errors=self._tree())

    def _tree(self) -> Json:
        tree: Json = {}
        for path, code, message in self.complaints:
            node = tree
            for step in path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": code, "message": message})
        return tree
