"""What differs by workspace: `recap settings WORKSPACE KEY=VALUE`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_args, get_type_hints

from core.consent import Consent
from core.errors import RequestError
from core.redaction.policy import Policy

FOREVER = "forever"
DAYS_MAX = 36_500


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """Each field is a KEY. After so many days a row is removed, None keeps it forever.

    Days of messages count from sending for those heard, from import for those imported.
    """

    messages_days: int | None = 30
    audit_days: int | None = 365
    blocked_channels: tuple[str, ...] = ()
    opted_out: tuple[str, ...] = ()
    always_redacted: tuple[str, ...] = ()
    never_redacted: tuple[str, ...] = ()

    @property
    def policy(self) -> Policy:
        return Policy(deny=self.always_redacted, allow=self.never_redacted)

    @property
    def consent(self) -> Consent:
        return Consent(self.opted_out, self.blocked_channels)

    def changed(self, assignments: Sequence[str]) -> "WorkspaceSettings":
        """With these `KEY=VALUE`; no value is the default again. Errors: `RequestError`."""
        return replace(self, **dict(map(_parsed, assignments)))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Keys and values as `changed` reads them."""
        for field in fields(self):
            value = getattr(self, field.name)
            yield field.name, FOREVER if value is None else str(value) if isinstance(value, int) else ",".join(value)


KEYS = tuple(field.name for field in fields(WorkspaceSettings))


def _parsed(assignment: str) -> tuple[str, Any]:
    key, equals, text = assignment.partition("=")
    if not equals:
        raise RequestError(f"{assignment!r} is not KEY=VALUE")
    if key not in KEYS:
        raise RequestError(f"no setting {key!r}: there is {', '.join(KEYS)}")
    if not text.strip():
        return key, getattr(WorkspaceSettings(), key)
    kind = get_type_hints(WorkspaceSettings)[key]
    return key, _days(key, text.strip()) if int in get_args(kind) else _list(text)


def _days(key: str, text: str) -> int | None:
    if text == FOREVER:
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= DAYS_MAX):
        raise RequestError(f"{key}={text}: give a number of days from 1 to {DAYS_MAX}, or {FOREVER}")
    return int(text)


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in text.split(",") if item.strip()))
