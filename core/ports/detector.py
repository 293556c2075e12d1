"""What looks for personal data."""

from collections.abc import Sequence
from typing import Protocol

from core.redaction.policy import Policy
from core.redaction.spans import Finding


class Detector(Protocol):
    """Finds personal data and secrets in texts, outside the event loop."""

    @property
    def version(self) -> str:
        """Another one may find something else: what an earlier version has examined is stale."""
        ...

    async def find(self, texts: Sequence[str], policy: Policy) -> Sequence[tuple[Finding, ...] | None]:
        """For each text its findings, in order and without overlaps.

        None for a text that was not examined within the time for one: it must not leave. One such text delays no other
        call. Errors: `RedactionError`, nothing may leave then; `OperatorError` where a model or a file is missing.
        """
        ...
