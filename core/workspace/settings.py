"""The keys of a workspace's settings, what they mean, and their defaults."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from core.consent import Consent
from core.errors import RequestError
from core.prices import prices_of
from core.redaction.policy import Policy
from core.workspace.values import (
    FOREVER,
    checked_items,
    choice,
    days,
    items,
    number,
    setting,
    shares,
    shown,
    text,
    weights,
    whole,
)

COMPLEXITY = ("length", "participants", "interleaving", "code", "languages", "disagreement")  # of core.routing


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """Each field is a KEY. After so many days a row is removed, None keeps it forever.

    Days of messages count from sending for those heard, from import for those imported. Money is in US dollars.
    """

    # What is kept, and what is read.
    messages_days: int | None = setting(30, days)
    audit_days: int | None = setting(365, days)
    blocked_channels: tuple[str, ...] = setting((), items)
    opted_out: tuple[str, ...] = setting((), items)
    always_redacted: tuple[str, ...] = setting((), items)
    never_redacted: tuple[str, ...] = setting((), items)

    # What is asked. Tokens are those of `core.tokens`.
    language: str | None = setting(None, text)  # of answers; None is that of the requester
    small_model: str = setting("claude-haiku-5-5", text)
    large_model: str = setting("claude-sonnet-5-5", text)
    fallback_models: tuple[str, ...] = setting((), items)  # asked where the chosen one fails
    prompt_versions: tuple[str, ...] = setting((), shares)  # "2:10": version 2 for 10 of 100 requests; else the newest
    one_call_tokens: int = setting(3_000, whole(100, 100_000))  # up to here one call is enough
    part_tokens: int = setting(5_000, whole(500, 90_000))  # a part's size
    merged_parts: int = setting(40, whole(2, 1_000))  # above so many full ones the large model joins them
    complex_from: float = setting(0.4, number(0, 1))
    complexity_weights: tuple[str, ...] = setting((), weights(*COMPLEXITY))  # "disagreement:0.3"
    high_stakes_channels: tuple[str, ...] = setting((), items)

    # What it may cost, and how often.
    daily_cap: float = setting(2.0, number(0, 100_000))
    prices: tuple[str, ...] = setting(
        (), checked_items(prices_of)
    )  # "claude-haiku-5-5:0.10/0.50"; else as in core.prices
    person_per_5_minutes: int = setting(6, whole(1, 10_000))
    person_per_hour: int = setting(60, whole(1, 10_000))
    deadline_seconds: float = setting(5.0, number(0.1, 600))  # to the first words; then the offline engine answers

    # Whom it is asked of; None is the installation's own.
    model_url: str | None = setting(None, text)
    model_key: str | None = setting(None, text, secret=True)
    model_auth: str = setting("x-api-key", choice("x-api-key", "bearer"))
    model_version: str | None = setting(None, text)
    model_region: str | None = setting(None, text)

    # When digests come.
    digest_late_hours: int = setting(6, whole(0, 168))  # later than that a digest is told with the next one

    # How people reach it.
    reaction: str = setting("memo", text)

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
        """Keys and values as `changed` reads them; of a secret only whether it is set."""
        for field in fields(self):
            value = getattr(self, field.name)
            forever = value is None and field.metadata["read"] is days
            yield field.name, FOREVER if forever else shown(value, field.metadata["secret"])


KEYS = tuple(field.name for field in fields(WorkspaceSettings))
_READERS = {field.name: field.metadata["read"] for field in fields(WorkspaceSettings)}


def _parsed(assignment: str) -> tuple[str, Any]:
    key, equals, given = assignment.partition("=")
    if not equals:
        raise RequestError(f"{assignment!r} is not KEY=VALUE")
    if key not in KEYS:
        raise RequestError(f"no setting {key!r}: there is {', '.join(KEYS)}")
    if not given.strip():
        return key, getattr(WorkspaceSettings(), key)
    return key, _READERS[key](key, given.strip())
